// Removes the transfer encoding of a body (RFC 2045 6). Our own decoders, because mimetic's glues characters after
// a lost soft break, and reads out of bounds at "|" in base64. Tolerant, linear, never throws for its input.
#pragma once

#include <string>
#include <string_view>

namespace intake {

enum class TransferEncoding { identity, base64, quoted_printable };  // identity: 7bit, 8bit, binary and unknown ones

// `value` of Content-Transfer-Encoding; blanks, comments, parameters and quotes around the token do not matter.
TransferEncoding transfer_encoding_of(std::string_view value);

// Characters outside the alphabet are skipped, lost padding is no error. Data ends at padding, unless whole lines of
// base64 follow (some programs encode line by line); a footer added by a mailing list is not decoded.
std::string decode_base64(std::string_view text);

// False for plain text that is merely labelled base64: words with blanks between them, characters outside the alphabet.
bool looks_like_base64(std::string_view text);

// Soft breaks with blanks before the line end, lower-case hexadecimal; "=" before anything else stays as it is.
// Blanks at the end of a line are transport padding (RFC 2045 6.7 rule 3). Line ends stay as they are.
std::string decode_quoted_printable(std::string_view text);

std::string decode_body(std::string_view body, TransferEncoding encoding);

}  // namespace intake
