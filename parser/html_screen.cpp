#include "parser/html_screen.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>

namespace intake {
namespace {

constexpr std::size_t most_bytes = 4U << 20;  // of HTML: parsing needs some thirty times that in memory
constexpr std::size_t most_tags = 150'000;    // newsletters have a few thousand
constexpr std::size_t most_open = 512;        // elements at a time, as browsers: scope searches go through all of them
constexpr std::size_t most_attributes = 256;  // of one tag: each is compared with all before it
constexpr std::size_t longest_name = 24;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// Void elements, and those that the next one of their kind closes.
bool needs_no_end(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>(
      {"br",    "img",    "hr",    "input", "meta",  "link", "area", "base", "col",    "embed",
       "param", "source", "track", "wbr",   "p",     "li",   "dt",   "dd",   "option", "td",
       "th",    "tr",     "tbody", "thead", "tfoot", "html", "head", "body"});
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Screen {
 public:
  explicit Screen(std::string_view html) : html_(html) {}

  bool is_bounded() {
    if (html_.size() > most_bytes) return false;
    while (bounded_) {
      at_ = html_.find('<', at_);
      if (at_ == std::string_view::npos || ++at_ >= html_.size()) break;
      read_markup();
    }
    return bounded_;
  }

 private:
  void read_markup() {
    if (html_.substr(at_, 3) == "!--") {
      const std::size_t end = html_.find("-->", at_);
      at_ = end == std::string_view::npos ? html_.size() : end;
      return;
    }
    const bool closing = html_[at_] == '/';
    if (closing) ++at_;
    if (at_ >= html_.size() || !is_letter(html_[at_])) return;
    const std::string name = read_name();
    const std::size_t attributes = read_attributes();
    if (++tags_ > most_tags || attributes > most_attributes) bounded_ = false;
    if (!needs_no_end(name)) count_element(name, closing);
  }

  std::string read_name() {
    std::string name;
    while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '>' && html_[at_] != '/') {
      if (name.size() < longest_name) name += static_cast<char>(is_letter(html_[at_]) ? html_[at_] | 0x20 : html_[at_]);
      ++at_;
    }
    return name;
  }

  // Quotes count only right after "=", as in the tokenizer.
  std::size_t read_attributes() {
    std::size_t count = 0;
    bool after_equals = false;
    for (; at_ < html_.size() && html_[at_] != '>'; ++at_) {
      const char c = html_[at_];
      if (after_equals && (c == '"' || c == '\'')) {
        at_ = std::min(html_.find(c, at_ + 1), html_.size() - 1);
        ++count;
      } else if (c == '/' || is_blank(c)) {
        if (at_ > 0 && !is_blank(html_[at_ - 1])) ++count;
      }
      after_equals = c == '=' || (after_equals && is_blank(c));
    }
    return count;
  }

  // Counted by name: an end tag of another name closes nothing.
  void count_element(const std::string& name, bool closing) {
    std::size_t& open = open_by_name_[name];
    if (closing && open > 0) {
      --open;
      --open_;
    } else if (!closing) {
      ++open;
      if (++open_ > most_open) bounded_ = false;
    }
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::size_t tags_ = 0;
  std::size_t open_ = 0;
  std::map<std::string, std::size_t, std::less<>> open_by_name_;
  bool bounded_ = true;
};

}  // namespace

bool is_bounded_html(std::string_view html) {
  return Screen(html).is_bounded();
}

}  // namespace intake
