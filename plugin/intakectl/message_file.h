// A message from a file that the command line names; "-" is standard input. Nothing when it cannot be read.
#pragma once

#include <optional>
#include <string>

namespace intake {

std::optional<std::string> read_message_file(const std::string& file);

}  // namespace intake
