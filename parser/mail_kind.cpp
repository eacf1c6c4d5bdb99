#include "parser/mail_kind.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "parser/clean_text.h"
#include "parser/header_words.h"
#include "parser/quote_lines.h"

namespace intake {
namespace {

// "auto-replied (vacation); owner-email=…" -> "auto-replied"
std::string keyword_of(std::string_view value) {
  std::string keyword;
  int comment = 0;
  for (const char c : small_letters(value)) {
    if (c == '(') ++comment;
    if (c == ';' && comment == 0) break;
    if (comment == 0 && c != ' ' && c != '\t') keyword += c;
    if (c == ')' && comment > 0) --comment;
  }
  return keyword;
}

bool says_yes(const Message& message, const char* name) {
  const auto values = message.headers(name);
  return std::any_of(values.begin(), values.end(), [](const std::string& value) {
    const std::string keyword = keyword_of(value);
    return keyword != "no" && keyword != "false" && !keyword.empty();
  });
}

// Exchange marks its out-of-office notices by their Subject only.
bool has_auto_reply_subject(const Message& message) {
  constexpr auto beginnings = std::to_array<std::string_view>(
      {"automaattinen vastaus:", "automaattivastaus", "automatic reply:", "autoreply:", "auto reply:", "out of office:",
       "autosvar:", "automatiskt svar:", "frånvaro:", "poissa:", "poissaoloviesti", "lomavastaus",
       "automatische antwort:"});
  const std::string subject = small_letters(clean_line(decode_header_words(message.header("Subject"))));
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return subject.compare(0, beginning.size(), beginning) == 0; });
}

// The length of a prefix of answers and forwards at the beginning of a Subject in small letters; 0 where there is none.
std::size_t prefix_size(std::string_view subject) {
  constexpr auto prefixes =
      std::to_array<std::string_view>({"re:", "vs:", "sv:", "vl:", "vb:", "fwd:", "fw:", "aw:", "wg:"});
  for (const std::string_view prefix : prefixes) {
    if (subject.substr(0, prefix.size()) == prefix) return prefix.size();
  }
  return 0;
}

}  // namespace

bool repeats_auto_reply(std::string_view subject) {
  constexpr auto own =
      std::to_array<std::string_view>({"automaattinen vastaus", "automatiskt svar", "automatic reply"});
  const std::string small = small_letters(subject);
  std::string_view rest = small;
  for (std::size_t size = prefix_size(rest); size > 0; size = prefix_size(rest)) {
    rest.remove_prefix(size);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  }
  return rest.size() < small.size() && std::any_of(own.begin(), own.end(), [&](std::string_view words) {
           return rest.substr(0, words.size()) == words;
         });
}

bool is_report(const Message& message) {
  if (message.parts.empty()) return false;
  const std::string& type = message.parts.front().media_type;
  return type == "multipart/report" || type == "message/delivery-status" || type == "message/disposition-notification";
}

bool is_auto_replied(const Message& message) {
  const auto submitted = message.headers("Auto-Submitted");
  const bool replied = std::any_of(submitted.begin(), submitted.end(),
                                   [](const std::string& value) { return keyword_of(value) == "auto-replied"; });
  return replied || says_yes(message, "X-Autoreply") || says_yes(message, "X-Autorespond") ||
         says_yes(message, "X-Autoresponse") || keyword_of(message.header("Precedence")) == "auto_reply" ||
         has_auto_reply_subject(message);
}

bool is_list_mail(const Message& message) {
  return message.has_header("List-Id") || message.has_header("List-Unsubscribe");
}

}  // namespace intake
