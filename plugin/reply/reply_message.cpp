#include "plugin/reply/reply_message.h"

#include <algorithm>

#include "parser/lines.h"
#include "plugin/mail/mail_address.h"
#include "plugin/mail/mail_date.h"
#include "plugin/mail/quoted_printable.h"

namespace intake {

namespace {

constexpr std::size_t most_references = 20;  // ids: the field stays short however long a thread is
constexpr std::size_t longest_id =
    250;  // characters: a folded line of References stays under the 998 of RFC 5322 2.1.1

// RFC 5322 msg-id, without quoted and obsolete forms: <left@right>, printable ASCII without blanks and brackets.
bool is_message_id(std::string_view id) {
  if (id.size() < 5 || id.size() > longest_id || id.front() != '<' || id.back() != '>') return false;
  const std::string_view inside = id.substr(1, id.size() - 2);
  const std::size_t sign = inside.find('@');
  return sign != std::string_view::npos && sign > 0 && sign + 1 < inside.size() &&
         std::all_of(inside.begin(), inside.end(), [](char c) { return c > ' ' && c < 0x7F && c != '<' && c != '>'; });
}

std::vector<std::string> ids_of(const std::vector<HeaderField>& headers, std::string_view name) {
  for (const HeaderField& field : headers) {
    if (equals_ignoring_case(trim_blanks(field.name), name)) return message_ids_in(field.value);
  }
  return {};
}

// RFC 5322 3.6.4: the References of the message answered, or else its In-Reply-To where that is one id; then its own
// id. Of a long thread the first id and the latest ones stay.
std::vector<std::string> references_for(const std::vector<HeaderField>& answered, const std::string& answered_id) {
  std::vector<std::string> references = ids_of(answered, "References");
  if (references.empty()) {
    references = ids_of(answered, "In-Reply-To");
    if (references.size() != 1) references.clear();
  }
  references.push_back(answered_id);
  if (references.size() > most_references) {
    references.erase(references.begin() + 1, references.end() - static_cast<std::ptrdiff_t>(most_references - 1));
  }
  return references;
}

// RFC 5322 phrase: bare words, a quoted string, or encoded words.
std::string display_name(const std::string& name) {
  const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return c >= ' ' && c < 0x7F; });
  if (!ascii) return encoded_words(name);
  std::string quoted;
  for (const char c : name) quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return "\"" + quoted + "\"";
}

// The token stays outside the encoded words, so that it can be found whatever a mail program does to them.
std::string subject_of(const ReplyText& text, const std::string& token) {
  return header_text(text.subject) + " [" + token + "]";
}

class HeaderWriter {
 public:
  void add(const std::string& name, const std::string& value) { out_ += name + ": " + value + "\r\n"; }
  void add_ids(const std::string& name, const std::vector<std::string>& ids) {
    std::string value;
    for (const std::string& id : ids) value += (value.empty() ? "" : "\r\n ") + id;
    add(name, value);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

bool is_plain_word(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (lower_ascii(c) >= 'a' && lower_ascii(c) <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
}

std::string unusable(const ReplyEnvelope& envelope, const ReplyText& text) {
  if (!is_answerable_address(envelope.recipient)) return "the sender's address cannot be answered";
  if (!is_answerable_address(envelope.from)) return "reply.from is no plain mail address; correct the configuration";
  if (!is_plain_word(envelope.case_token) || !is_plain_word(envelope.random))
    return "case token or random part of the Message-ID is not plain";
  if (has_control(text.subject) || has_control(text.mailbox_name) || has_control(text.content_language)) {
    return "subject or mailbox_name in rules/replies holds a control character";
  }
  return {};
}

}  // namespace

std::vector<std::string> message_ids_in(std::string_view field) {
  std::vector<std::string> ids;
  for (std::size_t at = field.find('<'); at != std::string_view::npos; at = field.find('<', at + 1)) {
    const std::size_t end = field.find_first_of("<>", at + 1);
    if (end == std::string_view::npos) break;
    const std::string_view id = field.substr(at, end - at + 1);
    if (is_message_id(id)) ids.emplace_back(id);
  }
  return ids;
}

Result<ReplyMessage> make_reply_message(const ReplyEnvelope& envelope, const ReplyText& text,
                                        const std::vector<HeaderField>& answered, const SealEntity& seal) {
  const std::string trouble = unusable(envelope, text);
  if (!trouble.empty()) return Result<ReplyMessage>::failure(trouble);
  ReplyMessage reply;
  reply.message_id =
      "<case." + envelope.case_token + "." + envelope.random + "@" + std::string(domain_of(envelope.from)) + ">";
  HeaderWriter header;
  header.add("Date", mail_date(envelope.date));
  header.add("From", display_name(text.mailbox_name) + " <" + envelope.from + ">");
  header.add("To", envelope.recipient);
  header.add("Subject", subject_of(text, envelope.case_token));
  header.add("Message-ID", reply.message_id);
  const std::vector<std::string> answered_ids = ids_of(answered, "Message-ID");
  if (!answered_ids.empty()) {
    header.add("In-Reply-To", answered_ids.front());
    header.add_ids("References", references_for(answered, answered_ids.front()));
  }
  header.add("Auto-Submitted", "auto-replied");
  header.add("Precedence", "bulk");
  header.add("X-Auto-Response-Suppress", "All");
  header.add("X-Intake-Loop", envelope.from);
  header.add("Content-Language", text.content_language);
  header.add("MIME-Version", "1.0");
  const std::string entity =
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
      quoted_printable(text.body);
  reply.bytes = header.take() + (seal ? seal(entity) : entity);
  return reply;
}

}  // namespace intake
