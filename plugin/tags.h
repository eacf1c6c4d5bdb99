// The header fields that the filter adds (interfaces, "Tags"), from one table; the same table and its common prefix say
// what is removed when it arrives from outside. Pure functions, thread-safe. Values are fixed words, tokens and times:
// never text of the message; the strict encoder makes that a property of the wire as well.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/cases/case_desk.h"

namespace intake {

struct HeaderLine {
  std::string name;
  std::string value;
};

struct Tag {
  const char* name;
  std::string (*value)(const CaseWork& work);  // empty: the field is left out
};

const std::vector<Tag>& tag_table();

inline constexpr const char* seal_tag = "X-Intake-Seal";  // made last, over all the others (seal.h)

// The fields of the table that have a value, in its order, without the seal.
std::vector<HeaderLine> tags_of(const CaseWork& work);

// Whether a field of that name is one of ours, in any case and with blanks before the colon.
bool is_tag_name(std::string_view name);

// The name as the MTA compares it: without blanks at its end, lower case.
std::string comparable_field_name(std::string_view name);

// ASCII without control characters, at most 900 bytes; anything else becomes '?'. RFC 5322 2.1.1 allows 998 a line.
std::string header_safe(std::string_view value);

}  // namespace intake
