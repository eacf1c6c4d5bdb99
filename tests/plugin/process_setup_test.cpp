// What a daemon asks of its process.
#include "plugin/daemon/process_setup.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace intake {
namespace {

TEST(StandardError, IsTheJournalOnlyWhereSystemdSaysThisVeryFile) {
  struct stat about {};
  ASSERT_EQ(fstat(STDERR_FILENO, &about), 0);
  const std::string device = std::to_string(about.st_dev);
  unsetenv("JOURNAL_STREAM");
  EXPECT_FALSE(standard_error_is_the_journal());
  setenv("JOURNAL_STREAM", (device + ":" + std::to_string(about.st_ino)).c_str(), 1);
  EXPECT_TRUE(standard_error_is_the_journal());
  setenv("JOURNAL_STREAM", (device + ":" + std::to_string(about.st_ino + 1)).c_str(), 1);
  EXPECT_FALSE(standard_error_is_the_journal());
  setenv("JOURNAL_STREAM", "", 1);
  EXPECT_FALSE(standard_error_is_the_journal());
  unsetenv("JOURNAL_STREAM");
}

}  // namespace
}  // namespace intake
