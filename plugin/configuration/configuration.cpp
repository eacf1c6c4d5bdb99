#include "plugin/configuration/configuration.h"

#include <algorithm>
#include <cctype>

#include "plugin/crypto/gpg_decryptor.h"
#include "plugin/today.h"

namespace intake {

namespace fs = std::filesystem;

namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

fs::path own_program(const std::string& name) {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  const fs::path beside = self.parent_path() / name;
  return !error && fs::exists(beside, error) ? beside : fs::path("/usr/libexec/intake-milter") / name;
}

LoadedConfiguration load_configuration(const fs::path& file) {
  LoadedSettings loaded = load_settings(file);
  if (!loaded.mistakes.empty()) return {nullptr, std::move(loaded.mistakes)};
  return make_configuration(std::move(loaded.settings));
}

LoadedConfiguration make_configuration(Settings settings) {
  LoadedRules rules = load_rules(settings.rules_directory);
  LoadedConfiguration loaded;
  loaded.mistakes = std::move(rules.mistakes);
  if (!settings.gnupg_home.empty() && !fs::is_directory(settings.gnupg_home)) {
    loaded.mistakes.push_back("crypto.gnupg_home: " + settings.gnupg_home.string() +
                              " is no folder; make it, or leave the setting out");
  }
  if (!loaded.mistakes.empty()) return loaded;
  auto configuration = std::make_shared<Configuration>();
  configuration->snapshot.rules = rules.rules;
  configuration->snapshot.policy = {settings.accept_artificial_codes, today(), settings.mailbox_phones};
  configuration->snapshot.limits = settings.limits;
  for (const std::string& address : settings.mailbox_addresses) {
    configuration->snapshot.mailbox_addresses.push_back(lower(address));
  }
  configuration->settings = std::move(settings);
  loaded.configuration = std::move(configuration);
  return loaded;
}

std::shared_ptr<GpgEngine> make_gpg_engine(const Settings& settings) {
  if (settings.gnupg_home.empty()) return nullptr;
  GpgOptions options;
  options.home = settings.gnupg_home;
  options.helper = settings.seal_program.empty() ? own_program("intake-seal") : settings.seal_program;
  options.at_once = settings.crypto_at_once;
  options.deadline = std::chrono::seconds(settings.crypto_seconds);
  return std::make_shared<GpgEngine>(std::move(options));
}

std::unique_ptr<Decryptor> make_decryptor(const Settings& settings) {
  std::shared_ptr<GpgEngine> engine = make_gpg_engine(settings);
  return engine == nullptr ? nullptr : std::make_unique<GpgDecryptor>(std::move(engine));
}

}  // namespace intake
