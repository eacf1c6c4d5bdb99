// `intakectl check` and `intakectl explain`: message files through the whole line, as the daemon would; changes nothing
// anywhere. Prints to standard output; gives the exit code.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace intake {

struct CheckOptions {
  std::filesystem::path config = "/etc/intake-milter/intake-milter.toml";
  bool explain = false;
  bool json = false;
  bool show_values = false;
  bool no_jail = false;
  std::vector<std::string> files;  // "-" is standard input
};

int check_messages(const CheckOptions& options);

}  // namespace intake
