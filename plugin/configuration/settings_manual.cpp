// The manual page intake-milter.toml(5), from the settings table: `intake-milter --print-manual` prints it,
// packaging/man holds it, and a test compares the two.
#include <sstream>

#include "plugin/configuration/settings.h"

namespace intake {

namespace {

// man(7): "\-" is the minus that can be copied from the screen; a dot or apostrophe must not begin a line.
std::string roff(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '"') {
      out += "\\(dq";
    } else if (c == '\'') {
      out += "\\(aq";
    } else {
      out += c;
    }
  }
  return out;
}

std::string sentence(const std::string& text) {
  std::string out = text;
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z')
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out + ".";
}

struct TypeInWords {
  const char* operator()(bool Settings::*) const { return "true or false"; }
  const char* operator()(std::string Settings::*) const { return "text"; }
  const char* operator()(std::filesystem::path Settings::*) const { return "path"; }
  const char* operator()(std::vector<std::string> Settings::*) const { return "list of texts"; }
  template <typename Number>
  const char* operator()(Number) const {
    return "number";
  }
};

void put_setting(std::ostream& out, const Setting& row) {
  const std::string value = default_value(row);
  const bool none = value == "\"\"" || value == "[]";
  out << ".TP\n\\fB" << roff(row.key) << "\\fR (" << std::visit(TypeInWords{}, row.target)
      << (none ? "" : "; default " + roff(value)) << ")\n"
      << roff(sentence(whole_documentation(row))) << "\n";
}

constexpr const char* beginning =
    R"(.\" Made by `intake-milter --print-manual` from plugin/configuration/settings_table.cpp; change it there.
.TH INTAKE\-MILTER.TOML 5 "" intake\-milter "File formats"
.SH NAME
intake\-milter.toml \- configuration of intake\-milter and intakectl
.SH SYNOPSIS
.I /etc/intake\-milter/intake\-milter.toml
.SH DESCRIPTION
The file is TOML: sections in brackets, one setting a line, texts in double quotes, lists in brackets, comments after #.
Only
.B milter.recipients
must be there. Relative paths are relative to the file's folder.
.PP
.B intake\-milter \-n
checks it and names every mistake with its line.
.B intake\-milter \-\-print\-config
prints a file with every setting.
.PP
A reload (SIGUSR1, SIGHUP,
.BR "systemctl reload intake\-milter" )
takes everything but what is marked
.IR "needs a restart" .
When the new file has mistakes, all of them are logged and the old configuration stays.
.SH SETTINGS
)";

constexpr const char* end = R"(.SH EXAMPLE
.nf
[milter]
recipients = [\(dqtietopyynnot@kela.example\(dq]
socket = \(dqunix:/var/spool/postfix/intake\-milter/intake.sock\(dq

[reply]
smtp_url = \(dqsmtp://127.0.0.1:10026\(dq
.fi
.SH SEE ALSO
.BR intake\-milter (8),
.BR intakectl (1)
)";

}  // namespace

std::string settings_manual() {
  std::ostringstream out;
  out << beginning;
  std::string section;
  for (const Setting& row : settings_table()) {
    if (section != row.section) out << ".SS [" << (section = row.section) << "]\n";
    put_setting(out, row);
  }
  out << end;
  return out.str();
}

}  // namespace intake
