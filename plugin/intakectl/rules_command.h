// `intakectl rules check`: runs the examples of rule files, and tries the rules on a folder of messages: how many are
// judged as labelled, and what would change against the rules in use. Prints no value of a message; gives the exit
// code.
#pragma once

#include <filesystem>
#include <vector>

namespace intake {

struct RulesCheckOptions {
  std::filesystem::path directory;              // empty: the rules in use
  std::filesystem::path config;                 // needed with messages only
  std::vector<std::filesystem::path> messages;  // folders
};

int check_rules(const RulesCheckOptions& options);

}  // namespace intake
