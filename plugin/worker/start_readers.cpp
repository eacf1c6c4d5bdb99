// Readers by the settings of [worker].
#include "plugin/worker/reader_pool.h"

namespace intake {

namespace {

void add_time_for_pictures(PoolOptions& options, int seconds) {
  options.deadline += std::chrono::seconds(seconds);
  options.setup.cpu_seconds += seconds;
}

}  // namespace

Result<std::shared_ptr<ReaderPool>> start_readers(const Configuration& configuration) {
  const Settings& settings = configuration.settings;
  const Snapshot& snapshot = configuration.snapshot;
  PoolOptions options;
  const char* const program = settings.ocr_enabled ? "intake-ocr-reader" : "intake-reader";
  options.program = settings.reader_program.empty() ? own_program(program) : settings.reader_program;
  options.readers = settings.readers;
  options.deadline = std::chrono::seconds(settings.reader_seconds);
  options.setup.rules_directory = settings.rules_directory.string();
  options.setup.policy = snapshot.policy;
  options.setup.limits = snapshot.limits;
  options.setup.mailbox_addresses = snapshot.mailbox_addresses;
  options.setup.memory_bytes = settings.reader_memory_bytes;
  options.setup.cpu_seconds = settings.reader_cpu_seconds;
  options.setup.allow_unjailed = settings.allow_unjailed;
  options.setup.ocr = settings.ocr_enabled;
  options.setup.ocr_data_directory = settings.ocr_data_directory.string();
  options.setup.pictures = {settings.ocr_pages, settings.ocr_pixels, settings.ocr_seconds};
  if (settings.ocr_enabled) add_time_for_pictures(options, settings.ocr_seconds);
  return ReaderPool::start(std::move(options), make_decryptor(settings));
}

}  // namespace intake
