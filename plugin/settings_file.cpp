// Reads the configuration file into Settings by the table. The only user of toml++ for configuration.
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "plugin/settings.h"

namespace intake {

namespace fs = std::filesystem;

namespace {

class SettingsReader {
 public:
  explicit SettingsReader(fs::path file) : file_(std::move(file)) {}

  LoadedSettings read() {
    std::error_code error;
    if (!fs::is_regular_file(file_, error)) {
      mistake(file_.string(), "cannot be read: no such file; name the configuration with -c FILE");
      return take();
    }
    try {
      const toml::table root = toml::parse_file(file_.string());
      for (const auto& [key, node] : root) read_section(std::string(key.str()), node);
    } catch (const toml::parse_error& parse) {
      mistake(place(parse.source()), std::string(parse.description()));
    }
    if (loaded_.mistakes.empty()) check_whole();
    return take();
  }

 private:
  std::string place(const toml::source_region& source) const {
    return file_.string() + ":" + std::to_string(source.begin.line) + ":" + std::to_string(source.begin.column);
  }
  void mistake(const std::string& where, const std::string& words) { loaded_.mistakes.push_back(where + ": " + words); }
  LoadedSettings take() { return std::move(loaded_); }

  void read_section(const std::string& section, const toml::node& node) {
    const auto& table = settings_table();
    const bool known = std::any_of(table.begin(), table.end(), [&](const Setting& row) { return section == row.section; });
    if (!known) return mistake(place(node.source()), "unknown section or key '" + section + "'; --print-config lists all");
    if (!node.is_table()) return mistake(place(node.source()), "'" + section + "' must be a section: write [" + section + "]");
    for (const auto& [key, value] : *node.as_table()) read_value(section, std::string(key.str()), value);
  }

  void read_value(const std::string& section, const std::string& key, const toml::node& value) {
    for (const Setting& row : settings_table()) {
      if (section == row.section && key == row.key) {
        return std::visit([&](auto member) { take_value(row, member, value); }, row.target);
      }
    }
    mistake(place(value.source()), "unknown key '" + key + "' in [" + section + "]; --print-config lists all");
  }

  void wrong_type(const Setting& row, const toml::node& value, const char* wanted) {
    mistake(place(value.source()), std::string(row.section) + "." + row.key + " must be " + wanted);
  }

  void take_value(const Setting& row, bool Settings::*member, const toml::node& value) {
    if (!value.is_boolean()) return wrong_type(row, value, "true or false");
    loaded_.settings.*member = value.as_boolean()->get();
  }
  void take_value(const Setting& row, int Settings::*member, const toml::node& value) {
    if (const auto number = number_of(row, value)) loaded_.settings.*member = static_cast<int>(*number);
  }
  void take_value(const Setting& row, int Limits::*member, const toml::node& value) {
    if (const auto number = number_of(row, value)) loaded_.settings.limits.*member = static_cast<int>(*number);
  }
  void take_value(const Setting& row, std::size_t Limits::*member, const toml::node& value) {
    if (const auto number = number_of(row, value)) loaded_.settings.limits.*member = static_cast<std::size_t>(*number);
  }
  void take_value(const Setting& row, std::string Settings::*member, const toml::node& value) {
    if (!value.is_string()) return wrong_type(row, value, "a string in quotes");
    loaded_.settings.*member = value.as_string()->get();
  }
  void take_value(const Setting& row, fs::path Settings::*member, const toml::node& value) {
    if (!value.is_string()) return wrong_type(row, value, "a path in quotes");
    const fs::path path = value.as_string()->get();
    loaded_.settings.*member = path.empty() || path.is_absolute() ? path : fs::absolute(file_).parent_path() / path;
  }
  void take_value(const Setting& row, std::vector<std::string> Settings::*member, const toml::node& value) {
    if (!value.is_array()) return wrong_type(row, value, "a list of strings: [\"...\"]");
    std::vector<std::string> list;
    for (const toml::node& entry : *value.as_array()) {
      if (!entry.is_string()) return wrong_type(row, entry, "a list of strings: [\"...\"]");
      list.push_back(entry.as_string()->get());
    }
    loaded_.settings.*member = std::move(list);
  }

  std::optional<std::int64_t> number_of(const Setting& row, const toml::node& value) {
    if (!value.is_integer()) {
      wrong_type(row, value, "a whole number");
      return std::nullopt;
    }
    const std::int64_t number = value.as_integer()->get();
    if (number < row.least || number > row.most) {
      mistake(place(value.source()), std::string(row.section) + "." + row.key + " must lie between " +
                                         std::to_string(row.least) + " and " + std::to_string(row.most));
      return std::nullopt;
    }
    return number;
  }

  // What no single value shows.
  void check_whole() {
    Settings& settings = loaded_.settings;
    if (settings.recipients.empty()) mistake(file_.string(), "milter.recipients is empty: name the mailbox's address");
    for (const std::string& address : settings.recipients) {
      if (address.find('@') == std::string::npos) mistake(file_.string(), "milter.recipients: '" + address + "' is no mail address");
    }
    if (!one_of(settings.smtp_tls, {"never", "try", "always"})) mistake(file_.string(), "reply.smtp_tls must be never, try or always");
    if (!one_of(settings.log_level, {"error", "warning", "info"})) mistake(file_.string(), "log.level must be error, warning or info");
    if (settings.socket_mode.find_first_not_of("01234567") != std::string::npos || settings.socket_mode.empty()) {
      mistake(file_.string(), "milter.socket_mode must be octal, for example \"0660\"");
    }
    if (settings.mailbox_addresses.empty()) settings.mailbox_addresses = settings.recipients;
    if (settings.reply_from.empty() && !settings.recipients.empty()) settings.reply_from = settings.recipients.front();
    if (settings.key_file.empty()) settings.key_file = settings.ledger_file.string() + ".key";
  }

  static bool one_of(const std::string& value, std::initializer_list<const char*> known) {
    return std::any_of(known.begin(), known.end(), [&](const char* one) { return value == one; });
  }

  fs::path file_;
  LoadedSettings loaded_;
};

}  // namespace

LoadedSettings load_settings(const fs::path& file) { return SettingsReader(file).read(); }

namespace {

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

struct DefaultText {
  const Settings& d;
  std::string operator()(bool Settings::*m) const { return d.*m ? "true" : "false"; }
  std::string operator()(int Settings::*m) const { return std::to_string(d.*m); }
  std::string operator()(int Limits::*m) const { return std::to_string(d.limits.*m); }
  std::string operator()(std::size_t Limits::*m) const { return std::to_string(d.limits.*m); }
  std::string operator()(std::string Settings::*m) const { return quoted(d.*m); }
  std::string operator()(fs::path Settings::*m) const { return quoted((d.*m).string()); }
  std::string operator()(std::vector<std::string> Settings::*m) const {
    std::string out;
    for (const std::string& entry : d.*m) out += (out.empty() ? "" : ", ") + quoted(entry);
    return "[" + out + "]";
  }
};

}  // namespace

std::string sample_configuration() {
  const Settings defaults;
  std::ostringstream out;
  out << "# intake-milter: every setting with its default. Lines that stay as they are may be left out.\n";
  std::string section;
  for (const Setting& row : settings_table()) {
    if (section != row.section) out << "\n[" << (section = row.section) << "]\n";
    out << "# " << row.documentation << (row.reloadable ? "" : " (needs a restart)") << "\n";
    out << row.key << " = " << std::visit(DefaultText{defaults}, row.target) << "\n";
  }
  return out.str();
}

}  // namespace intake
