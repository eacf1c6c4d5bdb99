#include "parser/part_text.h"

#include <algorithm>

#include "parser/charset.h"
#include "parser/clean_text.h"
#include "parser/flowed.h"
#include "parser/html_text.h"
#include "parser/quote_lines.h"

namespace intake {
namespace {

std::string parameter(const Part& part, const char* name) {
  const auto found = part.parameters.find(name);
  return found == part.parameters.end() ? std::string() : found->second;
}

bool is_html(const Part& part) {
  return part.media_type == "text/html" || part.media_type == "text/enriched" ||
         part.media_type == "application/xhtml+xml";
}

// A character takes at most four bytes in any charset here; what lies behind would be cut off again after the cost of
// cleaning.
constexpr std::size_t most_bytes_of_a_byte = 4;

PartText text_of_bytes(std::string_view bytes, const Limits& limits, std::string_view label) {
  const std::size_t most = most_bytes_of_a_byte * limits.text_bytes;
  return {clean_text(to_utf8(bytes.substr(0, most), label)), bytes.size() > most};
}

}  // namespace

PartText text_of_file(std::string_view bytes, std::string_view label, bool html, const Limits& limits) {
  if (!html) return text_of_bytes(bytes, limits, label);
  const std::string meta = label.empty() ? html_charset(bytes) : std::string(label);
  HtmlText read = html_to_text(to_utf8(bytes, meta));
  return {clean_text(read.text), read.limited};
}

PartText text_of_part(const Part& part, const Limits& limits) {
  const std::string label = parameter(part, "charset");
  const bool flowed = small_letters(parameter(part, "format")) == "flowed";
  if (is_html(part) || !flowed) return text_of_file(part.content, label, is_html(part), limits);
  const bool delsp = small_letters(parameter(part, "delsp")) == "yes";
  return {clean_text(join_flowed(to_utf8(part.content, label), delsp)), false};
}

std::size_t count_of_letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte >= 0xC0;
  }));
}

}  // namespace intake
