#include "plugin/ledger/ledger_rows.h"

#include <array>
#include <charconv>

namespace intake {

std::string_view name_of(MailKind kind) {
  static constexpr std::array<std::string_view, 3> names = {"question", "receipt", "forward"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(MailState state) {
  static constexpr std::array<std::string_view, 5> names = {"pending", "held", "withdrawn", "sent", "failed"};
  return names.at(static_cast<std::size_t>(state));
}

std::int64_t number_in(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Case case_of(const SqlRow& row) {
  Case c;
  c.token = row.at(0);
  c.sender_hash = row.at(1);
  c.code_hash = row.at(2);
  c.language = row.at(3);
  c.route = row.at(4);
  c.given = items_of(row.at(5));
  c.reasons = row.at(6);
  c.first_at = number_in(row.at(7));
  c.last_at = number_in(row.at(8));
  c.asked = static_cast<int>(number_in(row.at(9)));
  c.last_question = row.at(10);
  c.last_asked_at = number_in(row.at(11));
  c.completed_at = number_in(row.at(12));
  c.closed_at = number_in(row.at(13));
  c.version = number_in(row.at(14));
  return c;
}

std::vector<Case> all_cases(const SqlRows& rows) {
  std::vector<Case> cases;
  for (const SqlRow& row : rows.rows) cases.push_back(case_of(row));
  return cases;
}

FiledMessage message_of(const SqlRow& row) {
  FiledMessage message;
  message.hash = row.at(0);
  message.text_hash = row.at(1);
  message.token = row.at(2);
  message.related = row.at(3);
  message.status = row.at(4);
  message.ask = row.at(5);
  message.review = row.at(6);
  message.withheld = row.at(7);
  message.reply_queued = number_in(row.at(8)) != 0;
  message.withdrawn = number_in(row.at(9)) != 0;
  return message;
}

SqlValues message_values(const FiledMessage& m, std::int64_t at) {
  return {m.hash, m.text_hash, m.token, m.related, m.status, m.ask, m.review, m.withheld, std::int64_t{m.reply_queued},
          at};
}

SqlValues new_case_values(const Case& c) {
  return {c.token,           c.sender_hash,   c.code_hash,    c.language, c.route,
          words_of(c.given), c.reasons,       c.first_at,     c.last_at,  std::int64_t{c.asked},
          c.last_question,   c.last_asked_at, c.completed_at, c.closed_at};
}

SqlValues changed_case_values(const Case& c) {
  return {
      c.code_hash,     c.language,      c.route,        words_of(c.given), c.reasons, c.last_at, std::int64_t{c.asked},
      c.last_question, c.last_asked_at, c.completed_at, c.closed_at,       c.token,   c.version};
}

SqlValues mail_values(const Filing& filing, const OutgoingMail& mail) {
  return {filing.message.hash,
          filing.the_case.token,
          filing.the_case.sender_hash,
          std::string(name_of(mail.kind)),
          mail.recipient,
          SqlBytes{mail.bytes},
          mail.message_id,
          filing.at,
          mail.not_before,
          filing.at};
}

SqlValues four_of(const std::vector<std::string>& hashes) {
  SqlValues values;
  for (std::size_t i = 0; i < 4; ++i) {
    values.emplace_back(hashes.empty() ? std::string() : hashes.at(std::min(i, hashes.size() - 1)));
  }
  return values;
}

std::string words_of(const std::vector<Item>& items) {
  std::string out;
  for (const Item item : items) out.append(out.empty() ? "" : ",").append(name_of(item));
  return out;
}

std::vector<Item> items_of(const std::string& words) {
  std::vector<Item> items;
  for (const Item item : all_items) {
    if (("," + words + ",").find("," + std::string(name_of(item)) + ",") != std::string::npos) items.push_back(item);
  }
  return items;
}

}  // namespace intake
