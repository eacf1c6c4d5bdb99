// What `intakectl explain` prints about one message, for clerks and authors of rules: the verdict and its reasons, the
// tree of parts, the text that each gave with the owner of quoted text, and for every item which rule found what where,
// and which finds lost and why. Without show_values text and values appear by their shape alone (text_view.h).
// The decision must hold its parts, text and candidates (Detail::whole). Pure function.
#pragma once

#include <string>

#include "plugin/intakectl/check_report.h"
#include "plugin/pipeline.h"

namespace intake {

std::string explanation(const std::string& file, const Decision& decision, const ReplyOutlook& reply, bool show_values);

}  // namespace intake
