// Every setting of both programs, from one table: name, type, default, bounds, whether a reload takes it,
// documentation. The sample file, the manual page and the checks come from the same table (settings_table()). Plain
// values; thread-safe.
#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "parser/limits.h"
#include "parser/picture_reader.h"
#include "plugin/configuration/setting_checks.h"

namespace intake {

struct Settings {
  // [milter]
  std::string socket = "unix:/run/intake-milter/intake.sock";
  std::string socket_group;
  std::string socket_mode = "0660";
  std::vector<std::string> recipients;
  int timeout_seconds = 300;
  // [mailbox]
  std::vector<std::string> mailbox_addresses;
  std::vector<std::string> mailbox_phones;
  // [rules]
  std::filesystem::path rules_directory = "/usr/share/intake-milter/rules";
  bool accept_artificial_codes = false;
  // [limits]
  Limits limits;
  // [reply]
  bool reply_enabled = true;
  std::string reply_from;
  std::string reply_address_suffix;
  std::string reply_sign_key;
  bool reply_support_line = false;
  bool reply_acknowledge = false;
  std::vector<std::string> authentication_hosts;
  std::string smtp_url = "smtp://127.0.0.1:25";
  std::string smtp_user;
  std::filesystem::path smtp_password_file;
  std::string smtp_tls = "try";
  int smtp_timeout_seconds = 60;
  int reply_hold_seconds = 5;
  int retry_first_seconds = 60;
  int retry_most_seconds = 3600;
  int give_up_after_hours = 120;
  int replies_per_sender_per_day = 5;
  int replies_per_hour = 500;
  int asked_at_most = 2;
  int same_question_days = 7;
  // [ledger]
  std::filesystem::path ledger_file = "/var/lib/intake-milter/ledger.sqlite";
  std::string postgresql;
  std::filesystem::path key_file;
  int keep_closed_days = 30;
  int keep_silent_days = 365;
  // [tags]
  std::filesystem::path seal_key_file;
  std::string seal_key_id = "1";
  // [crypto]
  std::filesystem::path gnupg_home;
  std::filesystem::path seal_program;
  int crypto_at_once = 4;
  int crypto_seconds = 20;
  // [forward]
  std::string forward_to;
  std::string forward_key;
  // [worker]
  int readers = 4;
  std::size_t reader_memory_bytes = 512U << 20;
  int reader_cpu_seconds = 10;
  int reader_seconds = 20;
  bool allow_unjailed = false;
  std::filesystem::path reader_program;
  // [ocr]
  bool ocr_enabled = false;
  std::filesystem::path ocr_data_directory;
  int ocr_pages = PictureBounds().pages;
  std::size_t ocr_pixels = PictureBounds().pixels;
  int ocr_seconds = PictureBounds().seconds;
  // [log]
  std::string log_level = "info";
  std::string log_target = "auto";
  // [metrics]
  std::string metrics_listen;
};

// Where a value lives in Settings; the alternative is the type.
using Target = std::variant<bool Settings::*, int Settings::*, std::size_t Settings::*, std::string Settings::*,
                            std::vector<std::string> Settings::*, std::filesystem::path Settings::*,
                            std::size_t Limits::*, int Limits::*>;

struct Setting {
  const char* section;
  const char* key;
  Target target;
  long least;  // bounds of a number; 0 and 0 where they do not apply
  long most;
  bool reloadable;
  const char* documentation;
  SettingCheck check = nullptr;  // of a text, or of each entry of a list
  const char* sample = nullptr;  // shown by --print-config where the default would be no example
};

const std::vector<Setting>& settings_table();

struct LoadedSettings {
  Settings settings;
  std::vector<std::string> mistakes;  // "FILE:LINE:COLUMN: what is wrong and what to do"; empty when all is well
};

// Reads and checks a TOML file; relative paths in it are relative to its folder. Reports every mistake, not just the
// first.
LoadedSettings load_settings(const std::filesystem::path& file);

// An annotated configuration with every setting and its default.
std::string sample_configuration();

// The manual page intake-milter.toml(5), in the language of man(7).
std::string settings_manual();

// As TOML writes it; "\"\"" and "[]" where there is none.
std::string default_value(const Setting& row);

// The row's documentation with its bounds, and whether it needs a restart.
std::string whole_documentation(const Setting& row);

// "milter.socket" and so on: settings that differ and that a reload cannot take.
std::vector<std::string> settings_that_need_a_restart(const Settings& running, const Settings& wanted);

// The wanted settings, with those that need a restart as they run.
Settings settings_after_reload(const Settings& running, Settings wanted);

}  // namespace intake
