// Base64 for mail of our own (RFC 2045 6.8): lines of 76 characters that end in CRLF. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace intake {

std::string base64_lines(std::string_view bytes);

}  // namespace intake
