#include "plugin/intakectl/check_command.h"

#include <sysexits.h>

#include <functional>
#include <iostream>
#include <optional>

#include "plugin/configuration/configuration.h"
#include "plugin/intakectl/explain.h"
#include "plugin/intakectl/message_file.h"
#include "plugin/reply/reply_outlook.h"
#include "plugin/worker/reader_pool.h"

namespace intake {

namespace {

using Judge = std::function<Decision(const RawMessage&)>;

// As the daemon judges: in a jailed reader; for debugging in this process.
Result<Judge> make_judge(const std::shared_ptr<const Configuration>& configuration, const CheckOptions& options) {
  if (options.no_jail) {
    const std::shared_ptr<Decryptor> decryptor = make_decryptor(configuration->settings);
    return Judge([=](const RawMessage& raw) { return decide(raw, configuration->snapshot, decryptor.get()); });
  }
  const auto pool = start_readers(*configuration);
  if (!pool) return Result<Judge>::failure(pool.error());
  const Detail detail = options.explain ? Detail::whole : Detail::verdict;
  return Judge([pool = *pool, detail](const RawMessage& raw) { return pool->decide(raw, detail); });
}

std::string report(const std::string& file, const Decision& decision, const ReplyOutlook& reply,
                   const CheckOptions& options) {
  if (options.explain) return explanation(file, decision, reply, options.show_values);
  if (options.json) return check_json(file, decision, reply, options.show_values) + "\n";
  return check_account(file, decision, reply, options.show_values);
}

}  // namespace

int check_messages(const CheckOptions& options) {
  const LoadedConfiguration loaded = load_configuration(options.config);
  for (const std::string& mistake : loaded.mistakes) std::cerr << mistake << "\n";
  if (!loaded.configuration) return EX_CONFIG;
  const Result<Judge> judge = make_judge(loaded.configuration, options);
  if (!judge) {
    std::cerr << "intakectl: " << judge.error() << "\n";
    return EX_OSERR;
  }
  int code = EX_OK;
  for (const std::string& file : options.files) {
    std::optional<std::string> bytes = read_message_file(file);
    if (!bytes) {
      std::cerr << "intakectl: " << file << ": cannot be opened; name a file that you may read\n";
      code = EX_NOINPUT;
      continue;
    }
    const Decision decision = (*judge)(RawMessage{{}, {}, std::move(*bytes)});
    std::cout << report(file, decision, reply_outlook(decision, *loaded.configuration), options) << std::flush;
  }
  return code;
}

}  // namespace intake
