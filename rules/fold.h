// Small questions about UTF-8 letters: case folding for look-ups, capitals, word boundaries. ICU behind it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace intake {

// Unicode case folding of valid UTF-8 ("ÅBO" -> "åbo").
std::string fold_case(std::string_view text);
// Whether the first letter is upper case (false where there is none).
bool starts_upper(std::string_view word);
// Whether every cased letter is upper case and there are at least two of them.
bool all_upper(std::string_view word);
// Text without blanks and punctuation at both ends.
std::string_view trim(std::string_view text);

}  // namespace intake
