// Lends connections to threads: each to one at a time, opened when first needed, at most `most` of them. Thread-safe.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "plugin/ledger/sql_database.h"

namespace intake {

using OpenConnection = std::function<Result<std::unique_ptr<SqlConnection>>()>;

class ConnectionPool : public std::enable_shared_from_this<ConnectionPool> {
 public:
  ConnectionPool(OpenConnection open, int most) : open_(std::move(open)), free_places_(most) {}

  // Goes back into the pool when the last pointer to it goes.
  Result<std::shared_ptr<SqlConnection>> take();

 private:
  Result<std::shared_ptr<SqlConnection>> lend(std::unique_ptr<SqlConnection> connection);
  void give_back(std::unique_ptr<SqlConnection> connection);

  OpenConnection open_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<SqlConnection>> idle_;
  int free_places_;  // how many more may be lent now
};

}  // namespace intake
