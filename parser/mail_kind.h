// Step 3: what the header of a mail says about its kind: written by a person, or a report, an automatic answer, list
// mail. Sources: RFC 3834 (Auto-Submitted), RFC 3462 (multipart/report), RFC 2369 and RFC 2919 (lists). Pure functions.
#pragma once

#include <string_view>

#include "parser/message.h"

namespace intake {

bool is_report(const Message& message);
bool is_auto_replied(const Message& message);
bool is_list_mail(const Message& message);

// Whether a clean Subject only repeats that of an automatic reply, behind "VS:", "Sv:" and the like: words of the
// mailbox, and no sign that this mail is automatic.
bool repeats_auto_reply(std::string_view subject);

}  // namespace intake
