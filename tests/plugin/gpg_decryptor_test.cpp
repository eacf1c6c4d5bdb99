// The real Decryptor with real gpg and gpgsm over the test keyring, and with everything that can be wrong around it.
#include "plugin/crypto/gpg_decryptor.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace intake {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

constexpr std::size_t most = 1U << 20;
const fs::path keys = INTAKE_SOURCE_DIR "/tests/corpus/keys";

GpgOptions options() {
  return {INTAKE_BUILD_DIR "/keyring", INTAKE_BUILD_DIR "/intake-seal", 2, seconds(20)};
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

class Sealed : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string made = (fs::temp_directory_path() / "seal-XXXXXX").string();
    ASSERT_NE(mkdtemp(made.data()), nullptr);
    folder = made;
    setenv("TMPDIR", folder.c_str(), 1);  // where the helper makes its throw-away homes
    std::ofstream(folder / "plain") << "Content-Type: text/plain\r\n\r\nkanarialintu\r\n";
  }
  void TearDown() override {
    unsetenv("TMPDIR");
    fs::remove_all(folder);
  }

  // Runs a shell command in the folder with the test keyring as home, and reads the file "out" that it makes.
  std::string made_by(const std::string& command) {
    const std::string line =
        "cd " + folder.string() + " && GNUPGHOME=" INTAKE_BUILD_DIR "/keyring " + command + " 2>err";
    EXPECT_EQ(std::system(line.c_str()), 0) << command << "\n" << read_file(folder / "err");
    return read_file(folder / "out");
  }

  fs::path folder;
};

const char* const encrypt = "gpg --batch --trust-model always -r tietopyynnot@kela.example -o out -e plain";

TEST_F(Sealed, OpenPgpIsOpened) {
  const Opened opened = GpgDecryptor(options()).decrypt(SealProtocol::openpgp, made_by(encrypt), most);
  EXPECT_EQ(opened.outcome, OpenOutcome::opened);
  EXPECT_EQ(opened.plaintext, read_file(folder / "plain"));
  EXPECT_EQ(opened.signature, SignatureState::none);
}

TEST_F(Sealed, EveryDamagedByteGivesNoPlaintext) {
  const std::string cipher = made_by(encrypt);
  GpgDecryptor decryptor(options());
  for (std::size_t at = 0; at < cipher.size(); at += 7) {
    std::string flipped = cipher;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    const Opened opened = decryptor.decrypt(SealProtocol::openpgp, flipped, most);
    // A flip in the key id or header may leave the message whole; then the plaintext is the true one.
    if (opened.outcome == OpenOutcome::opened) {
      EXPECT_EQ(opened.plaintext, read_file(folder / "plain")) << at;
    } else {
      EXPECT_TRUE(opened.plaintext.empty()) << at;
    }
  }
}

TEST_F(Sealed, PasswordOnlyIsNoKeyAndNeverAsks) {
  const std::string cipher = made_by("gpg --batch --pinentry-mode loopback --passphrase x -o out --symmetric plain");
  const Opened opened = GpgDecryptor(options()).decrypt(SealProtocol::openpgp, cipher, most);
  EXPECT_NE(opened.outcome, OpenOutcome::opened);
  EXPECT_NE(opened.outcome, OpenOutcome::fault);
  EXPECT_TRUE(opened.plaintext.empty());
}

TEST_F(Sealed, AUnencryptedLiteralIsNotDecrypted) {
  const std::string literal = made_by("gpg --batch --compress-algo none -o out --store plain");
  const Opened opened = GpgDecryptor(options()).decrypt(SealProtocol::openpgp, literal, most);
  EXPECT_EQ(opened.outcome, OpenOutcome::damaged);
  EXPECT_TRUE(opened.plaintext.empty());
}

