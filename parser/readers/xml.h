// Events of an XML text in document order: what DOCX and ODT are made of. Entities are not expanded, DTDs not loaded, nothing is
// fetched; depth is bounded by libxml2's own limit of 256. The only owner of libxml2.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace intake {

struct XmlEvents {
  // Names come with their usual prefix ("w:p"). `attribute` gives the value of an attribute, or an empty string.
  using Attribute = std::function<std::string(const char* name)>;
  std::function<void(std::string_view name, const Attribute& attribute)> begin;
  std::function<void(std::string_view name)> end;
  std::function<bool(std::string_view text)> text;  // false: enough is read
};

// False when the text is not well-formed, or has a document type (which no office file needs).
bool read_xml(std::string_view bytes, const XmlEvents& events);

}  // namespace intake
