// Addresses in header fields and envelopes, as far as the reply needs them: found leniently, compared without the
// differences that mean nothing, and answered only when plain. Pure functions, thread-safe, linear; never throw for
// their input. RFC 5322 3.4 (with the unquoted commas people write), RFC 5321 4.1.2.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace intake {

// The addresses (local@domain, no brackets) of an unfolded address field, in order; comments and display names are
// skipped.
std::vector<std::string> addresses_in(std::string_view field);

// For comparing: lower case, without brackets and blanks, without "+tag", without the ".s" that secure-mail gateways
// append.
std::string comparable_address(std::string_view address);

// Whether a reply can be sent there: ASCII local@domain without anything that could end the line or the argument.
bool is_answerable_address(std::string_view address);

std::string_view local_part(std::string_view address);
std::string_view domain_of(std::string_view address);

}  // namespace intake
