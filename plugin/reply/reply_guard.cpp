#include "plugin/reply/reply_guard.h"

#include <algorithm>
#include <array>

#include "parser/header_words.h"
#include "parser/lines.h"
#include "plugin/cases/case_token.h"
#include "plugin/mail/mail_address.h"
#include "plugin/reply/authentication_results.h"

namespace intake {

namespace {

using std::string_view;

// Calls `test` with the value of every field of that name; true as soon as one passes.
template <typename Test>
bool any_field(const GuardInput& input, string_view name, Test test) {
  return std::any_of(input.headers.begin(), input.headers.end(), [&](const HeaderField& field) {
    return equals_ignoring_case(trim_blanks(field.name), name) && test(string_view(field.value));
  });
}

template <std::size_t Count>
bool has_any_field(const GuardInput& input, const std::array<string_view, Count>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](string_view name) { return any_field(input, name, [](string_view) { return true; }); });
}

// The value without comments and parameters, lower case: `No (human); x=y` is "no".
std::string keyword_of(string_view value) {
  std::string out;
  int depth = 0;
  for (std::size_t at = 0; at < value.size() && !(depth == 0 && value[at] == ';'); ++at) {
    const char c = value[at];
    if (c == '\\' && depth > 0) {
      ++at;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && depth > 0) {
      --depth;
    } else if (depth == 0) {
      out += c;
    }
  }
  return lower_ascii(trim_blanks(out));
}

// Words of a value, separated by anything that is no letter, digit, "-" or "_".
bool has_word(string_view value, std::initializer_list<string_view> words) {
  const std::string lower = lower_ascii(value);
  std::string word;
  for (std::size_t at = 0; at <= lower.size(); ++at) {
    const char c = at < lower.size() ? lower[at] : ' ';
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
      word += c;
      continue;
    }
    if (std::find(words.begin(), words.end(), word) != words.end()) return true;
    word.clear();
  }
  return false;
}

bool is_own(const GuardInput& input, string_view address) {
  const std::string wanted = comparable_address(address);
  return !wanted.empty() && std::any_of(input.own_addresses.begin(), input.own_addresses.end(),
                                        [&](const std::string& own) { return comparable_address(own) == wanted; });
}

bool names_own_address(const GuardInput& input, string_view field) {
  const std::vector<std::string> addresses = addresses_in(field);
  return std::any_of(addresses.begin(), addresses.end(),
                     [&](const std::string& address) { return is_own(input, address); });
}

bool null_sender(const GuardInput& input) {
  return trim_blanks(input.envelope_from).empty() || input.envelope_from == "<>";
}

bool own_mail(const GuardInput& input) {
  if (is_own(input, input.envelope_from)) return true;
  return any_field(input, "From", [&](string_view value) { return names_own_address(input, value); }) ||
         any_field(input, "Sender", [&](string_view value) { return names_own_address(input, value); });
}

// Our own mark came back, or a mark that others set for the same purpose.
bool loop(const GuardInput& input) {
  if (any_field(input, "X-Intake-Loop", [](string_view) { return true; })) return true;
  const auto is_ours = [](string_view id) {
    return trim_blanks(id).substr(0, 6) == "<case." && !find_case_tokens(id).empty();
  };
  if (any_field(input, "Message-ID", is_ours)) return true;
  return any_field(input, "X-Loop", [&](string_view value) {
    return names_own_address(input, value) || has_word(value, {"yes", "true", "1"});
  });
}

bool auto_submitted(const GuardInput& input) {
  return any_field(input, "Auto-Submitted", [](string_view value) { return keyword_of(value) != "no"; });
}

bool report(const GuardInput& input) {
  const bool typed = any_field(input, "Content-Type", [](string_view value) {
    const std::string type = keyword_of(value);
    return type == "multipart/report" || type == "message/delivery-status" ||
           type == "message/disposition-notification" || type == "message/feedback-report";
  });
  return typed || has_any_field<1>(input, {"X-Failed-Recipients"});
}

bool list_mail(const GuardInput& input) {
  return has_any_field<10>(
      input, {"List-Id", "List-Help", "List-Subscribe", "List-Unsubscribe", "List-Post", "List-Owner", "List-Archive",
              "List-Unsubscribe-Post", "Mailing-List", "X-Mailing-List"});
}

bool bulk(const GuardInput& input) {
  const auto tells = [](string_view value) {
    return has_word(value, {"bulk", "list", "junk", "auto_reply", "auto-reply"});
  };
  return any_field(input, "Precedence", tells) || any_field(input, "X-Precedence", tells);
}

// Exchange sets this on mail of people too (None, DR, RN ...): only these three words ask for no automatic answer.
bool auto_response_suppress(const GuardInput& input) {
  return any_field(input, "X-Auto-Response-Suppress", [](string_view value) {
    return has_word(value, {"all", "oof", "autoreply"});
  });
}

bool auto_headers(const GuardInput& input) {
  static constexpr std::array<string_view, 13> names = {
      "X-Autoreply",       "X-Auto-Reply",     "X-Mail-Autoreply",      "X-Autoreply-From",
      "X-Auto-Reply-From", "X-Autorespond",    "X-Autoresponse",        "X-Autoresponder",
      "X-Autogenerated",   "X-Auto-Generated", "X-FC-Machinegenerated", "X-MS-Exchange-Inbox-Rules-Loop",
      "X-No-Loop"};
  const bool marked = std::any_of(names.begin(), names.end(), [&](string_view name) {
    return any_field(input, name, [](string_view value) {
      const std::string word = keyword_of(value);
      return word != "no" && word != "false" && word != "0";
    });
  });
  return marked ||
         any_field(input, "X-POST-MessageClass", [](string_view value) { return has_word(value, {"autoresponder"}); });
}

