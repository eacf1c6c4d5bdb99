// From a configuration file to what messages are judged with: settings, rules, policy. Used by both programs, and by a
// reload: everything is read and checked first, and only a whole without mistakes is taken.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "plugin/configuration/settings.h"
#include "plugin/pipeline.h"

namespace intake {

class GpgEngine;

struct Configuration {
  Settings settings;
  Snapshot snapshot;
};

struct LoadedConfiguration {
  std::shared_ptr<const Configuration> configuration;  // null when there are mistakes
  std::vector<std::string> mistakes;
};

LoadedConfiguration load_configuration(const std::filesystem::path& file);

// The same for given settings; `today` is the only thing asked of the world besides files.
LoadedConfiguration make_configuration(Settings settings);

// GnuPG with these settings, or null where no home is configured.
std::shared_ptr<GpgEngine> make_gpg_engine(const Settings& settings);
// The real Decryptor of these settings, or null where no GnuPG home is configured.
std::unique_ptr<Decryptor> make_decryptor(const Settings& settings);

// A program that belongs to this one: beside it (a build folder), else where the package puts it.
std::filesystem::path own_program(const std::string& name);

}  // namespace intake
