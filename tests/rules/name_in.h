// For the tests of names: the name that the finders see in a text.
#pragma once

#include "tests/rules/evidence.h"

namespace intake::testing {

constexpr ItemStatus given = ItemStatus::given;
constexpr ItemStatus invalid = ItemStatus::invalid;
constexpr ItemStatus missing = ItemStatus::missing;

inline NameFact name_in(std::string_view text, std::string_view subject = {}) {
  return facts_of(text, {find_language, find_identity_code, find_phone, find_address, find_provider, find_name},
                  subject)
      .name;
}

struct Row {
  const char* text;
  const char* surname;
  const char* first_names;
};

inline void expect_given(const Row& row) {
  const NameFact name = name_in(row.text);
  EXPECT_EQ(name.status, given) << row.text;
  EXPECT_EQ(name.surname, row.surname) << row.text;
  EXPECT_EQ(name.first_names, row.first_names) << row.text;
}

}  // namespace intake::testing
