// The only door to mimetic. It reads media types and dispositions that header_parameters has made plain, and the
// structure of a message a second time, for comparison: mimetic does not see boundary lines, folded fields and odd
// headers as mail programs do, so mime_scan decides and this only tells whether a message can be read in two ways.
// Never called: from(), to() and the other address accessors (use after free), copying, writing. Exceptions stop here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

// "type/subtype" of a Content-Type without parameters, comments and blanks; empty where one of them is missing.
std::string media_type_as_mimetic_reads(const std::string& plain_value);

// The type of a Content-Disposition, likewise.
std::string disposition_as_mimetic_reads(const std::string& plain_value);

// The leaf parts in document order, each as "depth type/subtype encoding", lower case. Only for bytes that the gate
// calls safe for a second reading: mimetic recurses per level and is not linear. Empty where mimetic fails.
std::optional<std::vector<std::string>> leaves_as_mimetic_reads(std::string_view bytes);

}  // namespace intake
