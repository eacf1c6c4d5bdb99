// Contents that ended readers, by hash: after the second end the same content is not tried again, or an MTA that sends
// it again and again would keep the readers busy. Bounded: the oldest go first. Thread-safe; keeps no word of a
// message.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace intake {

class PoisonList {
 public:
  static std::string hash_of(std::string_view content);  // SHA-256

  void note(const std::string& hash);
  [[nodiscard]] bool is_poison(const std::string& hash) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, int> deaths_;
  std::deque<std::string> order_;
};

}  // namespace intake
