#include "plugin/handled_recipients.h"

#include "plugin/mail/mail_address.h"

namespace intake {

HandledRecipients::HandledRecipients(const std::vector<std::string>& addresses) {
  for (const std::string& address : addresses) addresses_.insert(comparable_address(address));
}

bool HandledRecipients::has(std::string_view address) const {
  return !address.empty() && addresses_.count(comparable_address(address)) != 0;
}

}  // namespace intake
