// Folders of labelled messages: files and a truth.jsonl that says how a person judged each. For trying rules on them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plugin/result.h"

namespace intake {

// A verdict in one line: "incomplete; ask phone,address", "review; distress", "complete".
struct LabelledMessage {
  std::filesystem::path file;
  std::string label;  // empty where the folder has no label for it
};

// Every *.eml below the folder, by name; labels from the truth.jsonl beside each. Words for a folder that cannot be
// read, or for a line of truth.jsonl that is none.
Result<std::vector<LabelledMessage>> labelled_messages_in(const std::filesystem::path& folder);

// `ask` and `review` as names, in any order.
std::string verdict_line(const std::string& status, std::vector<std::string> ask, std::vector<std::string> review);

}  // namespace intake
