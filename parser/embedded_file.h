// Files written into the text of a mail in the ways from before MIME: uuencode (POSIX) and yEnc. They are recognised,
// not decoded: a person looks at them. Linear in the text.
#pragma once

#include <string_view>

namespace intake {

bool contains_embedded_file(std::string_view text);

}  // namespace intake