TEST_F(Sealed, ABombEndsAtTheBound) {
  const std::string cipher = made_by(
      "sh -c 'head -c 200000000 /dev/zero | gpg --batch --trust-model always --compress-algo bzip2 -r "
      "tietopyynnot@kela.example -o out -e'");
  EXPECT_LT(cipher.size(), 20000U);
  const Opened opened = GpgDecryptor(options()).decrypt(SealProtocol::openpgp, cipher, most);
  EXPECT_EQ(opened.outcome, OpenOutcome::too_large);
  EXPECT_TRUE(opened.plaintext.empty());
}

TEST_F(Sealed, SmimeIsOpened) {
  const std::string cipher = made_by("openssl cms -encrypt -binary -outform DER -in plain -out out " +
                                     (keys / "mailbox.smime.cert.pem").string());
  const Opened opened = GpgDecryptor(options()).decrypt(SealProtocol::cms, cipher, most);
  EXPECT_EQ(opened.outcome, OpenOutcome::opened);
  EXPECT_EQ(opened.plaintext, read_file(folder / "plain"));
}

struct Signer {
  const char* name;
  SignatureState expected;
};

TEST_F(Sealed, SmimeSignaturesAreJudgedAndLeaveNoCertificateBehind) {
  const std::string before = read_file(INTAKE_BUILD_DIR "/keyring/pubring.kbx");
  GpgDecryptor decryptor(options());
  for (const Signer signer : {Signer{"oakes", SignatureState::good}, Signer{"moriarty-expired", SignatureState::bad}}) {
    const std::string base = (keys / ("smime-" + std::string(signer.name))).string();
    const std::string sign =
        "openssl cms -sign -binary -signer " + base + ".cert.pem -inkey " + base + ".key.pem -in plain";
    const std::string detached = made_by(sign + " -outform DER -out out");
    EXPECT_EQ(decryptor.verify_detached(SealProtocol::cms, read_file(folder / "plain"), detached), signer.expected)
        << signer.name;
    EXPECT_EQ(decryptor.verify_detached(SealProtocol::cms, "other text", detached), SignatureState::bad) << signer.name;
    const Opened opaque =
        decryptor.verify_opaque(SealProtocol::cms, made_by(sign + " -nodetach -outform DER -out out"), most);
    EXPECT_EQ(opaque.outcome, OpenOutcome::opened);
    EXPECT_EQ(opaque.signature, signer.expected) << signer.name;
    EXPECT_EQ(opaque.plaintext, read_file(folder / "plain"));
  }
  EXPECT_EQ(read_file(INTAKE_BUILD_DIR "/keyring/pubring.kbx"), before);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    EXPECT_NE(entry.path().filename().string().rfind("intake-seal-", 0), 0U) << "a throw-away home is left behind";
  }
}

TEST_F(Sealed, FaultsAreOursAndNeverTheSenders) {
  const std::string cipher = made_by(encrypt);
  GpgOptions no_helper = options();
  no_helper.helper = "/nonexistent/intake-seal";
  EXPECT_EQ(GpgDecryptor(no_helper).decrypt(SealProtocol::openpgp, cipher, most).outcome, OpenOutcome::fault);
  GpgOptions silent = options();
  silent.helper = "/bin/cat";  // answers, but not in our protocol
  EXPECT_EQ(GpgDecryptor(silent).decrypt(SealProtocol::openpgp, cipher, most).outcome, OpenOutcome::fault);
  GpgOptions failing = options();
  failing.helper = "/bin/false";
  EXPECT_EQ(GpgDecryptor(failing).decrypt(SealProtocol::openpgp, cipher, most).outcome, OpenOutcome::fault);
}

TEST_F(Sealed, AHelperThatHangsIsKilledAtTheDeadline) {
  std::ofstream(folder / "hang") << "#!/bin/sh\nsleep 600\n";
  fs::permissions(folder / "hang", fs::perms::owner_all);
  GpgOptions hanging = options();
  hanging.helper = folder / "hang";
  hanging.deadline = seconds(1);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(GpgDecryptor(hanging).decrypt(SealProtocol::openpgp, "x", most).outcome, OpenOutcome::fault);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds(10));
}

}  // namespace
}  // namespace intake
