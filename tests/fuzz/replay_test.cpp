// Replays every saved input (tests/fuzz/corpus/TARGET/*) and every message of the corpus through every fuzz target.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/fuzz/targets.h"

namespace intake::fuzz {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Replay : public ::testing::TestWithParam<Target> {};

TEST_P(Replay, SavedInputs) {
  const fs::path folder = fs::path(INTAKE_SOURCE_DIR "/tests/fuzz/corpus") / GetParam().name;
  GetParam().run("");
  if (!fs::exists(folder)) return;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) GetParam().run(read_file(entry.path()));
}

TEST_P(Replay, EveryMessageOfTheCorpus) {
  std::size_t messages = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(INTAKE_SOURCE_DIR "/tests/corpus/dev")) {
    if (entry.path().extension() != ".eml") continue;
    GetParam().run(read_file(entry.path()));
    ++messages;
  }
  EXPECT_GT(messages, 100U);
}

INSTANTIATE_TEST_SUITE_P(All, Replay, ::testing::ValuesIn(targets),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace intake::fuzz
