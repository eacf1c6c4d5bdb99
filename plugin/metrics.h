// Figures for Prometheus at metrics.listen (OpenMetrics text over HTTP, read only). It is a Journal before the real
// one: what the log is told is counted and handed on, so nothing is counted that may not be logged. Labels are fixed
// words of this program and fingerprints of the administrator's keys, never anything of a mail. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "plugin/journal.h"
#include "plugin/result.h"

namespace intake {

class Metrics : public Journal {
 public:
  // Expiry by fingerprint, in seconds UTC; 0: never. Replaces what was said before.
  virtual void keys(const std::map<std::string, std::int64_t>& expiry) = 0;
  // Asked at each scrape: mail of the outbox that is not sent, by its state.
  virtual void outbox(std::function<std::map<std::string, int>()> count) = 0;
  // "127.0.0.1:9467"; fails where the address cannot be bound. The answer to a scrape comes from two threads of its
  // own.
  virtual Success listen(const std::string& address) = 0;
  // What a scrape would get.
  [[nodiscard]] virtual std::string text() const = 0;
};

std::shared_ptr<Metrics> make_metrics(std::shared_ptr<Journal> journal);

}  // namespace intake
