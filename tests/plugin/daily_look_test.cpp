// The daily look: again and again, and gone at once with its object.
#include "plugin/daemon/daily_look.h"

#include <gtest/gtest.h>

#include <atomic>

namespace intake {
namespace {

using Clock = std::chrono::steady_clock;

TEST(DailyLook, LooksAgainAndAgain) {
  std::atomic<int> looks{0};
  const DailyLook daily([&] { ++looks; }, std::chrono::seconds(0));
  const auto deadline = Clock::now() + std::chrono::seconds(20);
  while (looks < 3 && Clock::now() < deadline) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  EXPECT_GE(looks, 3);
}

TEST(DailyLook, EndsAtOnceWithoutALook) {
  std::atomic<int> looks{0};
  const auto begin = Clock::now();
  {
    const DailyLook daily([&] { ++looks; });
  }
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(10));
  EXPECT_EQ(looks, 0);
}

}  // namespace
}  // namespace intake