// Mail programs begin an absence notice like this, with the colon; a person's answer to one begins with "Re:".
bool auto_subject(const GuardInput& input) {
  static constexpr std::array<string_view, 14> beginnings = {"automatic reply:",
                                                             "automaattinen vastaus:",
                                                             "autosvar:",
                                                             "automatiskt svar:",
                                                             "auto:",
                                                             "autoreply:",
                                                             "auto reply:",
                                                             "auto-reply:",
                                                             "out of office",
                                                             "poissaolo:",
                                                             "poissaoloviesti",
                                                             "poissaoloilmoitus",
                                                             "fr\xC3\xA5nvaro:",
                                                             "fr\xC3\xA5nvaromeddelande"};
  return any_field(input, "Subject", [](string_view value) {
    const std::string decoded = decode_header_words(value);
    const std::string subject = lower_ascii(trim_blanks(decoded));
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](string_view one) { return subject.compare(0, one.size(), one) == 0; });
  });
}

bool is_system_local_part(const std::string& local) {
  static constexpr std::array<string_view, 11> whole = {"mailer-daemon", "mailerdaemon", "mail-daemon", "postmaster",
                                                        "abuse",         "root",         "listserv",    "majordomo",
                                                        "mailman",       "nobody",       "daemon"};
  static constexpr std::array<string_view, 16> beginnings = {
      "noreply",      "no-reply",   "no_reply",    "no.reply",      "donotreply", "do-not-reply",
      "do_not_reply", "dont-reply", "eivastausta", "ei-vastausta",  "svarainte",  "svara-inte",
      "owner-",       "bounce-",    "bounces-",    "mailer-daemon-"};
  if (local == "bounce" || local == "bounces" || std::find(whole.begin(), whole.end(), local) != whole.end())
    return true;
  const bool begins = std::any_of(beginnings.begin(), beginnings.end(),
                                  [&](string_view one) { return local.compare(0, one.size(), one) == 0; });
  const auto ends = [&](string_view tail) {
    return local.size() > tail.size() && local.compare(local.size() - tail.size(), tail.size(), tail) == 0;
  };
  return begins || ends("-request") || ends("-bounces") || ends("-noreply") || ends("-owner");
}

bool system_sender(const GuardInput& input) {
  const auto is_system = [](string_view address) {
    return is_system_local_part(std::string(local_part(comparable_address(address))));
  };
  return is_system(input.envelope_from) || any_field(input, "From", [&](string_view value) {
           const std::vector<std::string> addresses = addresses_in(value);
           return std::any_of(addresses.begin(), addresses.end(), is_system);
         });
}

bool not_addressed(const GuardInput& input) {
  static constexpr std::array<string_view, 8> names = {"To",        "Cc",         "Bcc",          "Resent-To",
                                                       "Resent-Cc", "Resent-Bcc", "Delivered-To", "X-Original-To"};
  if (input.own_addresses.empty()) return false;
  if (std::any_of(input.recipients.begin(), input.recipients.end(),
                  [&](const std::string& one) { return is_own(input, one); })) {
    return false;
  }
  return std::none_of(names.begin(), names.end(), [&](string_view name) {
    return any_field(input, name, [&](string_view value) { return names_own_address(input, value); });
  });
}

bool several_from(const GuardInput& input) {
  std::size_t count = 0;
  any_field(input, "From", [&](string_view value) {
    count += std::max<std::size_t>(addresses_in(value).size(), 1);
    return false;
  });
  return count > 1;
}

bool unauthenticated(const GuardInput& input) {
  if (input.authentication_hosts.empty()) return false;
  std::vector<std::string> fields;
  any_field(input, "Authentication-Results", [&](string_view value) {
    fields.emplace_back(value);
    return false;
  });
  return !is_authenticated(fields, input.authentication_hosts, domain_of(comparable_address(input.envelope_from)));
}

bool unusable_sender(const GuardInput& input) {
  return !is_answerable_address(input.envelope_from);
}

}  // namespace

const std::vector<Refusal>& refusals() {
  static const std::vector<Refusal> table = {
      {"null_sender", null_sender},
      {"own_mail", own_mail},
      {"loop", loop},
      {"auto_submitted", auto_submitted},
      {"report", report},
      {"list_mail", list_mail},
      {"bulk", bulk},
      {"auto_response_suppress", auto_response_suppress},
      {"auto_headers", auto_headers},
      {"auto_subject", auto_subject},
      {"system_sender", system_sender},
      {"not_addressed", not_addressed},
      {"several_from", several_from},
      {"unusable_sender", unusable_sender},
      {"unauthenticated", unauthenticated},
  };
  return table;
}

std::optional<std::string> reason_not_to_reply(const GuardInput& input) {
  for (const Refusal& refusal : refusals()) {
    if (refusal.holds(input)) return refusal.name;
  }
  return std::nullopt;
}

std::string envelope_sender_from(const std::vector<HeaderField>& headers) {
  const auto first = [&](string_view name) {
    return std::find_if(headers.begin(), headers.end(),
                        [&](const HeaderField& field) { return equals_ignoring_case(trim_blanks(field.name), name); });
  };
  auto field = first("Return-Path");
  if (field == headers.end()) field = first("From");
  if (field == headers.end()) return {};
  const std::vector<std::string> addresses = addresses_in(field->value);
  return addresses.empty() ? std::string() : addresses.front();
}

}  // namespace intake
