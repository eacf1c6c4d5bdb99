// RTF 1.9.1: the visible text of the document. No library in Debian reads it in-process, and the text needs little: groups,
// destinations to skip, code page and Unicode escapes, paragraph and table marks. One pass, no recursion.
#include <cstdlib>
#include <set>
#include <vector>

#include "parser/readers/file_text.h"

namespace intake {

std::string to_utf8(std::string_view bytes, std::string_view label);

namespace {

constexpr std::size_t deepest_group = 1000;

const std::set<std::string_view>& skipped_destinations() {
  static const std::set<std::string_view> names = {
      "fonttbl", "colortbl", "stylesheet", "info",    "pict",     "object",  "themedata", "datastore", "listtable",
      "listoverridetable", "rsidtbl", "generator", "fldinst", "xmlnstbl", "latentstyles", "filetbl", "revtbl", "mmathPr"};
  return names;
}

struct Group {
  bool skipped = false;
  bool hidden = false;
  int unicode_fallback = 1;  // \ucN: characters to skip after \uN
};

class RtfReader {
 public:
  RtfReader(std::string_view rtf, std::size_t most) : rtf_(rtf), most_(most) {}

  FileText read() {
    while (at_ < rtf_.size() && text_.size() < most_) step();
    flush_bytes();
    FileText out;
    if (groups_.size() > 1 || broken_) out.trouble = TroubleKind::damaged;
    out.body = std::move(text_);
    return out;
  }

 private:
  void step() {
    const char c = rtf_[at_++];
    if (c == '{') {
      if (groups_.size() < deepest_group) groups_.push_back(groups_.back());
      else broken_ = true;
    } else if (c == '}') {
      if (groups_.size() > 1) groups_.pop_back();
    } else if (c == '\\') {
      control();
    } else if (c != '\r' && c != '\n') {
      put_byte(c);
    }
  }

  void control() {
    if (at_ >= rtf_.size()) return;
    const char c = rtf_[at_];
    if (c == '\'') return hex_byte();
    if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) return symbol(c);
    const std::size_t begin = at_;
    while (at_ < rtf_.size() && ((rtf_[at_] >= 'a' && rtf_[at_] <= 'z') || (rtf_[at_] >= 'A' && rtf_[at_] <= 'Z'))) ++at_;
    const std::string_view word = rtf_.substr(begin, at_ - begin);
    const std::size_t digits = at_;
    if (at_ < rtf_.size() && rtf_[at_] == '-') ++at_;
    while (at_ < rtf_.size() && rtf_[at_] >= '0' && rtf_[at_] <= '9' && at_ - digits < 11) ++at_;
    const bool has_number = at_ > digits;
    const long number = has_number ? std::strtol(std::string(rtf_.substr(digits, at_ - digits)).c_str(), nullptr, 10) : 0;
    if (at_ < rtf_.size() && rtf_[at_] == ' ') ++at_;
    apply(word, has_number, number);
  }

  void symbol(char c) {
    ++at_;
    if (c == '*') groups_.back().skipped = true;  // an optional destination: nothing that a person sees
    if (c == '~') put_byte(' ');
    if (c == '_') put_byte('-');
    if (c == '\\' || c == '{' || c == '}') put_byte(c);
    if (c == '\r' || c == '\n') put_text("\n");
  }

  void hex_byte() {
    if (at_ + 2 >= rtf_.size()) {
      at_ = rtf_.size();
      return;
    }
    const std::string digits(rtf_.substr(at_ + 1, 2));
    at_ += 3;
    if (fallback_ > 0) {
      --fallback_;
      return;
    }
    put_byte(static_cast<char>(std::strtol(digits.c_str(), nullptr, 16)));
  }

  void apply(std::string_view word, bool has_number, long number) {
    if (word == "par" || word == "line" || word == "row" || word == "sect" || word == "page") return put_text("\n");
    if (word == "tab" || word == "cell") return put_text("\t");
    if (word == "emdash" || word == "endash") return put_text("-");
    if (word == "u" && has_number) return put_unicode(number);
    if (word == "uc" && has_number) groups_.back().unicode_fallback = static_cast<int>(number);
    if (word == "ansicpg" && has_number) code_page_ = "windows-" + std::to_string(number);
    if (word == "v") groups_.back().hidden = !has_number || number != 0;
    if (word == "bin" && number > 0) at_ += std::min(static_cast<std::size_t>(number), rtf_.size() - at_);
    if (skipped_destinations().count(word) > 0) groups_.back().skipped = true;
  }

  void put_unicode(long number) {
    const auto unit = static_cast<unsigned>(number < 0 ? number + 65536 : number);
    fallback_ = groups_.back().unicode_fallback;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
      return;
    }
    unsigned code = unit;
    if (unit >= 0xDC00 && unit < 0xE000) code = high_ == 0 ? 0xFFFDU : 0x10000U + ((high_ - 0xD800U) << 10U) + (unit - 0xDC00U);
    high_ = 0;
    std::string utf8;
    if (code < 0x80) {
      utf8 = {static_cast<char>(code)};
    } else if (code < 0x800) {
      utf8 = {static_cast<char>(0xC0U | (code >> 6U)), static_cast<char>(0x80U | (code & 0x3FU))};
    } else if (code < 0x10000) {
      utf8 = {static_cast<char>(0xE0U | (code >> 12U)), static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)),
              static_cast<char>(0x80U | (code & 0x3FU))};
    } else {
      utf8 = {static_cast<char>(0xF0U | (code >> 18U)), static_cast<char>(0x80U | ((code >> 12U) & 0x3FU)),
              static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)), static_cast<char>(0x80U | (code & 0x3FU))};
    }
    put_text(utf8);
  }

  void put_byte(char c) {
    if (fallback_ > 0) {
      --fallback_;
      return;
    }
    if (visible()) bytes_ += c;
  }

  void put_text(std::string_view text) {
    if (!visible()) return;
    flush_bytes();
    text_.append(text);
  }

  // Bytes of the code page are converted together: a double-byte character must not be torn apart.
  void flush_bytes() {
    if (bytes_.empty()) return;
    text_ += to_utf8(bytes_, code_page_);
    bytes_.clear();
  }

  [[nodiscard]] bool visible() const { return !groups_.back().skipped && !groups_.back().hidden; }

  std::string_view rtf_;
  std::size_t most_;
  std::size_t at_ = 0;
  std::vector<Group> groups_{Group{}};
  std::string bytes_;
  std::string text_;
  std::string code_page_ = "windows-1252";
  int fallback_ = 0;
  unsigned high_ = 0;
  bool broken_ = false;
};

}  // namespace

FileText read_rtf(std::string_view bytes, const Limits& limits) { return RtfReader(bytes, limits.text_bytes).read(); }

}  // namespace intake
