// Writing text so that it survives every mail server: quoted-printable bodies (RFC 2045 6.7) and encoded words in
// header fields (RFC 2047). Input is UTF-8. Pure functions, thread-safe, linear.
#pragma once

#include <string>
#include <string_view>

namespace intake {

// Lines end in "\n" and become CRLF; no line is longer than 76 characters.
std::string quoted_printable(std::string_view text);

// Words of at most 75 characters each, cut between characters, folded with CRLF and a space.
std::string encoded_words(std::string_view text);

// As it is where it is printable ASCII, else as encoded words; control characters become spaces.
std::string header_text(std::string_view text);

}  // namespace intake
