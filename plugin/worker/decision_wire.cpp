#include "plugin/worker/decision_wire.h"

#include "plugin/worker/sensible.h"
#include "plugin/worker/wire.h"

namespace intake {

namespace {

// Candidates of one item that are shown: hostile text may have thousands.
constexpr std::size_t most_candidates = 500;

}  // namespace

constexpr Detail last_of(Detail) {
  return Detail::whole;
}
constexpr TroubleKind last_of(TroubleKind) {
  return TroubleKind::crypto_fault;
}
constexpr Crypto last_of(Crypto) {
  return Crypto::bad_signature;
}
constexpr Role last_of(Role) {
  return Role::form_field;
}
constexpr Author last_of(Author) {
  return Author::mailbox;
}
constexpr ItemStatus last_of(ItemStatus) {
  return ItemStatus::given;
}
constexpr Language last_of(Language) {
  return Language::en;
}
constexpr Reason last_of(Reason) {
  return Reason::limit;
}

template <typename Wire, Is<Question> T>
void members(Wire& wire, T& question) {
  wire(question.raw.envelope_from, question.raw.recipients, question.raw.bytes, question.detail, question.pictures);
}

template <typename Wire, Is<Trouble> T>
void members(Wire& wire, T& trouble) {
  wire(trouble.kind, trouble.part, trouble.detail);
}

template <typename Wire, Is<HeaderField> T>
void members(Wire& wire, T& field) {
  wire(field.name, field.value);
}

template <typename Wire, Is<Part> T>
void members(Wire& wire, T& part) {
  wire(part.parent, part.depth, part.media_type, part.disposition, part.filename, part.headers);
  wire(part.begin, part.body_begin, part.end, part.source);
  wire(part.opened, part.opened_payload, part.protected_by_encryption, part.inside_signature);
}

template <typename Wire, Is<Block> T>
void members(Wire& wire, T& block) {
  wire(block.role, block.author, block.part, block.text, block.protected_by_encryption, block.from_ocr);
}

template <typename Wire, Is<Document> T>
void members(Wire& wire, T& document) {
  wire(document.blocks, document.troubles, document.crypto, document.report, document.auto_replied, document.list_mail);
}

template <typename Wire, Is<Span> T>
void members(Wire& wire, T& span) {
  wire(span.begin, span.end);
}

template <typename Wire, Is<Candidate> T>
void members(Wire& wire, T& candidate) {
  wire(candidate.span, candidate.rule, candidate.taken, candidate.why);
}

template <typename Wire, Is<ReasonFact> T>
void members(Wire& wire, T& reason) {
  wire(reason.reason, reason.candidate, reason.recognised);
}

template <typename Wire, Is<Purpose> T>
void members(Wire& wire, T& purpose) {
  wire(purpose.asks_for_records, purpose.evident_other, purpose.never_request, purpose.candidates);
}

// The spans of code, provider, phone and address are notes between finders; nobody asks for them afterwards.
template <typename Wire, Is<Facts> T>
void members(Wire& wire, T& facts) {
  const auto fact = [&](auto& one) { wire(one.status, one.candidates, one.recognised); };
  wire(facts.language);
  fact(facts.name), fact(facts.code), fact(facts.request), fact(facts.provider);
  fact(facts.years), fact(facts.phone), fact(facts.address);
  wire(facts.name.surname, facts.name.first_names, facts.name.former_names);
  wire(facts.code.code, facts.code.birth_year, facts.code.others);
  wire(facts.provider.provider, facts.provider.route, facts.provider.first_year, facts.provider.last_year);
  wire(facts.years.years, facts.years.latest_named, facts.phone.e164);
  wire(facts.address.street, facts.address.postal_code, facts.address.locality);
  wire(facts.purpose, facts.reasons);
}

template <typename Wire, Is<MessageMarks> T>
void members(Wire& wire, T& marks) {
  wire(marks.tokens, marks.text_digest);
}

template <typename Wire, Is<Decision> T>
void members(Wire& wire, T& decision) {
  wire(decision.message.parts, decision.message.crypto, decision.document, decision.marks, decision.verdict.facts);
}

namespace {

template <typename Visit>
void each_list(Facts& facts, const Visit& visit) {
  for (Fact* fact :
       {static_cast<Fact*>(&facts.name), static_cast<Fact*>(&facts.code), static_cast<Fact*>(&facts.request),
        static_cast<Fact*>(&facts.provider), static_cast<Fact*>(&facts.years), static_cast<Fact*>(&facts.phone),
        static_cast<Fact*>(&facts.address)}) {
    visit(fact->candidates);
  }
  visit(facts.purpose.candidates);
}

void keep_root_fields_only(Message& message) {
  for (std::size_t i = 1; i < message.parts.size(); ++i) message.parts[i].headers.clear();
}

// Only what the daemon needs: no text of the message, no place of anything.
void keep_verdict_only(Decision& decision) {
  if (decision.message.parts.size() > 1) decision.message.parts.resize(1);
  decision.document.blocks.clear();
  for (Trouble& trouble : decision.document.troubles) trouble.part = 0;
  each_list(decision.verdict.facts, [](std::vector<Candidate>& list) { list.clear(); });
  for (ReasonFact& reason : decision.verdict.facts.reasons) reason.candidate = {};
}

}  // namespace

std::string to_wire(const Question& question) {
  return to_wire<Question>(question);
}

bool from_wire(std::string_view bytes, Question& question) {
  return from_wire<Question>(bytes, question);
}

std::size_t most_decision_bytes(const Limits& limits, Detail detail) {
  constexpr std::size_t verdict_bytes = 4U << 20;
  constexpr std::size_t bytes_of_a_part = 4096;
  const std::size_t plain = verdict_bytes + 2 * limits.header_block_bytes;
  return detail == Detail::verdict ? plain : plain + 2 * limits.text_bytes + limits.parts * bytes_of_a_part;
}

std::string to_wire(Decision decision, Detail detail) {
  keep_root_fields_only(decision.message);
  if (detail == Detail::verdict) keep_verdict_only(decision);
  each_list(decision.verdict.facts, [](std::vector<Candidate>& list) {
    if (list.size() > most_candidates) list.resize(most_candidates);
  });
  return to_wire(decision);
}

std::optional<Decision> decision_from_wire(std::string_view bytes, std::size_t message_bytes, Detail detail) {
  Decision decision;
  if (!from_wire(bytes, decision) || !is_sensible(decision, message_bytes, detail)) return std::nullopt;
  decision.message.troubles = decision.document.troubles;
  decision.verdict = judge(decision.document, std::move(decision.verdict.facts));
  return decision;
}

}  // namespace intake
