// Databases for the tests of the ledger: the same suite runs against each back end. PostgreSQL is a private cluster,
// made when it is first asked for and stopped when the test program ends.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "plugin/ledger/ledger_postgresql.h"
#include "plugin/ledger/ledger_sql.h"
#include "plugin/ledger/ledger_sqlite.h"

namespace intake {

class TestFolder {
 public:
  explicit TestFolder(const std::string& name)
      : path_("/tmp/intake-" + name + "-" + std::to_string(getpid()) + "-" + std::to_string(++count_)) {
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  static inline int count_ = 0;
  std::filesystem::path path_;
};

class PrivatePostgresql {
 public:
  static PrivatePostgresql& instance() {
    static PrivatePostgresql one;
    return one;
  }
  // A fresh database in the cluster.
  std::string new_database() {
    const std::string name = "t" + std::to_string(++databases_);
    const std::string psql = "psql -q '" + connection("postgres") + "' -c 'CREATE DATABASE " + name + "' >/dev/null";
    EXPECT_EQ(std::system(psql.c_str()), 0);
    return connection(name);
  }

 private:
  PrivatePostgresql() : folder_("pg") { EXPECT_EQ(tool("start", " fsync=off"), 0); }
  ~PrivatePostgresql() { tool("stop", ""); }
  PrivatePostgresql(const PrivatePostgresql&) = delete;
  PrivatePostgresql& operator=(const PrivatePostgresql&) = delete;
  int tool(const std::string& what, const std::string& more) {
    const std::string command =
        INTAKE_SOURCE_DIR "/packaging/private-postgresql " + what + " " + folder_.path().string() + more;
    return std::system(command.c_str());
  }
  [[nodiscard]] std::string connection(const std::string& name) const {
    return "host=" + folder_.path().string() + " user=intake dbname=" + name;
  }

  TestFolder folder_;
  int databases_ = 0;
};

enum class Backend { sqlite, postgresql };

inline std::string name_of_backend(const ::testing::TestParamInfo<Backend>& info) {
  return info.param == Backend::sqlite ? "Sqlite" : "Postgresql";
}

// One database, fresh for each test; open() may be called several times: each is another gateway.
class OnEachBackend : public ::testing::TestWithParam<Backend> {
 protected:
  OnEachBackend() : folder_("ledger") {
    if (GetParam() == Backend::postgresql) connection_ = PrivatePostgresql::instance().new_database();
  }
  std::shared_ptr<SqlDatabase> open_database() {
    auto opened =
        GetParam() == Backend::sqlite ? open_sqlite(folder_.path() / "ledger.sqlite") : open_postgresql(connection_);
    EXPECT_TRUE(opened) << opened.error();
    return *opened;
  }
  OpenedLedger open() { return make_sql_ledger(open_database()); }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] const std::string& connection() const { return connection_; }

 private:
  TestFolder folder_;
  std::string connection_;
};

}  // namespace intake
