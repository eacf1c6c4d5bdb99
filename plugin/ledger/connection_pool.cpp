#include "plugin/ledger/connection_pool.h"

namespace intake {

Result<std::shared_ptr<SqlConnection>> ConnectionPool::take() {
  std::unique_ptr<SqlConnection> connection;
  {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [this] { return free_places_ > 0; });
    --free_places_;
    if (!idle_.empty()) {
      connection = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (connection) return lend(std::move(connection));
  auto opened = open_();
  if (opened) return lend(std::move(*opened));
  give_back(nullptr);
  return Result<std::shared_ptr<SqlConnection>>::failure(opened.error());
}

Result<std::shared_ptr<SqlConnection>> ConnectionPool::lend(std::unique_ptr<SqlConnection> connection) {
  const auto give_it_back = [pool = shared_from_this()](SqlConnection* lent) {
    pool->give_back(std::unique_ptr<SqlConnection>(lent));
  };
  return std::shared_ptr<SqlConnection>(connection.release(), give_it_back);
}

void ConnectionPool::give_back(std::unique_ptr<SqlConnection> connection) {
  const std::lock_guard lock(mutex_);
  if (connection && connection->usable()) idle_.push_back(std::move(connection));
  ++free_places_;
  freed_.notify_one();
}

}  // namespace intake
