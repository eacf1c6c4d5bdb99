// Step 3: the last touch on every text before it becomes a block: the form that document.h promises to the rules.
// Valid UTF-8 in and out; linear time (runs of combining marks are cut, which would make normalisation quadratic).
// Pure function, thread-safe. Sources: Unicode NFKC (UAX 15), Default_Ignorable_Code_Point, line break characters of
// UAX 14.
#pragma once

#include <string>
#include <string_view>

namespace intake {

std::string clean_text(std::string_view utf8);

// The same for one line (a header field): line breaks and tabs become blanks, none at the ends.
std::string clean_line(std::string_view utf8);

}  // namespace intake
