// One statement, or several in one transaction: all of them or none. Thread-safe.
#pragma once

#include <functional>

#include "plugin/ledger/sql_database.h"

namespace intake {

Result<SqlRows> run_alone(SqlDatabase& database, const char* sql, const SqlValues& values);
// The same for a statement that writes.
Result<SqlRows> write_alone(SqlDatabase& database, const char* sql, const SqlValues& values);

// Commits when `work` succeeds. A failure of the commit itself may leave it unknown whether it took place: what is done
// inside must be recognised when it is done again.
Success in_transaction(SqlDatabase& database, const std::function<Success(SqlConnection&)>& work);

}  // namespace intake
