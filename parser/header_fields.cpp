#include "parser/header_fields.h"

#include <algorithm>
#include <array>

#include "parser/lines.h"

namespace intake {
namespace {

// Names that tell a header from text that merely has a colon ("Nimi: …").
constexpr std::array<std::string_view, 19> known_names = {
    "mime-version", "from",     "to",          "cc",         "subject",       "date", "message-id",
    "received",     "reply-to", "return-path", "sender",     "delivered-to",  "bcc",  "in-reply-to",
    "references",   "x-mailer", "user-agent",  "importance", "dkim-signature"};
constexpr std::string_view content_prefix = "content-";

// The name before the colon, without blanks before it; empty where the line is no field.
std::string_view field_name(std::string_view line) {
  while (!line.empty() && line.front() == '\r') line.remove_prefix(1);  // LFCR line ends
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || is_blank(line.front())) return {};
  const std::string_view name = trim_blanks(line.substr(0, colon));
  return name.find_first_of(" \t\r") == std::string_view::npos ? name : std::string_view{};
}

bool is_known_name(std::string_view name) {
  if (starts_with_ignoring_case(name, content_prefix)) return true;
  return std::any_of(known_names.begin(), known_names.end(),
                     [name](std::string_view known) { return equals_ignoring_case(name, known); });
}

// A name with 8-bit, NUL or control characters ends the header for some programs and not for others.
bool is_plain_name(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

bool is_folder_line(std::string_view line) {
  return line.rfind("From ", 0) == 0 || line.rfind(">From ", 0) == 0;
}

class Splitter {
 public:
  Splitter(std::string_view block, char newline, const Limits& limits)
      : block_(block.substr(0, limits.header_block_bytes)), newline_(newline), limits_(limits) {
    result_.over_limit = block.size() > block_.size();
    result_.text_begin = block.size();
  }

  HeaderBlock split() {
    look_ahead();
    for (std::size_t at = 0; at < block_.size() && !ended_;) {
      const ByteLine line = line_at(block_, at, block_.size(), newline_);
      take(block_.substr(line.begin, line.end - line.begin), at);
      at = line.next;
    }
    for (HeaderField& field : result_.fields) finish(field);
    return std::move(result_);
  }

 private:
  // Where the last field with a known name begins: a line without a colon before it is skipped, one after it is text.
  void look_ahead() {
    for (std::size_t at = 0; at < block_.size();) {
      const ByteLine line = line_at(block_, at, block_.size(), newline_);
      const std::string_view name = field_name(block_.substr(line.begin, line.end - line.begin));
      if (!name.empty() && is_known_name(name)) {
        any_known_ = true;
        last_known_ = at;
        if (starts_with_ignoring_case(name, content_prefix)) last_content_ = at;
      }
      at = line.next;
    }
  }

  void take(std::string_view line, std::size_t at) {
    while (!line.empty() && line.front() == '\r') line.remove_prefix(1);  // LFCR line ends
    const bool continued = !line.empty() && is_blank(line.front());
    if (continued && at > 0) {
      if (in_field_) append(result_.fields.back().value, line);
      return;
    }
    in_field_ = false;
    const std::string_view name = field_name(line);
    if (!name.empty()) return add_field(name, line, at);
    if (is_folder_line(line)) return;
    if (!any_known_ || at > last_known_) {
      result_.text_begin = at;
      ended_ = true;
    } else if (at < last_content_) {
      result_.irregular = true;
    }
  }

  void add_field(std::string_view name, std::string_view line, std::size_t at) {
    if (result_.fields.size() >= limits_.header_fields) {
      result_.over_limit = true;
      return;
    }
    if (!is_plain_name(name) && at < last_content_) result_.irregular = true;
    HeaderField field;
    field.name = std::string(name.substr(0, limits_.header_field_bytes));
    result_.offsets.push_back(at);
    result_.fields.push_back(std::move(field));
    in_field_ = true;
    append(result_.fields.back().value, line.substr(line.find(':') + 1));
  }

  void append(std::string& value, std::string_view more) {
    const std::size_t room = limits_.header_field_bytes - std::min(limits_.header_field_bytes, value.size());
    if (more.size() > room) result_.over_limit = true;
    value.append(more.substr(0, room));
  }

  void finish(HeaderField& field) {
    if (field.value.find_first_of(std::string_view("\r\0", 2)) != std::string::npos) result_.irregular = true;
    field.value = std::string(trim_blanks(field.value));
  }

  std::string_view block_;
  char newline_;
  const Limits& limits_;
  HeaderBlock result_;
  std::size_t last_known_ = 0;
  std::size_t last_content_ = 0;
  bool any_known_ = false;
  bool in_field_ = false;
  bool ended_ = false;
};

}  // namespace

HeaderBlock split_header(std::string_view block, char newline, const Limits& limits) {
  return Splitter(block, newline, limits).split();
}

bool is_known_field_line(std::string_view line) {
  const std::string_view name = field_name(line);
  return !name.empty() && is_known_name(name);
}

}  // namespace intake
