// The only door to mimetic. It reads the structure of a message a second time, for comparison: mimetic does not see
// boundary lines, folded fields and odd headers as mail programs do, so mime_scan decides and this only tells whether
// an irregular message really can be read in two ways. Never called: from(), to() and the other address accessors
// (use after free), copying, writing. Exceptions stop here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

// The leaf parts in document order, each as "depth type/subtype encoding", lower case. Only for bytes that the gate
// calls safe for a second reading: mimetic recurses per level and is not linear. Empty where mimetic fails.
std::optional<std::vector<std::string>> leaves_as_mimetic_reads(std::string_view bytes);

}  // namespace intake
