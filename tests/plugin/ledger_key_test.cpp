// The file of the ledger's key as it lies on the disk.
#include "plugin/ledger/ledger_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "plugin/intakectl/opened_for_command.h"

namespace intake {
namespace {

namespace fs = std::filesystem;

class KeyFile : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string made = (fs::temp_directory_path() / "ledger-key-XXXXXX").string();
    ASSERT_NE(mkdtemp(made.data()), nullptr);
    folder = made;
  }
  void TearDown() override { fs::remove_all(folder); }
  struct stat about() const {
    struct stat info {};
    EXPECT_EQ(stat(file().c_str(), &info), 0);
    return info;
  }
  fs::path file() const { return folder / "ledger.sqlite.key"; }

  fs::path folder;
  SystemIdMaker ids;
};

// Root (an administrator) makes a new key; the file stays the filter's. Another user can only have files of its own.
TEST_F(KeyFile, KeepsItsOwnerWhenANewKeyIsMade) {
  constexpr uid_t nobody = 65534;
  ASSERT_TRUE(LedgerKey::load_or_make(file(), ids));
  const uid_t owner = geteuid() == 0 ? nobody : geteuid();
  ASSERT_EQ(chown(file().c_str(), owner, static_cast<gid_t>(-1)), 0);
  const auto rotated = LedgerKey::rotate(file(), ids);
  ASSERT_TRUE(rotated);
  EXPECT_EQ(rotated->ids().size(), 2U);
  EXPECT_EQ(about().st_uid, owner);
  EXPECT_EQ(about().st_mode & 0777U, 0600U);
}

TEST_F(KeyFile, NeedsNoOwnerBefore) {
  ASSERT_TRUE(LedgerKey::load_or_make(file(), ids));
  EXPECT_EQ(about().st_uid, geteuid());
  EXPECT_FALSE(fs::exists(file().string() + ".new"));
}

// The database of a command run too early would belong to the administrator.
TEST_F(KeyFile, NoCommandMakesTheLedger) {
  std::ofstream(folder / "intake-milter.toml")
      << "[milter]\nrecipients = [\"tietopyynnot@kela.example\"]\n[ledger]\nfile = \"ledger.sqlite\"\n";
  ::testing::internal::CaptureStderr();
  const OpenedForCommand opened = open_for_command(folder / "intake-milter.toml");
  EXPECT_NE(::testing::internal::GetCapturedStderr().find("the filter makes it"), std::string::npos);
  EXPECT_NE(opened.code, 0);
  EXPECT_FALSE(fs::exists(folder / "ledger.sqlite"));
}

}  // namespace
}  // namespace intake
