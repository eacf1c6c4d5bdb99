// Readers that are taken over, die, hang or lie: each costs its message a review, never the daemon, the pool or the
// next message. And readers that work: the same judgement as without a jail.
#include "plugin/worker/reader_pool.h"

#include <gtest/gtest.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

namespace intake {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr const char* hostile_reader = INTAKE_BUILD_DIR "/tests/hostile_reader";

struct NoKeys : Decryptor {
  Opened decrypt(SealProtocol, std::string_view, std::size_t) override { return {OpenOutcome::no_key, {}, {}}; }
  SignatureState verify_detached(SealProtocol, std::string_view, std::string_view) override { return {}; }
  Opened verify_opaque(SealProtocol, std::string_view, std::size_t) override { return {OpenOutcome::no_key, {}, {}}; }
};

PoolOptions options_of_test() {
  PoolOptions options;
  options.program = hostile_reader;
  options.readers = 2;
  options.deadline = 10s;
  options.setup.cpu_seconds = 1;
  options.setup.memory_bytes = 256U << 20;
  return options;
}

std::shared_ptr<ReaderPool> start(PoolOptions options, std::shared_ptr<Decryptor> decryptor = nullptr) {
  auto pool = ReaderPool::start(std::move(options), std::move(decryptor));
  EXPECT_TRUE(pool) << pool.error();
  return pool ? *pool : nullptr;
}

RawMessage message(const std::string& text) {
  return {"a@example.test", {"b@example.test"}, text};
}

bool is_review_by_limit(const Decision& decision) {
  return decision.verdict.status == Status::review && decision.verdict.review == std::vector{Reason::limit};
}

// Processes below `parent`, by the fourth field of /proc/PID/stat (proc(5)).
std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    std::ifstream in(entry.path() / "stat");
    std::string line;
    if (!std::getline(in, line) || line.rfind(')') == std::string::npos) continue;
    std::istringstream rest(line.substr(line.rfind(')') + 1));
    char state = 0;
    pid_t its_parent = 0;
    rest >> state >> its_parent;
    if (its_parent == parent && state != 'Z') found.push_back(std::stoi(entry.path().filename()));
  }
  return found;
}

std::vector<pid_t> readers_of_this_test() {
  std::vector<pid_t> readers;
  for (const pid_t server : children_of(getpid())) {
    for (const pid_t reader : children_of(server)) readers.push_back(reader);
  }
  return readers;
}

void wait_for_readers(std::size_t count) {
  for (int i = 0; i < 500 && readers_of_this_test().size() < count; ++i) std::this_thread::sleep_for(10ms);
}

// Also those that are forked meanwhile.
void kill_all_readers() {
  for (int i = 0; i < 500 && !readers_of_this_test().empty(); ++i) {
    for (const pid_t reader : readers_of_this_test()) kill(reader, SIGKILL);
    std::this_thread::sleep_for(10ms);
  }
}

struct Attempt {
  const char* word;
  enum Expected { stopped, dies, late, lies } expected;
};

class HostileReader : public ::testing::TestWithParam<Attempt> {};

