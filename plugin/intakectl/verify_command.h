// `intakectl verify`: are the tags of a delivered message ours, and unchanged? Asked before anything is forwarded on
// them. Prints one line a file, no word of the message; gives the exit code: 1 as soon as one seal is not right.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace intake {

struct VerifyOptions {
  std::filesystem::path config = "/etc/intake-milter/intake-milter.toml";
  std::vector<std::string> files;  // "-" is standard input
};

int verify_messages(const VerifyOptions& options);

}  // namespace intake
