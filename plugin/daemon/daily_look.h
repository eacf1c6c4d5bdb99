// A thread that does one thing once a day, for example to log keys that will expire. Ends at once when the object goes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace intake {

class DailyLook {
 public:
  explicit DailyLook(std::function<void()> look, std::chrono::seconds pause = std::chrono::hours(24));
  ~DailyLook();
  DailyLook(const DailyLook&) = delete;
  DailyLook& operator=(const DailyLook&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace intake
