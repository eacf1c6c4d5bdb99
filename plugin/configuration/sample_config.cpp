// The annotated sample of --print-config and packaging/intake-milter.toml, and the reload's comparison: both walk the
// table.
#include <sstream>

#include "plugin/configuration/settings.h"

namespace intake {

namespace {

constexpr std::size_t sample_columns = 100;

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

struct DefaultText {
  const Settings& d;
  std::string operator()(bool Settings::*m) const { return d.*m ? "true" : "false"; }
  std::string operator()(int Settings::*m) const { return std::to_string(d.*m); }
  std::string operator()(std::size_t Settings::*m) const { return std::to_string(d.*m); }
  std::string operator()(int Limits::*m) const { return std::to_string(d.limits.*m); }
  std::string operator()(std::size_t Limits::*m) const { return std::to_string(d.limits.*m); }
  std::string operator()(std::string Settings::*m) const { return quoted(d.*m); }
  std::string operator()(std::filesystem::path Settings::*m) const { return quoted((d.*m).string()); }
  std::string operator()(std::vector<std::string> Settings::*m) const {
    std::string out;
    for (const std::string& entry : d.*m) out += (out.empty() ? "" : ", ") + quoted(entry);
    return "[" + out + "]";
  }
};

void put_comment(std::ostream& out, const std::string& text) {
  std::istringstream words(text);
  std::string line = "#";
  for (std::string word; words >> word;) {
    if (line.size() + word.size() + 1 > sample_columns) {
      out << line << "\n";
      line = "#";
    }
    line += " " + word;
  }
  out << line << "\n";
}

bool is_empty(const std::string& text) {
  return text == "\"\"" || text == "[]";
}

// The one setting without which nothing works; every other line of the sample is the default, or an example behind a #.
bool must_be_given(const Setting& row) {
  return std::string("milter.recipients") == std::string(row.section) + "." + row.key;
}

void put_row(std::ostream& out, const Setting& row) {
  put_comment(out, whole_documentation(row));
  const std::string value = row.sample != nullptr ? row.sample : default_value(row);
  const bool in_use = must_be_given(row) || !is_empty(default_value(row));
  out << (in_use ? "" : "# ") << row.key << " = " << value << "\n";
}

// One comparison and one copy for each type of value.
struct Same {
  const Settings& a;
  const Settings& b;
  template <typename T>
  bool operator()(T Settings::*m) const {
    return a.*m == b.*m;
  }
  template <typename T>
  bool operator()(T Limits::*m) const {
    return a.limits.*m == b.limits.*m;
  }
};

struct Copy {
  const Settings& from;
  Settings& to;
  template <typename T>
  void operator()(T Settings::*m) const {
    to.*m = from.*m;
  }
  template <typename T>
  void operator()(T Limits::*m) const {
    to.limits.*m = from.limits.*m;
  }
};

}  // namespace

std::string default_value(const Setting& row) {
  static const Settings defaults;
  return std::visit(DefaultText{defaults}, row.target);
}

std::string whole_documentation(const Setting& row) {
  std::string text = row.documentation;
  if (row.most > 0) text += "; " + std::to_string(row.least) + " to " + std::to_string(row.most);
  if (!row.reloadable) text += " (needs a restart)";
  return text;
}

std::string sample_configuration() {
  std::ostringstream out;
  put_comment(out,
              "intake-milter: every setting with its default. Lines that stay as they are may be left out; "
              "relative paths are relative to this file's folder. intake-milter -n checks it.");
  std::string section;
  for (const Setting& row : settings_table()) {
    if (section != row.section) out << "\n[" << (section = row.section) << "]\n";
    put_row(out, row);
  }
  return out.str();
}

std::vector<std::string> settings_that_need_a_restart(const Settings& running, const Settings& wanted) {
  std::vector<std::string> names;
  for (const Setting& row : settings_table()) {
    if (row.reloadable || std::visit(Same{running, wanted}, row.target)) continue;
    names.push_back(std::string(row.section) + "." + row.key);
  }
  return names;
}

Settings settings_after_reload(const Settings& running, Settings wanted) {
  for (const Setting& row : settings_table()) {
    if (!row.reloadable) std::visit(Copy{running, wanted}, row.target);
  }
  return wanted;
}

}  // namespace intake
