// Whether a reply to a message is due, as far as the message alone tells (no ledger is asked): for `intakectl check`.
// The envelope sender is taken from Return-Path, else from From (interfaces).
#pragma once

#include "plugin/configuration/configuration.h"
#include "plugin/intakectl/check_report.h"

namespace intake {

ReplyOutlook reply_outlook(const Decision& decision, const Configuration& configuration);

}  // namespace intake
