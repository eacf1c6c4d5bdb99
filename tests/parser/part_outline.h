// For the tests of read_message: a message's parts as one short line, so that tables of cases stay readable.
#pragma once

#include <string>
#include <string_view>

#include "parser/message.h"

namespace intake {

// "multipart/mixed(text/plain'Hei' application/pdf<a.pdf>'...')": children in parentheses, names in angle brackets,
// contents of leaves in quotes without their last line end.
inline std::string outline_of(const Message& message, std::size_t number = 0) {
  const Part& part = message.parts[number];
  std::string text = part.media_type;
  if (!part.filename.empty()) text += "<" + part.filename + ">";
  std::string children;
  for (std::size_t i = number + 1; i < message.parts.size(); ++i) {
    if (message.parts[i].parent != static_cast<int>(number)) continue;
    children += (children.empty() ? "" : " ") + outline_of(message, i);
  }
  if (!children.empty()) return text + "(" + children + ")";
  std::string content = part.content;
  while (!content.empty() && (content.back() == '\n' || content.back() == '\r')) content.pop_back();
  return text + "'" + content + "'";
}

inline std::string with_crlf(std::string_view text) {
  std::string lines;
  for (const char c : text) {
    if (c == '\n') lines += '\r';
    lines += c;
  }
  return lines;
}

inline bool has_trouble(const Message& message, TroubleKind kind) {
  for (const Trouble& trouble : message.troubles) {
    if (trouble.kind == kind) return true;
  }
  return false;
}

}  // namespace intake
