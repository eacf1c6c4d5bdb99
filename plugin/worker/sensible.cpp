#include "plugin/worker/sensible.h"

#include <algorithm>

#include "parser/charset.h"

namespace intake {

namespace {

constexpr std::size_t most_word_bytes = 200;    // a rule's id, a reason why a candidate lost
constexpr std::size_t most_value_bytes = 1000;  // a name, a street
constexpr std::size_t most_years = 200;
constexpr std::size_t most_values = 100;  // former names, further codes

// Words of our own: rule ids and fixed reasons.
bool is_word(const std::string& text) {
  return text.size() <= most_word_bytes && is_valid_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return (static_cast<unsigned char>(c)) < ' ' || c == '\x7F';
         });
}

bool is_value(const std::string& text) {
  return text.size() <= most_value_bytes && is_valid_utf8(text) && text.find('\0') == std::string::npos;
}

bool are_values(const std::vector<std::string>& list) {
  return list.size() <= most_values && std::all_of(list.begin(), list.end(), is_value);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// DDMMYYCNNNQ
bool has_shape_of_code(const std::string& code) {
  constexpr std::size_t code_size = 11;
  return code.size() == code_size && std::all_of(code.begin(), code.begin() + 6, is_digit) &&
         std::all_of(code.begin() + 7, code.begin() + 10, is_digit) && is_word(code);
}

bool has_shape_of_phone(const std::string& e164) {
  constexpr std::size_t most_digits = 17;
  return e164.size() > 2 && e164.size() <= most_digits && e164[0] == '+' &&
         std::all_of(e164.begin() + 1, e164.end(), is_digit);
}

bool are_years(const std::vector<int>& years) {
  return years.size() <= most_years && std::is_sorted(years.begin(), years.end()) &&
         std::all_of(years.begin(), years.end(), [](int year) { return year >= 0 && year <= 9999; });
}

// Also what only a picture shows: it is printed for a person.
bool is_shown(const Fact& fact) {
  return fact.status == ItemStatus::given;
}

bool are_facts(const Facts& facts) {
  const bool code = !is_shown(facts.code) || has_shape_of_code(facts.code.code);
  const bool phone = !is_shown(facts.phone) || has_shape_of_phone(facts.phone.e164);
  const bool years = are_years(facts.years.years);
  const bool name = !is_shown(facts.name) || !facts.name.surname.empty() || !facts.name.first_names.empty();
  const bool provider = !is_shown(facts.provider) || !facts.provider.provider.empty();
  return code && phone && years && name && provider && are_values({facts.name.surname, facts.name.first_names}) &&
         are_values(facts.name.former_names) && are_values(facts.code.others) &&
         are_values({facts.provider.provider, facts.provider.route, facts.address.street, facts.address.postal_code,
                     facts.address.locality, facts.code.code, facts.phone.e164});
}

bool are_parts(const std::vector<Part>& parts, std::size_t message_bytes) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    const bool order = part.parent < static_cast<int>(i) && part.parent >= (i == 0 ? -1 : 0) && part.depth >= 0;
    const bool range = part.begin <= part.body_begin && part.body_begin <= part.end;
    const bool inside = part.source > 0 || (part.source == 0 && part.end <= message_bytes);
    if (!order || !range || !inside) return false;
  }
  return !parts.empty() && parts.front().source == 0;
}

bool are_troubles(const Document& document, std::size_t parts) {
  return std::all_of(document.troubles.begin(), document.troubles.end(), [&](const Trouble& trouble) {
    return trouble.part >= 0 && static_cast<std::size_t>(trouble.part) < parts && is_word(trouble.detail);
  });
}

bool are_blocks(const Document& document, std::size_t parts) {
  return std::all_of(document.blocks.begin(), document.blocks.end(), [&](const Block& block) {
    return block.part >= 0 && static_cast<std::size_t>(block.part) < parts && is_valid_utf8(block.text);
  });
}

bool is_candidate(const Candidate& candidate, std::size_t text_bytes) {
  const Span& span = candidate.span;
  return span.begin <= span.end && span.end <= text_bytes && is_word(candidate.rule) && is_word(candidate.why);
}

bool are_candidates(const Facts& facts, std::size_t text_bytes) {
  const auto right = [&](const Candidate& candidate) { return is_candidate(candidate, text_bytes); };
  const auto all_right = [&](Item item) {
    const std::vector<Candidate>& list = facts.of(item).candidates;
    return std::all_of(list.begin(), list.end(), right);
  };
  return std::all_of(all_items.begin(), all_items.end(), all_right) &&
         std::all_of(facts.purpose.candidates.begin(), facts.purpose.candidates.end(), right) &&
         std::all_of(facts.reasons.begin(), facts.reasons.end(),
                     [&](const ReasonFact& reason) { return right(reason.candidate); });
}

// Nothing that was not asked for: a reader cannot put more into the daemon's memory than the question allows.
bool is_verdict_only(const Decision& decision) {
  return decision.message.parts.size() == 1 && decision.document.blocks.empty();
}

}  // namespace

bool is_sensible(const Decision& decision, std::size_t message_bytes, Detail detail) {
  if (detail == Detail::verdict && !is_verdict_only(decision)) return false;
  const std::size_t parts = decision.message.parts.size();
  const std::size_t text_bytes = Text(decision.document).bytes().size();
  return are_marks(decision.marks) && are_parts(decision.message.parts, message_bytes) && are_troubles(decision.document, parts) &&
         are_blocks(decision.document, parts) && are_facts(decision.verdict.facts) &&
         are_candidates(decision.verdict.facts, text_bytes);
}

}  // namespace intake
