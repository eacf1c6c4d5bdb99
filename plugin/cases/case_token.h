// The token of a case: what a person writes or a mail program repeats so that a later message finds its case.
// Four groups of four signs of Crockford's base32 (no I, L, O, U), 77 random bits. Every group begins with a letter, so
// no part of a token looks like a phone number, a year, a postal code or an identity code to the rules. Pure,
// thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin/id_maker.h"

namespace intake {

std::string make_case_token(IdMaker& ids);

// The tokens in a text, in order, each once: any case of letters, with O, I and L where a person misread a digit, with
// typographic dashes. At most `most_tokens`: nobody writes more, and each costs a look into the ledger.
inline constexpr std::size_t most_tokens = 8;
std::vector<std::string> find_case_tokens(std::string_view text);

}  // namespace intake
