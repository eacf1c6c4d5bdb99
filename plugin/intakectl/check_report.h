// What `intakectl check` prints about one message: one JSON object, or a short readable account (interfaces).
// Values from the message appear only with show_values.
#pragma once

#include <optional>
#include <string>

#include "plugin/pipeline.h"

namespace intake {

struct ReplyOutlook {
  bool due = false;                     // an asking reply would be sent
  std::optional<std::string> withheld;  // name of the reason not to answer, where one holds
};

std::string check_json(const std::string& file, const Decision& decision, const ReplyOutlook& reply, bool show_values);
std::string check_account(const std::string& file, const Decision& decision, const ReplyOutlook& reply,
                          bool show_values);

std::string_view name_of(Crypto crypto);

}  // namespace intake
