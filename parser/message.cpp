#include "parser/message.h"

#include "parser/lines.h"

namespace intake {

std::vector<std::string> Message::headers(const char* name) const {
  std::vector<std::string> values;
  if (parts.empty()) return values;
  for (const HeaderField& field : parts.front().headers) {
    if (equals_ignoring_case(field.name, name)) values.push_back(field.value);
  }
  return values;
}

std::string Message::header(const char* name) const {
  if (parts.empty()) return {};
  for (const HeaderField& field : parts.front().headers) {
    if (equals_ignoring_case(field.name, name)) return field.value;
  }
  return {};
}

bool Message::has_header(const char* name) const {
  if (parts.empty()) return false;
  for (const HeaderField& field : parts.front().headers) {
    if (equals_ignoring_case(field.name, name)) return true;
  }
  return false;
}

}  // namespace intake
