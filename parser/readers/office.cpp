// DOCX (ECMA-376 part 1, WordprocessingML) and ODT (OASIS ODF 1.2): paragraphs, tables and content controls in reading order.
#include <algorithm>
#include <array>
#include <map>

#include "parser/readers/archive.h"
#include "parser/readers/file_text.h"
#include "parser/readers/xml.h"

namespace intake {

namespace {

// What an element of either format means for the text.
enum class Mark { none, paragraph, row, cell, tab, line_break, spaces, skipped };

const std::map<std::string_view, Mark>& word_marks() {
  static const std::map<std::string_view, Mark> marks = {
      {"w:p", Mark::paragraph},   {"w:tr", Mark::row},         {"w:tc", Mark::cell},       {"w:tab", Mark::tab},
      {"w:br", Mark::line_break}, {"w:cr", Mark::line_break},  {"w:del", Mark::skipped},   {"w:instrText", Mark::skipped},
      {"w:pPr", Mark::skipped},   {"mc:Fallback", Mark::skipped}, {"w:delText", Mark::skipped}};
  return marks;
}

const std::map<std::string_view, Mark>& odf_marks() {
  static const std::map<std::string_view, Mark> marks = {
      {"text:p", Mark::paragraph},       {"text:h", Mark::paragraph},  {"table:table-row", Mark::row},
      {"table:table-cell", Mark::cell},  {"text:tab", Mark::tab},      {"text:line-break", Mark::line_break},
      {"text:s", Mark::spaces},          {"office:annotation", Mark::skipped}, {"text:tracked-changes", Mark::skipped},
      {"office:scripts", Mark::skipped}, {"office:font-face-decls", Mark::skipped}, {"office:automatic-styles", Mark::skipped}};
  return marks;
}

// Builds the text from marks: one line a paragraph, one line a table row with its cells between tabs.
class TextBuilder {
 public:
  explicit TextBuilder(std::size_t most) : most_(most) {}

  void begin(Mark mark) {
    if (mark == Mark::skipped) ++skipping_;
    if (skipping_ > 0) return;
    if (mark == Mark::row) ++rows_, first_cell_ = true;
    if (mark == Mark::cell && rows_ > 0) {
      if (!first_cell_) text_ += '\t';
      first_cell_ = false;
      fresh_cell_ = true;
    }
    if (mark == Mark::paragraph && rows_ > 0 && !fresh_cell_) text_ += "\n\t";
    if (mark == Mark::paragraph) fresh_cell_ = false;
    if (mark == Mark::tab || mark == Mark::spaces) text_ += ' ';
    if (mark == Mark::line_break) text_ += rows_ > 0 ? "\n\t" : "\n";
  }

  void end(Mark mark) {
    if (mark == Mark::skipped) --skipping_;
    if (skipping_ > 0) return;
    if (mark == Mark::row) --rows_, text_ += '\n';
    if (mark == Mark::paragraph && rows_ == 0) text_ += '\n';
  }

  void add(std::string_view text) {
    if (skipping_ == 0 && !full()) text_.append(text);
  }

  [[nodiscard]] bool full() const { return text_.size() >= most_; }

  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t most_;
  int skipping_ = 0;
  int rows_ = 0;
  bool first_cell_ = true;
  bool fresh_cell_ = false;
};

// Only text inside these elements is text of the document (Word keeps other strings between its tags).
bool read_marked(std::string_view xml, const std::map<std::string_view, Mark>& marks, std::string_view text_element,
                 TextBuilder& builder) {
  int inside = text_element.empty() ? 1 : 0;
  const auto mark_of = [&](std::string_view name) {
    const auto found = marks.find(name);
    return found == marks.end() ? Mark::none : found->second;
  };
  XmlEvents events;
  events.begin = [&](std::string_view name, const XmlEvents::Attribute&) {
    if (name == text_element) ++inside;
    builder.begin(mark_of(name));
  };
  events.end = [&](std::string_view name) {
    if (name == text_element) --inside;
    builder.end(mark_of(name));
  };
  events.text = [&](std::string_view text) {
    if (inside > 0) builder.add(text);
    return !builder.full();
  };
  return read_xml(xml, events);
}

std::optional<TroubleKind> trouble_of(UnpackOutcome outcome) {
  switch (outcome) {
    case UnpackOutcome::found: return std::nullopt;
    case UnpackOutcome::encrypted: return TroubleKind::password;
    case UnpackOutcome::too_large: return TroubleKind::too_big_unpacked;
    case UnpackOutcome::missing:
    case UnpackOutcome::damaged: return TroubleKind::damaged;
  }
  return TroubleKind::damaged;
}

struct Format {
  const std::map<std::string_view, Mark>& marks;
  std::string_view text_element;
  std::vector<std::string> members;  // the first must be there; the others may
};

FileText read_office(std::string_view bytes, const Format& format, const Limits& limits) {
  FileText text;
  TextBuilder builder(limits.text_bytes);
  for (const std::string& member : format.members) {
    const Unpacked unpacked = unpack_member(bytes, member, limits.unpacked_bytes);
    const bool required = member == format.members.front();
    if (unpacked.outcome == UnpackOutcome::missing && !required) continue;
    text.trouble = trouble_of(unpacked.outcome);
    if (text.trouble) break;
    if (!read_marked(unpacked.bytes, format.marks, format.text_element, builder)) {
      text.trouble = builder.full() ? TroubleKind::too_big_unpacked : TroubleKind::damaged;
      break;
    }
  }
  text.body = builder.take();
  return text;
}

}  // namespace

FileText read_docx(std::string_view bytes, const Limits& limits) {
  const Format format{word_marks(), "w:t", {"word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/footer1.xml"}};
  return read_office(bytes, format, limits);
}

FileText read_odt(std::string_view bytes, const Limits& limits) {
  return read_office(bytes, Format{odf_marks(), {}, {"content.xml"}}, limits);
}

}  // namespace intake
