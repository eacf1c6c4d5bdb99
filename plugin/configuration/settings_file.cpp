// Reads the configuration file into Settings by the table. The only user of toml++ for configuration.
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>

#include "plugin/configuration/settings.h"

namespace intake {

namespace fs = std::filesystem;

namespace {

// Lines that may be set aside for their syntax before reading stops: enough for a bad day, few enough to stay readable.
constexpr int most_syntax_mistakes = 20;

std::string name_of(const Setting& row) {
  return std::string(row.section) + "." + row.key;
}

class SettingsReader {
 public:
  explicit SettingsReader(fs::path file) : file_(std::move(file)) {}

  LoadedSettings read() {
    std::error_code error;
    std::ifstream in(file_, std::ios::binary);
    if (!fs::is_regular_file(file_, error) || !in) {
      mistake(file_.string(), "cannot be read; name a configuration that you may read with -c FILE");
      return std::move(loaded_);
    }
    const toml::table root = parse(std::string(std::istreambuf_iterator<char>(in), {}));
    for (const auto& [key, node] : root) read_section(std::string(key.str()), key.source(), node);
    check_whole();
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.at < b.at; });
    for (Found& found : found_) loaded_.mistakes.push_back(std::move(found.text));
    return std::move(loaded_);
  }

 private:
  struct Found {
    std::pair<toml::source_index, toml::source_index> at;
    std::string text;
  };

  void mistake(const std::string& where, const std::string& words) { loaded_.mistakes.push_back(where + ": " + words); }
  void mistake(const toml::source_position& at, const std::string& words) {
    found_.push_back({{at.line, at.column},
                      file_.string() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + words});
  }
  void mistake(const toml::source_region& source, const std::string& words) { mistake(source.begin, words); }

  // A line with a syntax mistake is noted and blanked, and the file read again: every mistake is shown at once.
  toml::table parse(std::string text) {
    toml::source_index last_line = 0;
    for (int tries = 0; tries < most_syntax_mistakes; ++tries) {
      try {
        return toml::parse(text, file_.string());
      } catch (const toml::parse_error& error) {
        const toml::source_position at = error.source().begin;
        mistake(at, std::string(error.description()));
        syntax_mistakes_ = true;
        if (at.line <= last_line || !blank_line(text, at.line)) break;
        last_line = at.line;
      }
    }
    return {};
  }

  static bool blank_line(std::string& text, toml::source_index line) {
    std::size_t begin = 0;
    for (toml::source_index at = 1; at < line; ++at) {
      begin = text.find('\n', begin);
      if (begin == text.npos) return false;
      ++begin;
    }
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    text.replace(begin, end - begin, "");
    return true;
  }

  void read_section(const std::string& section, const toml::source_region& where, const toml::node& node) {
    const auto& table = settings_table();
    const bool known =
        std::any_of(table.begin(), table.end(), [&](const Setting& row) { return section == row.section; });
    if (!known) return mistake(where, "'" + section + "' is unknown; --print-config lists every section and key");
    if (!node.is_table()) return mistake(where, "'" + section + "' must be a section: write [" + section + "]");
    for (const auto& [key, value] : *node.as_table()) {
      read_value(section, std::string(key.str()), key.source(), value);
    }
  }

  void read_value(const std::string& section, const std::string& key, const toml::source_region& where,
                  const toml::node& value) {
    for (const Setting& row : settings_table()) {
      if (section != row.section || key != row.key) continue;
      places_[name_of(row)] = value.source().begin;
      return std::visit([&](auto member) { take_value(row, member, value); }, row.target);
    }
    mistake(where, "'" + key + "' is unknown in [" + section + "]; --print-config lists every key");
  }

  void wrong_type(const Setting& row, const toml::node& value, const char* wanted) {
    mistake(value.source(), name_of(row) + " must be " + wanted);
  }

