// From a configuration to the equipment that messages are handled with: reply texts, seal key, desk, judgement. Made
// whole at the start and at every reload; every mistake is reported, and an equipment with mistakes is never used. Main
// thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "plugin/cases/open_desk.h"
#include "plugin/configuration/configuration.h"
#include "plugin/handle_message.h"

namespace intake {

struct MadeEquipment {
  std::shared_ptr<const Equipment> equipment;  // null with mistakes
  std::vector<std::string> mistakes;
  std::vector<std::string> warnings;               // for the log: what an administrator has allowed, but should know of
  std::map<std::string, std::int64_t> key_expiry;  // as in KeyLook
};

MadeEquipment make_equipment(const std::shared_ptr<const Configuration>& configuration, DeskRoom& room);

// Everything that can be wrong with a configuration file and the files that it names, nothing opened for writing: for
// `intake-milter -n`. Empty when all is well.
std::vector<std::string> mistakes_in(const LoadedConfiguration& loaded);

}  // namespace intake
