// Step 3: text/plain; format=flowed (RFC 3676): soft line breaks joined, space-stuffing removed, quote marks kept as ">
// ". Pure function, linear time; text that is not flowed after all loses nothing.
#pragma once

#include <string>
#include <string_view>

namespace intake {

// `delsp`: the parameter delsp=yes, the blank before a soft break is not part of the text.
std::string join_flowed(std::string_view text, bool delsp);

}  // namespace intake
