// Opens the ledger of a configuration: SQLite, or PostgreSQL where that is configured. For both programs.
#pragma once

#include "plugin/configuration/settings.h"
#include "plugin/ledger/ledger.h"
#include "plugin/reply/outbox_sender.h"
#include "plugin/result.h"

namespace intake {

Result<OpenedLedger> open_ledger(const Settings& settings);

// How mail of the outbox is sent under these settings.
SendMail sender_of(const Settings& settings);
SenderOptions sender_options_of(const Settings& settings);

}  // namespace intake
