#include "plugin/reply/reply_outlook.h"

#include "plugin/reply/reply_guard.h"

namespace intake {

ReplyOutlook reply_outlook(const Decision& decision, const Configuration& configuration) {
  ReplyOutlook outlook;
  if (decision.verdict.status != Status::incomplete) return outlook;
  GuardInput input;
  if (!decision.message.parts.empty()) input.headers = decision.message.parts[0].headers;
  input.envelope_from = envelope_sender_from(input.headers);
  input.own_addresses = configuration.settings.mailbox_addresses;
  input.authentication_hosts = configuration.settings.authentication_hosts;
  outlook.withheld =
      configuration.settings.reply_enabled ? reason_not_to_reply(input) : std::optional<std::string>("disabled");
  outlook.due = !outlook.withheld;
  return outlook;
}

}  // namespace intake
