// The tables of the ledger, as steps from each version to the next: a step that is released never changes, a new one is
// added behind it. Every program brings the database up to date when it opens it, in one transaction; a database that a
// newer version wrote is refused.
#pragma once

#include <vector>

#include "plugin/ledger/sql_database.h"

namespace intake {

// One version to the next. {id} and {bytes} stand for what the dialect calls them.
using SchemaStep = std::vector<const char*>;

const std::vector<SchemaStep>& ledger_schema();

Success update_schema(SqlConnection& connection, const SqlDialect& dialect, const std::vector<SchemaStep>& steps);

}  // namespace intake
