// What a text in the configuration must look like, one function per kind; rows of the settings table name them.
// Each returns an empty string when the value is good, else what is wrong and what to do. Pure, thread-safe.
#pragma once

#include <string>

namespace intake {

using SettingCheck = std::string (*)(const std::string& value);

std::string check_address(const std::string& value);      // local@domain, ASCII, no brackets
std::string check_phone(const std::string& value);        // +358401234567 (E.164)
std::string check_socket(const std::string& value);       // socket_spec.h
std::string check_mode(const std::string& value);         // "0660"
std::string check_smtp_url(const std::string& value);     // smtp://host:port
std::string check_tls(const std::string& value);          // never, try, always
std::string check_log_level(const std::string& value);    // error, warning, info
std::string check_log_target(const std::string& value);   // auto, stderr, syslog
std::string check_listen(const std::string& value);       // 127.0.0.1:9467 or [::1]:9467; empty is off
std::string check_key_id(const std::string& value);       // a word that fits into a header field
std::string check_fingerprint(const std::string& value);  // 40 or 64 hexadecimal digits, blanks allowed
std::string check_not_empty(const std::string& value);

}  // namespace intake
