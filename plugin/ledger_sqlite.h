// The ledger in one SQLite file: WAL, synchronous=FULL (a commit survives power loss), secure_delete, a schema version.
// One connection behind a mutex: commits are serial in SQLite anyway. The only owner of SQLite.
#pragma once

#include <filesystem>
#include <memory>

#include "plugin/ledger.h"

namespace intake {

Result<std::unique_ptr<Ledger>> open_sqlite_ledger(const std::filesystem::path& file);

}  // namespace intake
