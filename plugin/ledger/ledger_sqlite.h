// The ledger's database in one SQLite file: WAL, synchronous=FULL (a commit survives power loss), secure_delete (what
// is deleted is overwritten). A few connections: readers do not wait for a commit. The only owner of SQLite.
#pragma once

#include <filesystem>
#include <memory>

#include "plugin/ledger/sql_database.h"

namespace intake {

Result<std::shared_ptr<SqlDatabase>> open_sqlite(const std::filesystem::path& file);

}  // namespace intake
