// `intakectl verify` on messages as they lie in a mailbox.
#include "plugin/intakectl/verify_command.h"

#include <gtest/gtest.h>
#include <sysexits.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "plugin/seal.h"

namespace intake {
namespace {

namespace fs = std::filesystem;

const std::string secret = "0123456789abcdef0123456789abcdef";
const std::string body = "Hei,\r\nterveisin\r\n";

class Verify : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string made = (fs::temp_directory_path() / "verify-XXXXXX").string();
    ASSERT_NE(mkdtemp(made.data()), nullptr);
    folder = made;
    write("seal.key", secret);
    fs::permissions(folder / "seal.key", fs::perms::owner_read | fs::perms::owner_write);
    configure("[tags]\nseal_key_file = \"seal.key\"\n");
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const std::string& name, const std::string& text) { std::ofstream(folder / name) << text; }
  void configure(const std::string& lines) {
    write("intake-milter.toml", "[milter]\nrecipients = [\"tietopyynnot@kela.example\"]\n" + lines);
  }

  static std::string sealed(const std::string& key = secret, const std::string& id = "1") {
    const std::vector<HeaderLine> fields = {{"X-Intake-Status", "complete"},
                                            {"From", "Maija Mallikas <maija.mallikas@example.test>"},
                                            {"Message-ID", "<1@example.test>"}};
    std::string out = std::string(seal_tag) + ": " + make_seal({id, key}, fields, body) + "\r\n";
    for (const HeaderLine& field : fields) out += field.name + ": " + field.value + "\r\n";
    return out + "\r\n" + body;
  }

  int verify(const std::string& message) {
    write("message.eml", message);
    return verify_files({(folder / "message.eml").string()});
  }
  int verify_files(const std::vector<std::string>& files) {
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int code = verify_messages({folder / "intake-milter.toml", files});
    printed = ::testing::internal::GetCapturedStdout();
    complained = ::testing::internal::GetCapturedStderr();
    return code;
  }
  void expect_no(const std::string& message, const std::string& words) {
    EXPECT_EQ(verify(message), 1);
    EXPECT_NE(printed.find(words), std::string::npos) << printed;
    EXPECT_EQ(printed.find("X-Intake-Status"), std::string::npos) << printed;
  }

  fs::path folder;
  std::string printed;
  std::string complained;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST_F(Verify, RightSealAndItsTags) {
  EXPECT_EQ(verify(sealed()), EX_OK) << printed;
  EXPECT_NE(printed.find("the seal is right\n  X-Intake-Status: complete\n"), std::string::npos) << printed;
  EXPECT_EQ(printed.find("maija"), std::string::npos);
}
TEST_F(Verify, ChangedTag) {
  expect_no(replaced(sealed(), "complete", "other"), "the seal is wrong");
}
TEST_F(Verify, ChangedText) {
  expect_no(replaced(sealed(), "Hei", "Moi"), "the seal is wrong");
}
TEST_F(Verify, ChangedSender) {
  expect_no(replaced(sealed(), "Maija", "Kalle"), "the seal is wrong");
}
TEST_F(Verify, AddedTag) {
  expect_no("X-Intake-Route: helsinki\r\n" + sealed(), "the seal is wrong");
}
TEST_F(Verify, OtherSecret) {
  expect_no(sealed(std::string(32, 'x')), "the seal is wrong");
}
TEST_F(Verify, OtherKey) {
  expect_no(sealed(secret, "2"), "another key");
}
TEST_F(Verify, NoSeal) {
  expect_no("X-Intake-Status: complete\r\n\r\n" + body, "no seal");
}
TEST_F(Verify, TwoSeals) {
  expect_no("X-Intake-Seal: v=1; k=1; h=00\r\n" + sealed(), "more than one seal");
}
TEST_F(Verify, DamagedSeal) {
  expect_no(replaced(sealed(), "v=1", "v=2"), "damaged");
}
TEST_F(Verify, EmptyFile) {
  expect_no("", "no seal");
}

TEST_F(Verify, OneBadSealOfTwoIsNo) {
  write("good.eml", sealed());
  write("bad.eml", body);
  const std::string good = (folder / "good.eml").string();
  const std::string bad = (folder / "bad.eml").string();
  EXPECT_EQ(verify_files({good, bad}), 1);
  EXPECT_EQ(verify_files({bad, good}), 1);
}
TEST_F(Verify, FileThatIsNotThere) {
  EXPECT_EQ(verify_files({(folder / "nothing.eml").string()}), EX_NOINPUT);
  EXPECT_NE(complained.find("cannot be opened"), std::string::npos);
}
TEST_F(Verify, NoKeyConfigured) {
  configure("");
  EXPECT_EQ(verify(sealed()), EX_CONFIG);
  EXPECT_NE(complained.find("tags.seal_key_file is not set"), std::string::npos) << complained;
}
TEST_F(Verify, KeyOpenToOthers) {
  fs::permissions(folder / "seal.key", fs::perms::others_read, fs::perm_options::add);
  EXPECT_EQ(verify(sealed()), EX_CONFIG);
  EXPECT_NE(complained.find("open to others"), std::string::npos) << complained;
}

}  // namespace
}  // namespace intake