  void take_value(const Setting& row, bool Settings::*member, const toml::node& value) {
    if (!value.is_boolean()) return wrong_type(row, value, "true or false, without quotes");
    loaded_.settings.*member = value.as_boolean()->get();
  }
  void take_value(const Setting& row, int Settings::*member, const toml::node& value) {
    if (const auto number = number_of(row, value)) loaded_.settings.*member = static_cast<int>(*number);
  }
  void take_value(const Setting& row, std::size_t Settings::*member, const toml::node& value) {
    if (const auto number = number_of(row, value)) loaded_.settings.*member = static_cast<std::size_t>(*number);
  }
  void take_value(const Setting& row, int Limits::*member, const toml::node& value) {
    if (const auto number = number_of(row, value)) loaded_.settings.limits.*member = static_cast<int>(*number);
  }
  void take_value(const Setting& row, std::size_t Limits::*member, const toml::node& value) {
    if (const auto number = number_of(row, value)) loaded_.settings.limits.*member = static_cast<std::size_t>(*number);
  }
  void take_value(const Setting& row, std::string Settings::*member, const toml::node& value) {
    if (const auto text = text_of(row, value, "a text in quotes")) loaded_.settings.*member = *text;
  }
  void take_value(const Setting& row, fs::path Settings::*member, const toml::node& value) {
    const auto text = text_of(row, value, "a path in quotes");
    if (!text) return;
    const fs::path path = *text;
    const bool as_it_is = path.empty() || path.is_absolute();
    loaded_.settings.*member = as_it_is ? path : (fs::absolute(file_).parent_path() / path).lexically_normal();
  }
  void take_value(const Setting& row, std::vector<std::string> Settings::*member, const toml::node& value) {
    if (!value.is_array()) return wrong_type(row, value, "a list of texts: [\"...\", \"...\"]");
    std::vector<std::string> list;
    for (const toml::node& entry : *value.as_array()) {
      if (const auto text = text_of(row, entry, "a list of texts: [\"...\", \"...\"]")) list.push_back(*text);
    }
    loaded_.settings.*member = std::move(list);
  }

  std::optional<std::string> text_of(const Setting& row, const toml::node& value, const char* wanted) {
    if (!value.is_string()) {
      wrong_type(row, value, wanted);
      return std::nullopt;
    }
    const std::string text = value.as_string()->get();
    const std::string wrong = row.check != nullptr ? row.check(text) : std::string();
    if (!wrong.empty()) mistake(value.source(), name_of(row) + ": " + wrong);
    return wrong.empty() ? std::optional(text) : std::nullopt;
  }

  std::optional<std::int64_t> number_of(const Setting& row, const toml::node& value) {
    if (!value.is_integer()) {
      wrong_type(row, value, "a whole number, without quotes");
      return std::nullopt;
    }
    const std::int64_t number = value.as_integer()->get();
    if (number >= row.least && number <= row.most) return number;
    mistake(value.source(), name_of(row) + " is " + std::to_string(number) + "; it must lie between " +
                                std::to_string(row.least) + " and " + std::to_string(row.most));
    return std::nullopt;
  }

  // Where a setting stands in the file, else the file's beginning.
  toml::source_position place_of(const char* name) const {
    const auto found = places_.find(name);
    return found == places_.end() ? toml::source_position{1, 1} : found->second;
  }

  // What no single value shows, and the defaults that follow from other settings.
  void check_whole() {
    Settings& settings = loaded_.settings;
    const bool named = places_.count("milter.recipients") != 0;
    if (settings.recipients.empty() && !syntax_mistakes_ && (!named || found_.empty())) {
      mistake(place_of("milter.recipients"), "milter.recipients is missing: list the addresses whose mail is handled");
    }
    if (settings.retry_first_seconds > settings.retry_most_seconds) {
      mistake(place_of("reply.retry_first_seconds"), "reply.retry_first_seconds is more than reply.retry_most_seconds");
    }
    if (!settings.smtp_user.empty() && settings.smtp_password_file.empty()) {
      mistake(place_of("reply.smtp_user"), "reply.smtp_user needs reply.smtp_password_file");
    }
    check_forward(settings);
    if (settings.mailbox_addresses.empty()) settings.mailbox_addresses = settings.recipients;
    if (settings.reply_from.empty() && !settings.recipients.empty()) settings.reply_from = settings.recipients.front();
    if (settings.key_file.empty()) settings.key_file = settings.ledger_file.string() + ".key";
  }

  void check_forward(const Settings& settings) {
    if (settings.forward_to.empty() != settings.forward_key.empty()) {
      mistake(place_of(settings.forward_to.empty() ? "forward.key" : "forward.to"),
              "forward.to and forward.key need each other");
    }
    const bool keys = !settings.forward_key.empty() || !settings.reply_sign_key.empty();
    if (keys && settings.gnupg_home.empty()) {
      mistake(place_of(settings.forward_key.empty() ? "reply.sign_key" : "forward.key"),
              "the key is looked for in crypto.gnupg_home, which is missing");
    }
    const auto& own = settings.recipients;
    if (!settings.forward_to.empty() && std::find(own.begin(), own.end(), settings.forward_to) != own.end()) {
      mistake(place_of("forward.to"), "forward.to is one of milter.recipients: the copies would come back");
    }
  }

  fs::path file_;
  LoadedSettings loaded_;
  std::vector<Found> found_;
  std::map<std::string, toml::source_position> places_;
  bool syntax_mistakes_ = false;
};

}  // namespace

LoadedSettings load_settings(const fs::path& file) {
  return SettingsReader(file).read();
}

}  // namespace intake
