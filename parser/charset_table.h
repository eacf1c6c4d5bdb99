// The allow-list of charsets: which labels are believed, and by which ICU converter they are read.
// Pure look-up, no state. A label that is not here is treated as missing.
#pragma once

#include <cstddef>
#include <string_view>

namespace intake {

enum class CharsetKind {
  unknown,  // no label, or one that is not on the list
  ascii,    // us-ascii: says nothing, most mailers mean "some superset of it"
  utf8,
  utf16,    // with or without byte order mark
  latin,    // one byte a letter, Latin script: Nordic letters are likely
  foreign,  // one byte a letter, another script
  wide,     // several bytes a letter (East Asia)
};

struct Charset {
  std::string_view label;  // lower case
  CharsetKind kind = CharsetKind::unknown;
  const char* converter = nullptr;  // ICU's name; null where no converter is needed
};

// Blanks and quotes around the label and an RFC 2231 language suffix ("utf-8*fi") do not matter, nor does case.
const Charset& find_charset(std::string_view label);

// The entry with this converter name as ICU's detector spells it, or the unknown one.
const Charset& find_detected_charset(std::string_view name);

}  // namespace intake
