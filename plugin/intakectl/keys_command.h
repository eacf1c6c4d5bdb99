// `intakectl keys check`: which keys and certificates the filter can decrypt with, until when, whether agent and trust
// list work, and a round trip with each. Prints names of the filter's own keys only; gives the exit code.
#pragma once

#include <filesystem>

namespace intake {

int check_keys(const std::filesystem::path& config);

}  // namespace intake
