#include "plugin/daemon/equipment.h"

#include <ctime>

#include "plugin/crypto/key_health.h"
#include "plugin/worker/reader_pool.h"

namespace intake {

namespace {

LoadedSealKey seal_key_of(const Settings& settings) {
  return settings.seal_key_file.empty() ? LoadedSealKey() : load_seal_key(settings.seal_key_file, settings.seal_key_id);
}

}  // namespace

MadeEquipment make_equipment(const std::shared_ptr<const Configuration>& configuration, DeskRoom& room) {
  MadeEquipment made;
  LoadedSealKey seal_key = seal_key_of(configuration->settings);
  if (!seal_key.mistake.empty()) made.mistakes.push_back(seal_key.mistake);
  std::shared_ptr<CaseDesk> desk = room.desk_for(configuration, made.mistakes);
  if (!made.mistakes.empty()) return made;
  const auto readers = start_readers(*configuration);
  if (!readers) {
    made.mistakes.push_back(readers.error());
    return made;
  }
  for (const std::string& part : (*readers)->refused()) {
    made.warnings.push_back("readers run without " + part + ", which the kernel refuses (worker.allow_unjailed)");
  }
  KeyLook keys = look_at_keys(configuration->settings, std::time(nullptr));
  for (std::string& warning : keys.warnings) made.warnings.push_back(std::move(warning));
  made.key_expiry = std::move(keys.expiry);
  auto equipment = std::make_shared<Equipment>();
  equipment->recipients = HandledRecipients(configuration->settings.recipients);
  equipment->message_bytes = configuration->settings.limits.message_bytes;
  equipment->seal_key = std::move(seal_key.key);
  equipment->desk = std::move(desk);
  equipment->judge = [pool = *readers](const RawMessage& raw) { return pool->decide(raw); };
  made.equipment = std::move(equipment);
  return made;
}

std::vector<std::string> mistakes_in(const LoadedConfiguration& loaded) {
  if (!loaded.configuration) return loaded.mistakes;
  const Settings& settings = loaded.configuration->settings;
  std::vector<std::string> mistakes = mistakes_in_reply_texts(settings);
  if (const LoadedSealKey key = seal_key_of(settings); !key.mistake.empty()) mistakes.push_back(key.mistake);
  return mistakes;
}

}  // namespace intake
