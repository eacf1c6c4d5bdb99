// The ledger over any SQL database: every statement of it, once, for all back ends. Thread-safe.
#pragma once

#include <memory>

#include "plugin/ledger/ledger.h"
#include "plugin/ledger/sql_database.h"

namespace intake {

OpenedLedger make_sql_ledger(std::shared_ptr<SqlDatabase> database);

}  // namespace intake
