// Phone numbers by the numbering plans of all countries (libphonenumber). Asked about candidates only: its own matcher takes
// identity codes for numbers and costs seconds on text full of digits. Thread-safe; loaded once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace intake {

struct PhoneNumber {
  std::string e164;
  bool service = false;  // toll-free, premium or company-wide number: hardly a person's own
};

// A number that is valid for its country; `region` (ISO 3166) says which where no country code is given.
std::optional<PhoneNumber> parse_phone(const std::string& digits, const char* region);

}  // namespace intake
