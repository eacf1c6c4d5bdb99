// Reads "value; name=value; …" of Content-Type and Content-Disposition (RFC 2045 5.1, RFC 2231, RFC 2183) as mail
// programs write it: comments, quoted strings, continuations, charsets, and encoded words where they do not belong.
// Linear in the value; never throws for its content.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace intake {

struct Parameter {
  std::string name;          // lower case, without the marks of RFC 2231
  std::string value;         // UTF-8, decoded
  std::string raw;           // bytes between the quotes, percent codes resolved, charset untouched
  bool extended = false;     // written in a form of RFC 2231
  bool conflicting = false;  // given more than once with different values; the first one is kept
};

struct ParameterizedValue {
  std::string value;       // before the first ";", without comments and blanks, lower case
  bool irregular = false;  // comments or blanks inside the value: some programs do not understand it
  std::vector<Parameter> parameters;

  [[nodiscard]] const Parameter* find(std::string_view name) const;
};

ParameterizedValue parse_parameters(std::string_view field_value);

}  // namespace intake
