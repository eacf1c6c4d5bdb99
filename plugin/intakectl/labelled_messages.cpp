#include "plugin/intakectl/labelled_messages.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

namespace intake {

namespace {

namespace fs = std::filesystem;
using Labels = std::map<fs::path, std::string>;

std::string joined(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  std::string out;
  for (const std::string& name : names) out.append(out.empty() ? "" : ",").append(name);
  return out;
}

// Empty, or what is wrong with the line.
std::string read_label(const std::string& line, const fs::path& folder, Labels& labels) {
  const nlohmann::json truth = nlohmann::json::parse(line, nullptr, false);
  if (truth.is_discarded() || !truth.is_object() || !truth.contains("file") || !truth.contains("status")) {
    return "is no JSON object with file and status";
  }
  try {
    labels[folder / truth["file"].get<std::string>()] =
        verdict_line(truth["status"].get<std::string>(), truth.value("ask", std::vector<std::string>()),
                     truth.value("review", std::vector<std::string>()));
  } catch (const nlohmann::json::exception&) {
    return "has a value of the wrong type";
  }
  return {};
}

std::string read_labels(const fs::path& file, Labels& labels) {
  std::ifstream in(file);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const std::string wrong = read_label(line, file.parent_path(), labels);
    if (!wrong.empty()) return file.string() + ":" + std::to_string(number) + ": " + wrong;
  }
  return {};
}

}  // namespace

std::string verdict_line(const std::string& status, std::vector<std::string> ask, std::vector<std::string> review) {
  std::string out = status;
  if (status == "incomplete") out += "; ask " + joined(std::move(ask));
  if (status == "review") out += "; " + joined(std::move(review));
  return out;
}

Result<std::vector<LabelledMessage>> labelled_messages_in(const fs::path& folder) {
  using Found = Result<std::vector<LabelledMessage>>;
  std::error_code error;
  std::vector<LabelledMessage> messages;
  Labels labels;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".eml") messages.push_back({entry->path(), {}});
    if (entry->path().filename() != "truth.jsonl") continue;
    if (const std::string wrong = read_labels(entry->path(), labels); !wrong.empty()) return Found::failure(wrong);
  }
  if (error) return Found::failure(folder.string() + ": cannot be read: " + error.message());
  if (messages.empty()) return Found::failure(folder.string() + ": there is no .eml file; name a folder of messages");
  std::sort(messages.begin(), messages.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
  for (LabelledMessage& message : messages) message.label = labels[message.file];
  return messages;
}

}  // namespace intake
