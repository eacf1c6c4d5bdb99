#include "parser/html_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "parser/html_events.h"
#include "parser/html_style.h"
#include "parser/quote_lines.h"
#include "parser/tag_remover.h"
#include "parser/text_sink.h"

namespace intake {
namespace {

constexpr std::size_t most_tables = 8;  // within each other as rows; deeper ones are layout and read as running text
constexpr std::size_t most_cell_lines = 6;  // a cell with more is layout (a letter beside a logo), not a value
constexpr std::size_t most_text_bytes = 4U << 20;
constexpr std::uint32_t white = 0xFFFFFF;

template <std::size_t N>
bool is_one_of(std::string_view tag, const std::array<std::string_view, N>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_unshown(std::string_view tag) {
  constexpr auto tags =
      std::to_array<std::string_view>({"script", "title", "template", "noscript", "object", "iframe", "svg", "math",
                                       "video", "audio", "canvas", "datalist", "noframes", "noembed", "rp"});
  return is_one_of(tag, tags);
}

bool is_block(std::string_view tag) {
  constexpr auto tags = std::to_array<std::string_view>(
      {"div",        "li",      "ul",      "ol",      "dl",     "table",      "caption", "form",
       "fieldset",   "legend",  "section", "article", "header", "footer",     "main",    "aside",
       "nav",        "address", "center",  "pre",     "hr",     "details",    "summary", "figure",
       "blockquote", "tbody",   "thead",   "tfoot",   "body",   "figcaption", "dir",     "menu"});
  return is_one_of(tag, tags);
}

bool is_paragraph(std::string_view tag) {
  constexpr auto tags = std::to_array<std::string_view>({"p", "h1", "h2", "h3", "h4", "h5", "h6"});
  return is_one_of(tag, tags);
}

std::string_view attribute(const HtmlAttributes& attributes, const char* name) {
  const char* value = attributes.find(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

bool has_class(std::string_view classes, std::string_view part) {
  return classes.find(part) != std::string_view::npos;
}

// Colours that a person cannot tell apart.
bool looks_same(std::uint32_t first, std::uint32_t second) {
  constexpr int visible_difference = 16;
  for (const int shift : {16, 8, 0}) {
    const auto a = static_cast<int>(first >> shift & 0xFFU);
    const auto b = static_cast<int>(second >> shift & 0xFFU);
    if (std::abs(a - b) > visible_difference) return false;
  }
  return true;
}

// What an element passes on to its content.
struct Look {
  bool tiny = false;
  bool preserves_lines = false;
  bool invisible = false;              // transparent text
  std::optional<std::uint32_t> color;  // none: the program's own, which can be seen
  std::optional<std::uint32_t> background = white;
  bool sheet = false;  // content of <style>
  bool quote = false;  // this element opened a quote
  bool paragraph = false;
  bool block = false;
  [[nodiscard]] bool can_be_seen() const {
    return !tiny && !invisible && !(color && background && looks_same(*color, *background));
  }
};

struct Row {
  std::vector<std::vector<std::string>> cells;
  bool layout = false;
};

class HtmlReader : public HtmlVisitor {
 public:
  HtmlReader() : sinks_(1), looks_(1) {}

  bool begin(std::string_view tag, const HtmlAttributes& attributes) override {
    if (full()) return false;
    if (is_unshown(tag)) return false;
    Look look = looks_.back();
    look.sheet = tag == "style";
    look.quote = look.paragraph = look.block = false;
    const Style style = style_of(tag, attributes);
    if (style.hidden.value_or(false) || attributes.find("hidden") != nullptr) {
      if (is_block(tag) || is_paragraph(tag)) sink().begin_block();  // what stands on its two sides is not one word
      return false;
    }
    apply(style, look);
    if (!begin_element(tag, attributes, style, look)) return false;
    looks_.push_back(look);
    return true;
  }

  void end(std::string_view tag) override {
    const Look look = looks_.back();
    looks_.pop_back();
    if (tag == "td" || tag == "th") return end_cell();
    if (tag == "tr") return end_row();
    if (tag == "dd") sink().begin_block();
    if (look.quote) sink().set_quote_depth(--quotes_ - quotes_outside());
    if (look.paragraph) sink().begin_paragraph();
    if (look.block) sink().begin_block();
  }

  void text(std::string_view text) override {
    if (looks_.back().sheet) {
      sheet_.add(text);
    } else if (looks_.back().can_be_seen()) {
      sink().text(text, looks_.back().preserves_lines);
    }
  }

  std::string take() {
    std::string text;
    for (const std::string& line : sinks_.front().sink.take_lines()) (text += line) += '\n';
    return text;
  }

  [[nodiscard]] bool full() const { return sinks_.front().sink.size() > most_text_bytes; }

 private:
  struct Cell {
    TextSink sink;
    std::size_t quotes_outside = 0;  // marks that the surrounding text will put before its lines
  };

  TextSink& sink() { return sinks_.back().sink; }
  [[nodiscard]] std::size_t quotes_outside() const { return sinks_.back().quotes_outside; }

  Style style_of(std::string_view tag, const HtmlAttributes& attributes) const {
    Style style = sheet_.style_of(tag, attribute(attributes, "class"), attribute(attributes, "id"));
    if (const auto background = read_color(attribute(attributes, "bgcolor"))) style.background = background;
    if (attributes.find("background") != nullptr) style.unknown_background = true;
    if (tag == "font") {
      if (const auto color = read_color(attribute(attributes, "color"))) style.color = color;
    }
    style.add(read_declarations(attribute(attributes, "style")));
    return style;
  }

  static void apply(const Style& style, Look& look) {
    if (style.tiny) look.tiny = *style.tiny;
    if (style.preserves_lines) look.preserves_lines = *style.preserves_lines;
    if (style.color) {
      look.color = style.color;
      look.invisible = false;
    }
    if (style.transparent_text) look.invisible = true;
    if (style.background) look.background = style.background;
    if (style.unknown_background) look.background.reset();
  }

  bool begin_element(std::string_view tag, const HtmlAttributes& attributes, const Style& style, Look& look) {
    if (tag == "br") return sink().line_break(), false;
    if (tag == "input") return add_input(attributes), false;
    if (tag == "option" && attributes.find("selected") == nullptr) return false;
    if (tag == "pre" || tag == "textarea") look.preserves_lines = true;
    if (tag == "tr") begin_row();
    if (tag == "td" || tag == "th") begin_cell();
    if (tag == "table") begin_table();
    if (tag == "dt") sink().begin_block();
    if (tag == "dd") sink().tab();  // a list of terms reads like a table: "term\tvalue"
    look.block = is_block(tag);
    look.paragraph = is_paragraph(tag) && !style.no_margin && !has_class(attribute(attributes, "class"), "Mso");
    look.block |= is_paragraph(tag) && !look.paragraph;
    if (look.block) sink().begin_block();
    if (look.paragraph) sink().begin_paragraph();
    if (attribute(attributes, "id") == "divRplyFwdMsg") sink().literal_line("-----Original Message-----");
    if (is_quote(tag, attributes, style)) {
      look.quote = true;
      sink().set_quote_depth(++quotes_ - quotes_outside());
    }
    return true;
  }

  // Gmail, Apple, Thunderbird, Yahoo, Proton; a <blockquote> without a border only indents.
  [[nodiscard]] bool is_quote(std::string_view tag, const HtmlAttributes& attributes, const Style& style) const {
    if (quotes_ >= most_quote_depth) return false;
    const std::string_view classes = attribute(attributes, "class");
    const bool program = has_class(classes, "yahoo_quoted") || has_class(classes, "protonmail_quote");
    if (tag != "blockquote") return program;
    const bool cited =
        attribute(attributes, "type") == "cite" || attributes.find("cite") != nullptr || has_class(classes, "quote");
    return cited || program || !style.no_border;
  }

  void add_input(const HtmlAttributes& attributes) {
    constexpr auto written = std::to_array<std::string_view>({"", "text", "tel", "email", "number", "date", "search"});
    const std::string type = small_letters(attribute(attributes, "type"));
    if (type == "checkbox" || type == "radio")
      sink().text(attributes.find("checked") == nullptr ? "[ ] " : "[x] ", false);
    if (is_one_of(type, written)) text(attribute(attributes, "value"));
  }

  // ---- tables: a row of values becomes one line; a row that holds another table or whole paragraphs is layout.

  void begin_table() {
    for (Row& row : rows_) row.layout = true;
  }

  void begin_row() {
    sink().begin_block();
    rows_.emplace_back();
  }

  void begin_cell() {
    const bool buffered = !rows_.empty() && sinks_.size() <= most_tables;
    cells_.push_back(buffered);
    if (!buffered) return sink().begin_block();
    sinks_.emplace_back();
    sinks_.back().quotes_outside = quotes_;
  }

  void end_cell() {
    if (cells_.empty()) return;
    const bool buffered = cells_.back();
    cells_.pop_back();
    if (!buffered) return sink().begin_block();
    std::vector<std::string> lines = sink().take_lines();
    sinks_.pop_back();
    const auto is_blank = [](const std::string& line) {
      return line.find_first_not_of(" \t\r\n") == std::string::npos;
    };
    while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
    lines.erase(lines.begin(), std::find_if_not(lines.begin(), lines.end(), is_blank));
    if (!rows_.empty()) rows_.back().cells.push_back(std::move(lines));
  }

  void end_row() {
    if (rows_.empty()) return;
    const Row row = std::move(rows_.back());
    rows_.pop_back();
    const bool long_cell =
        std::any_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return cell.size() > most_cell_lines; });
    if (row.layout || long_cell || row.cells.size() < 2) return write_layout(row);
    write_values(row);
  }

  void write_layout(const Row& row) {
    for (const auto& cell : row.cells) {
      for (const std::string& line : cell) sink().literal_line(line);
    }
    sink().begin_block();
  }

  // "label\tvalue", then the cells' further lines, each after a tab.
  void write_values(const Row& row) {
    std::string first;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i > 0) first += '\t';
      if (!row.cells[i].empty()) first += row.cells[i].front();
    }
    sink().literal_line(first);
    for (const auto& cell : row.cells) {
      for (std::size_t i = 1; i < cell.size(); ++i) {
        if (!cell[i].empty()) sink().literal_line("\t" + cell[i]);
      }
    }
  }

  std::vector<Cell> sinks_;  // the page, then open cells
  std::vector<Row> rows_;
  std::vector<bool> cells_;  // open cells: whether they have a sink
  std::vector<Look> looks_;
  StyleSheet sheet_;
  std::size_t quotes_ = 0;
};

}  // namespace

HtmlText html_to_text(std::string_view html) {
  HtmlReader reader;
  const bool whole = visit_html(html, reader);
  if (!whole) return {remove_tags(html, most_text_bytes), true};
  return {reader.take(), reader.full()};
}

std::string html_charset(std::string_view bytes) {
  constexpr std::size_t head_bytes = 1024;  // where the HTML standard looks
  const std::string head = small_letters(bytes.substr(0, head_bytes));
  const std::size_t meta = head.find("<meta");
  const std::size_t at = meta == std::string::npos ? meta : head.find("charset=", meta);
  if (at == std::string::npos) return {};
  const std::size_t begin = head.find_first_not_of("\"' ", at + 8);
  const std::size_t end = head.find_first_of("\"' />;", begin);
  return begin == std::string::npos || end == std::string::npos ? std::string() : head.substr(begin, end - begin);
}

}  // namespace intake
