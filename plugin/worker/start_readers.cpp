// Readers by the settings of [worker].
#include "plugin/worker/reader_pool.h"

namespace intake {

Result<std::shared_ptr<ReaderPool>> start_readers(const Configuration& configuration) {
  const Settings& settings = configuration.settings;
  const Snapshot& snapshot = configuration.snapshot;
  PoolOptions options;
  options.program = settings.reader_program.empty() ? own_program("intake-reader") : settings.reader_program;
  options.readers = settings.readers;
  options.deadline = std::chrono::seconds(settings.reader_seconds);
  options.setup.rules_directory = settings.rules_directory.string();
  options.setup.policy = snapshot.policy;
  options.setup.limits = snapshot.limits;
  options.setup.mailbox_addresses = snapshot.mailbox_addresses;
  options.setup.memory_bytes = settings.reader_memory_bytes;
  options.setup.cpu_seconds = settings.reader_cpu_seconds;
  options.setup.allow_unjailed = settings.allow_unjailed;
  return ReaderPool::start(std::move(options), make_decryptor(settings));
}

}  // namespace intake
