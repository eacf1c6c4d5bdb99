#include "plugin/configuration/setting_checks.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "plugin/configuration/socket_spec.h"

namespace intake {

namespace {

constexpr std::size_t longest_address = 254;  // RFC 5321 4.5.3.1 and its erratum 1690
constexpr std::size_t longest_key_id = 32;    // keeps X-Intake-Seal on one line

bool only(const std::string& text, std::string_view also) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || also.find(c) != also.npos;
  });
}

template <std::size_t Size>
std::string one_of(const std::string& value, const std::array<const char*, Size>& known) {
  std::string list;
  for (const char* word : known) {
    if (value == word) return {};
    list.append(list.empty() ? "" : ", ").append(word);
  }
  return "'" + value + "' is not known; use one of: " + list;
}

}  // namespace

std::string check_address(const std::string& value) {
  const std::size_t at = value.rfind('@');
  const bool whole = at != std::string::npos && at > 0 && at + 1 < value.size() && value.size() <= longest_address;
  if (whole && only(value, "@.!#$%&'*+/=?^_`{|}~-") && value.find('@') == at) return {};
  return "'" + value + "' is no mail address; write it as local@domain, without brackets or a name";
}

std::string check_phone(const std::string& value) {
  const bool digits = value.size() >= 8 && value.size() <= 16 && value.find_first_not_of("0123456789", 1) == value.npos;
  if (digits && value.front() == '+') return {};
  return "'" + value + "' is no international number; write +, country code and number, only digits: +358201234567";
}

std::string check_socket(const std::string& value) {
  const ParsedSocket parsed = parse_socket(value);
  return parsed.spec ? std::string() : parsed.mistake;
}

std::string check_mode(const std::string& value) {
  if (value.size() >= 3 && value.size() <= 4 && value.find_first_not_of("01234567") == value.npos) return {};
  return "'" + value + "' is no file mode; write three or four octal digits, for example \"0660\"";
}

std::string check_smtp_url(const std::string& value) {
  for (const std::string_view scheme : {"smtp://", "smtps://"}) {
    const bool fits = value.rfind(scheme, 0) == 0 && value.size() > scheme.size();
    if (fits && only(value.substr(scheme.size()), ".:[]-_")) return {};
  }
  return "'" + value + "' is no mail server; write smtp://host:port or smtps://host:port";
}

std::string check_tls(const std::string& value) {
  return one_of<3>(value, {"never", "try", "always"});
}
std::string check_log_level(const std::string& value) {
  return one_of<3>(value, {"error", "warning", "info"});
}
std::string check_log_target(const std::string& value) {
  return one_of<3>(value, {"auto", "stderr", "syslog"});
}

std::string check_listen(const std::string& value) {
  const std::size_t colon = value.rfind(':');
  const bool has_port = colon != value.npos && colon > 0 && colon + 1 < value.size() && value.size() - colon <= 6 &&
                        value.find_first_not_of("0123456789", colon + 1) == value.npos;
  if (value.empty() || (has_port && only(value.substr(0, colon), ".:[]"))) return {};
  return "'" + value + "' is no address to listen at; write address:port, for example 127.0.0.1:9467";
}

std::string check_key_id(const std::string& value) {
  if (!value.empty() && value.size() <= longest_key_id && only(value, "._-")) return {};
  return "'" + value + "' cannot name a key; use 1 to 32 letters, digits, dots, dashes and underscores";
}

std::string check_fingerprint(const std::string& value) {
  const auto digits = std::count_if(value.begin(), value.end(), [](char c) { return c != ' '; });
  const bool hex = std::all_of(value.begin(), value.end(), [](char c) {
    return c == ' ' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
  if (value.empty() || (hex && (digits == 40 || digits == 64))) return {};
  return "is no fingerprint of 40 or 64 hexadecimal digits; intakectl keys check shows those of the home";
}

std::string check_not_empty(const std::string& value) {
  return value.empty() ? "must not be empty; give a value or leave the line out" : std::string();
}

}  // namespace intake
