// The Finnish personal identity code (henkilötunnus, personbeteckning): DDMMYY, century sign, individual number, check character.
// Source: Population Information Act 661/2009, section 11; Decree 128/2010, amended by 690/2022 (new century signs from 2023).
// Pure functions, linear, never fail.
#pragma once

#include <string>
#include <string_view>

#include "rules/policy.h"

namespace intake {

enum class CodeFlaw { none, shape, date, future, number_range, check_character };

struct IdentityCode {
  CodeFlaw flaw = CodeFlaw::shape;
  std::string code;         // eleven characters, upper case
  int birth_year = 0;
  bool artificial = false;  // individual number 900-999: temporary or made up
};

// `text` must be the eleven characters without blanks; case does not matter.
IdentityCode check_identity_code(std::string_view text, const Policy& policy);

std::string_view name_of(CodeFlaw flaw);

}  // namespace intake
