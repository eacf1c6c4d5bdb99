// Every message of the corpus through jailed readers: the same verdict, to the last value, as without a jail. Encrypted
// and signed ones too, whose seals the daemon's side opens.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "plugin/intakectl/check_report.h"
#include "plugin/intakectl/explain.h"
#include "plugin/worker/reader_pool.h"

namespace intake {
namespace {

namespace fs = std::filesystem;

TEST(SameJudgement, WithAndWithoutAJail) {
  const LoadedConfiguration loaded = load_configuration(INTAKE_SOURCE_DIR "/tests/corpus.toml");
  for (const std::string& mistake : loaded.mistakes) ADD_FAILURE() << mistake;
  ASSERT_TRUE(loaded.configuration);
  PoolOptions options;
  options.program = INTAKE_BUILD_DIR "/intake-reader";
  options.setup.rules_directory = loaded.configuration->settings.rules_directory;
  options.setup.policy = loaded.configuration->snapshot.policy;
  options.setup.mailbox_addresses = loaded.configuration->snapshot.mailbox_addresses;
  const std::shared_ptr<Decryptor> decryptor = make_decryptor(loaded.configuration->settings);
  const auto pool = ReaderPool::start(options, decryptor);
  ASSERT_TRUE(pool) << pool.error();

  int sealed = 0;
  int messages = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(INTAKE_SOURCE_DIR "/tests/corpus")) {
    if (entry.path().extension() != ".eml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const RawMessage raw{{}, {}, std::string(std::istreambuf_iterator<char>(in), {})};
    const Decision plain = decide(raw, loaded.configuration->snapshot, decryptor.get());
    const Decision jailed = (*pool)->decide(raw);
    EXPECT_EQ(check_json("", jailed, {}, true), check_json("", plain, {}, true)) << entry.path();
    const Decision whole = (*pool)->decide(raw, Detail::whole);
    EXPECT_EQ(explanation("", whole, {}, true), explanation("", plain, {}, true)) << entry.path();
    EXPECT_EQ(jailed.message.parts.at(0).headers.size(), plain.message.parts.at(0).headers.size());
    EXPECT_EQ(jailed.document.troubles.size(), plain.document.troubles.size()) << entry.path();
    sealed += plain.verdict.crypto == Crypto::none ? 0 : 1;
    ++messages;
  }
  EXPECT_GT(messages, 200);
  EXPECT_GT(sealed, 5);
  EXPECT_EQ((*pool)->counts().died + (*pool)->counts().late + (*pool)->counts().lied, 0U);
}

}  // namespace
}  // namespace intake
