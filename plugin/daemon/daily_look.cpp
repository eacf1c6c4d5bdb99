#include "plugin/daemon/daily_look.h"

namespace intake {

DailyLook::DailyLook(std::function<void()> look, std::chrono::seconds pause) {
  thread_ = std::thread([this, look = std::move(look), pause] {
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, pause, [this] { return ending_; })) {
      lock.unlock();
      look();
      lock.lock();
    }
  });
}

DailyLook::~DailyLook() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

}  // namespace intake
