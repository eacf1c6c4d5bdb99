// The ledger's database in PostgreSQL, for several gateways that share one: a small pool of connections, opened again
// when the server comes back. The only owner of libpq. Words of its errors never hold values.
#pragma once

#include <memory>
#include <string>

#include "plugin/ledger/sql_database.h"

namespace intake {

// `connection` as libpq takes it: "host=/run/postgresql dbname=intake" or a URI. Passwords belong into a passfile.
Result<std::shared_ptr<SqlDatabase>> open_postgresql(const std::string& connection);

}  // namespace intake
