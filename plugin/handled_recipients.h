// The addresses whose mail is handled. Compared without case, "+tag" and the ".s" of secure-mail gateways. Immutable.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace intake {

class HandledRecipients {
 public:
  HandledRecipients() = default;
  explicit HandledRecipients(const std::vector<std::string>& addresses);
  // `address` as in RCPT TO, with or without angle brackets.
  [[nodiscard]] bool has(std::string_view address) const;

 private:
  std::unordered_set<std::string> addresses_;
};

}  // namespace intake
