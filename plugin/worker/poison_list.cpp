#include "plugin/worker/poison_list.h"

#include <openssl/sha.h>

#include <array>

namespace intake {

namespace {
constexpr std::size_t most_entries = 10'000;  // 1 MB; far more than the hostile messages of a day
constexpr int deaths_of_poison = 2;
}  // namespace

std::string PoisonList::hash_of(std::string_view content) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest.data());
  return {digest.begin(), digest.end()};
}

void PoisonList::note(const std::string& hash) {
  const std::lock_guard lock(mutex_);
  if (++deaths_[hash] == 1) order_.push_back(hash);
  if (order_.size() <= most_entries) return;
  deaths_.erase(order_.front());
  order_.pop_front();
}

bool PoisonList::is_poison(const std::string& hash) const {
  const std::lock_guard lock(mutex_);
  const auto found = deaths_.find(hash);
  return found != deaths_.end() && found->second >= deaths_of_poison;
}

}  // namespace intake
