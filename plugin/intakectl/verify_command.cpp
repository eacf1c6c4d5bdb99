#include "plugin/intakectl/verify_command.h"

#include <sysexits.h>

#include <iostream>

#include "plugin/configuration/settings.h"
#include "plugin/intakectl/message_file.h"
#include "plugin/seal.h"

namespace intake {

namespace {

constexpr int exit_no = 1;

const char* words_for(SealState state) {
  switch (state) {
    case SealState::good:
      return "the seal is right";
    case SealState::missing:
      return "no seal: it did not pass the filter, or the filter had no key";
    case SealState::several:
      return "more than one seal: somebody added one";
    case SealState::malformed:
      return "the seal is damaged";
    case SealState::other_key:
      return "sealed with another key than tags.seal_key_id names";
    case SealState::wrong:
      return "the seal is wrong: tags, From, Date, Message-ID or text are not as they were sealed";
  }
  return "the seal is wrong";
}

// The tags behind a good seal are ours, and safe to print.
std::string tags_in(std::string_view message) {
  std::string out;
  for (const HeaderLine& field : split_message(message).fields) {
    if (!is_tag_name(field.name) || comparable_field_name(field.name) == comparable_field_name(seal_tag)) continue;
    const std::size_t begin = field.value.find_first_not_of(' ');
    out += "\n  " + field.name + ": " + (begin == std::string::npos ? "" : field.value.substr(begin));
  }
  return out;
}

LoadedSealKey key_of(const VerifyOptions& options) {
  const LoadedSettings loaded = load_settings(options.config);
  for (const std::string& mistake : loaded.mistakes) std::cerr << mistake << "\n";
  if (!loaded.mistakes.empty()) return {};
  if (loaded.settings.seal_key_file.empty())
    return {nullptr, options.config.string() + ": tags.seal_key_file is not set, so that no message is sealed"};
  return load_seal_key(loaded.settings.seal_key_file, loaded.settings.seal_key_id);
}

int verify_one(const std::string& file, const SealKey& key) {
  const std::optional<std::string> bytes = read_message_file(file);
  if (!bytes) {
    std::cerr << "intakectl: " << file << ": cannot be opened; name a file that you may read\n";
    return EX_NOINPUT;
  }
  const SealState state = check_seal(key, *bytes);
  std::cout << file << ": " << words_for(state) << (state == SealState::good ? tags_in(*bytes) : "") << "\n";
  return state == SealState::good ? EX_OK : exit_no;
}

}  // namespace

int verify_messages(const VerifyOptions& options) {
  const LoadedSealKey loaded = key_of(options);
  if (!loaded.key) {
    if (!loaded.mistake.empty()) std::cerr << "intakectl: " << loaded.mistake << "\n";
    return EX_CONFIG;
  }
  int code = EX_OK;
  for (const std::string& file : options.files) {
    const int one = verify_one(file, *loaded.key);
    if (code == EX_OK || one == EX_NOINPUT) code = one;
  }
  return code;
}

}  // namespace intake
