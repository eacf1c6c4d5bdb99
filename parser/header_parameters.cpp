#include "parser/header_parameters.h"

#include <algorithm>
#include <map>

#include "parser/charset.h"
#include "parser/header_words.h"
#include "parser/lines.h"

namespace intake {
namespace {

constexpr std::string_view white = " \t\r\n";
constexpr int most_sections = 9999;  // pieces of one parameter (name*0 … name*9999): keeps the number inside an int

// A parameter as written.
struct Piece {
  std::string base;      // name without the marks
  int section = -1;      // the number after "*", or -1
  bool percent = false;  // a "*" at the end: percent codes
  std::string text;
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  // Up to ";" (or the first "name=" where the ";" was forgotten): the value of the field itself.
  std::string head(bool& irregular) {
    std::string head;
    bool gap = false;
    while (at_ < text_.size() && text_[at_] != ';') {
      if (skip_white_or_comment()) {
        irregular = irregular || text_[at_ - 1] == ')';
        gap = true;
        continue;
      }
      const bool joins = head.empty() || head.back() == '/' || text_[at_] == '/';
      if (gap && !joins) break;
      if (gap && !head.empty()) irregular = true;
      gap = false;
      if (text_[at_] != '"') head.push_back(lower_ascii(text_[at_]));
      ++at_;
    }
    return head;
  }

  bool next(Piece& piece) {
    while (at_ < text_.size()) {
      while (at_ < text_.size() && (text_[at_] == ';' || skip_white_or_comment())) {
        if (at_ < text_.size() && text_[at_] == ';') ++at_;
      }
      const std::size_t begin = at_;
      while (at_ < text_.size() && text_[at_] != '=' && text_[at_] != ';') ++at_;
      if (at_ >= text_.size() || text_[at_] == ';') continue;
      const std::string_view name = trim_blanks(text_.substr(begin, at_ - begin));
      ++at_;
      piece = named(name);
      piece.text = value(piece.base == "name" || piece.base == "filename");
      return true;
    }
    return false;
  }

 private:
  bool skip_white_or_comment() {
    if (at_ >= text_.size()) return false;
    if (white.find(text_[at_]) != std::string_view::npos) return ++at_, true;
    if (text_[at_] != '(' || comment_left_open_) return false;
    int depth = 0;
    std::size_t at = at_;
    for (; at < text_.size(); ++at) {
      if (text_[at] == '\\') {
        ++at;
      } else if (text_[at] == '(') {
        ++depth;
      } else if (text_[at] == ')' && --depth == 0) {
        break;
      }
    }
    if (at >= text_.size()) {  // never closed: no comment, and nobody looks for its end again
      comment_left_open_ = true;
      return false;
    }
    at_ = at + 1;
    return true;
  }

  // "filename*0*" is piece 0 of "filename", with percent codes.
  static Piece named(std::string_view name) {
    Piece piece;
    if (!name.empty() && name.back() == '*') {
      piece.percent = true;
      name.remove_suffix(1);
    }
    const std::size_t star = name.rfind('*');
    if (star != std::string_view::npos && star + 1 < name.size() &&
        name.find_first_not_of("0123456789", star + 1) == std::string_view::npos) {
      int number = 0;
      for (const char digit : name.substr(star + 1)) number = std::min(number * 10 + (digit - '0'), most_sections);
      piece.section = number;
      name = name.substr(0, star);
    }
    piece.base = lower_ascii(name);
    return piece;
  }

  std::string value(bool file_name) {
    while (at_ < text_.size() && white.find(text_[at_]) != std::string_view::npos) ++at_;
    if (at_ < text_.size() && text_[at_] == '"') return quoted();
    const std::size_t begin = at_;
    // File names are written with blanks and parentheses; in anything else those end the value.
    const std::string_view ends = file_name ? ";" : "; \t\r\n";
    at_ = std::min(text_.find_first_of(ends, at_), text_.size());
    return std::string(trim_blanks(text_.substr(begin, at_ - begin)));
  }

  // Only \" and \\ are escapes: file names carry backslashes of their own.
  std::string quoted() {
    std::string text;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      const bool escape =
          text_[at_] == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\');
      if (escape) ++at_;
      text.push_back(text_[at_]);
    }
    if (at_ < text_.size()) ++at_;
    return text;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool comment_left_open_ = false;
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower_ascii(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string resolve_percent_codes(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low < 0) {
      bytes.push_back(text[i]);
      continue;
    }
    bytes.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return bytes;
}

std::string single_line(std::string text) {
  const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == 0x7f; };
  std::replace_if(text.begin(), text.end(), is_control, ' ');
  return text;
}

// All pieces of one name, the first form seen of each section.
struct Collected {
  std::vector<Piece> plain;
  std::map<int, Piece> sections;  // "name*" counts as section 0
  bool conflicting = false;
};

void collect(Collected& all, Piece piece) {
  if (piece.section < 0 && !piece.percent) {
    if (!all.plain.empty() && all.plain.front().text != piece.text) all.conflicting = true;
    if (all.plain.empty()) all.plain.push_back(std::move(piece));
    return;
  }
  const int section = std::max(piece.section, 0);
  const auto [place, added] = all.sections.emplace(section, piece);
  if (!added && place->second.text != piece.text) all.conflicting = true;
}

Parameter extended_parameter(const Collected& all) {
  Parameter parameter;
  parameter.extended = true;
  std::string charset;
  bool first = true;
  for (const auto& [number, piece] : all.sections) {
    std::string_view text = piece.text;
    if (first && piece.percent) {
      const std::size_t one = text.find('\'');
      const std::size_t two = one == std::string_view::npos ? one : text.find('\'', one + 1);
      if (two != std::string_view::npos) {
        charset = std::string(text.substr(0, one));
        text.remove_prefix(two + 1);
      }
    }
    first = false;
    parameter.raw += piece.percent ? resolve_percent_codes(text) : std::string(text);
  }
  parameter.value = charset.empty() ? decode_header_words(parameter.raw) : to_utf8(parameter.raw, charset);
  return parameter;
}

Parameter make_parameter(const std::string& name, const Collected& all) {
  Parameter parameter;
  if (!all.sections.empty()) {
    parameter = extended_parameter(all);
  } else {
    parameter.raw = all.plain.front().text;
    parameter.value = decode_header_words(parameter.raw);
  }
  parameter.name = name;
  parameter.value = single_line(std::move(parameter.value));
  // A plain form beside the extended one is a fallback (RFC 6266 4.3); for a boundary both must say the same.
  const bool differs = parameter.extended && !all.plain.empty() && all.plain.front().text != parameter.raw;
  parameter.conflicting = all.conflicting || differs;
  return parameter;
}

}  // namespace

const Parameter* ParameterizedValue::find(std::string_view name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [name](const Parameter& parameter) { return parameter.name == name; });
  return found == parameters.end() ? nullptr : &*found;
}

ParameterizedValue parse_parameters(std::string_view field_value) {
  ParameterizedValue result;
  Reader reader(field_value);
  result.value = reader.head(result.irregular);
  std::map<std::string, Collected> by_name;
  std::vector<std::string> order;
  Piece piece;
  while (reader.next(piece)) {
    const auto [place, added] = by_name.try_emplace(piece.base);
    if (added) order.push_back(piece.base);
    collect(place->second, std::move(piece));
    piece = Piece{};
  }
  for (const std::string& name : order) result.parameters.push_back(make_parameter(name, by_name[name]));
  return result;
}

}  // namespace intake