TEST_P(HostileReader, CostsItsMessageAndNoOther) {
  PoolOptions options = options_of_test();
  if (GetParam().expected == Attempt::late) options.deadline = 300ms;
  const auto pool = start(options);
  ASSERT_TRUE(pool);
  const auto begin = std::chrono::steady_clock::now();
  const Decision decision = pool->decide(message(std::string(GetParam().word) + " x"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
  const PoolCounts counts = pool->counts();
  EXPECT_EQ(counts.died, GetParam().expected == Attempt::dies ? 1U : 0U);
  EXPECT_EQ(counts.late, GetParam().expected == Attempt::late ? 1U : 0U);
  EXPECT_EQ(counts.lied, GetParam().expected == Attempt::lies ? 1U : 0U);
  if (GetParam().expected == Attempt::stopped) {
    EXPECT_EQ(decision.verdict.facts.language, Language::fi) << "the jail let it through";
  } else {
    EXPECT_TRUE(is_review_by_limit(decision));
  }
  EXPECT_EQ(pool->decide(message("nothing")).verdict.facts.language, Language::fi);
}

constexpr auto stopped = Attempt::stopped;
constexpr auto dies = Attempt::dies;
constexpr auto lies = Attempt::lies;
const Attempt attempts[] = {
    {"nothing", stopped},
    {"files", stopped},
    {"environment", stopped},
    {"open", stopped},
    {"create", stopped},
    {"remove", stopped},
    {"folder", stopped},
    {"gibibyte", stopped},
    {"grow", stopped},
    {"raise_limit", stopped},
    {"parent", stopped},
    {"socket", dies},
    {"unix_socket", dies},
    {"fork", dies},
    {"vfork", dies},
    {"exec", dies},
    {"ptrace", dies},
    {"kill", dies},
    {"abort", dies},
    {"throw", dies},
    {"segfault", dies},
    {"exit", dies},
    {"spin", dies},
    {"cut_off", dies},
    {"hang", Attempt::late},
    {"garbage", lies},
    {"other_version", lies},
    {"unknown_kind", lies},
    {"kind_of_the_daemon", lies},
    {"endless", lies},
    {"empty_decision", lies},
    {"uninvited_seal", lies},
    {"no_parts", lies},
    {"beyond_the_end", lies},
    {"backwards", lies},
    {"other_root", lies},
    {"shapeless_code", lies},
    {"long_value", lies},
    {"not_utf8", lies},
    {"phone_of_words", lies},
    {"words_for_the_terminal", lies},
    {"years_without_end", lies},
};

INSTANTIATE_TEST_SUITE_P(All, HostileReader, ::testing::ValuesIn(attempts),
                         [](const auto& tested) { return std::string(tested.param.word); });

TEST(ReaderPool, AReaderThatAsksForEverMoreSealsLies) {
  const auto pool = start(options_of_test(), std::make_shared<NoKeys>());
  ASSERT_TRUE(pool);
  EXPECT_TRUE(is_review_by_limit(pool->decide(message("ask x"))));
  EXPECT_EQ(pool->counts().lied, 1U);
}

TEST(ReaderPool, ASecondDeathOnTheSameContentIsTheLast) {
  const auto pool = start(options_of_test());
  ASSERT_TRUE(pool);
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(is_review_by_limit(pool->decide(message("exit 1"))));
  EXPECT_EQ(pool->counts().died, 2U);
  EXPECT_EQ(pool->counts().not_tried, 3U);
  EXPECT_TRUE(is_review_by_limit(pool->decide(message("exit 2"))));
  EXPECT_EQ(pool->counts().died, 3U);
}

TEST(ReaderPool, APictureThatEndsItsReaderCostsThePicturesOnly) {
  PoolOptions options = options_of_test();
  options.setup.ocr = true;
  const auto pool = start(options);
  ASSERT_TRUE(pool);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(pool->decide(message("pictures x")).verdict.facts.language, Language::fi);
  EXPECT_EQ(pool->counts().died, 2U) << "tried with its pictures twice";
  EXPECT_EQ(pool->counts().not_tried, 0U);
}

TEST(ReaderPool, WhereHalfOfTheReadersWorkNoPicturesAreRead) {
  PoolOptions options = options_of_test();
  options.setup.ocr = true;
  options.deadline = 1s;
  const auto pool = start(options);
  ASSERT_TRUE(pool);
  std::thread asker([&] { pool->decide(message("hang x")); });
  for (int i = 0; i < 500 && pool->counts().messages == 0; ++i) std::this_thread::sleep_for(10ms);
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(pool->decide(message("pictures x")).verdict.facts.language, Language::fi);
  EXPECT_EQ(pool->counts().died, 0U);
  asker.join();
}

TEST(ReaderPool, ReadersKilledWhileTheyWaitCostNoMessage) {
  const auto pool = start(options_of_test());
  ASSERT_TRUE(pool);
  wait_for_readers(2);
  kill_all_readers();
  for (int i = 0; i < 6; ++i) EXPECT_EQ(pool->decide(message("nothing")).verdict.facts.language, Language::fi);
  EXPECT_EQ(pool->counts().died, 0U);
}

TEST(ReaderPool, AReaderKilledAtWorkCostsItsMessage) {
  PoolOptions options = options_of_test();
  options.setup.cpu_seconds = 60;
  options.readers = 1;
  const auto pool = start(options);
  ASSERT_TRUE(pool);
  Decision decision;
  std::thread asker([&] { decision = pool->decide(message("hang x")); });
  for (int i = 0; i < 500 && pool->counts().messages == 0; ++i) std::this_thread::sleep_for(10ms);
  std::this_thread::sleep_for(200ms);
  kill_all_readers();
  asker.join();
  EXPECT_TRUE(is_review_by_limit(decision));
  EXPECT_EQ(pool->counts().died, 1U);
  EXPECT_EQ(pool->decide(message("nothing")).verdict.facts.language, Language::fi);
}

TEST(ReaderPool, TheForkServerIsStartedAgain) {
  const auto pool = start(options_of_test());
  ASSERT_TRUE(pool);
  for (const pid_t server : children_of(getpid())) kill(server, SIGKILL);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(pool->decide(message("nothing")).verdict.facts.language, Language::fi);
}

TEST(ReaderPool, EndsWithAllItsProcesses) {
  {
    const auto pool = start(options_of_test());
    ASSERT_TRUE(pool);
    wait_for_readers(2);
  }
  EXPECT_TRUE(children_of(getpid()).empty());
}

TEST(ReaderPool, ManyThreadsShareFewReaders) {
  const auto pool = start(options_of_test());
  ASSERT_TRUE(pool);
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) {
        const bool bad = (t + i) % 4 == 0;
        const Decision decision = pool->decide(message((bad ? "exit " : "nothing ") + std::to_string(100 * t + i)));
        right += is_review_by_limit(decision) == bad ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 160);
}

TEST(ReaderPool, AProgramThatIsNotThereIsSaidAtStart) {
  PoolOptions options = options_of_test();
  options.program = "/nowhere/intake-reader";
  const auto pool = ReaderPool::start(options, nullptr);
  ASSERT_FALSE(pool);
  EXPECT_NE(pool.error().find("worker.program"), std::string::npos);
  options.program = "/bin/true";
  EXPECT_FALSE(ReaderPool::start(options, nullptr));
}

// A kernel, or a container around us, that refuses the filter of system calls.
void refuse_filters() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
  seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
  seccomp_load(filter);
  seccomp_release(filter);
}

int exit_code_of(const std::function<bool()>& check) {
  const pid_t pid = fork();
  if (pid == 0) {
    refuse_filters();
    _exit(check() ? 0 : 1);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(ReaderPool, WithoutAFilterItRefusesToRun) {
  EXPECT_EQ(exit_code_of([] {
              const auto pool = ReaderPool::start(options_of_test(), nullptr);
              return !pool && pool.error().find("seccomp") != std::string::npos &&
                     pool.error().find("worker.allow_unjailed") != std::string::npos;
            }),
            0);
}

TEST(ReaderPool, WithoutAFilterItRunsWhereThatIsAllowed) {
  EXPECT_EQ(exit_code_of([] {
              PoolOptions options = options_of_test();
              options.setup.allow_unjailed = true;
              const auto pool = ReaderPool::start(options, nullptr);
              return pool && (*pool)->refused().size() == 1 &&
                     (*pool)->decide(message("nothing")).verdict.facts.language == Language::fi;
            }),
            0);
}

}  // namespace
}  // namespace intake
