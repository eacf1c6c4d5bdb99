#include "plugin/pipeline.h"

namespace intake {

Decision decide(const RawMessage& raw, const Snapshot& snapshot, Decryptor* decryptor) {
  Decision decision;
  decision.message = read_message(raw.bytes, snapshot.limits);
  open_seals(decision.message, decryptor, snapshot.limits);
  decision.document = to_document(decision.message, snapshot.mailbox_addresses, snapshot.limits);
  decision.marks = marks_of(decision.document);
  Facts facts = find_facts(decision.document, *snapshot.rules, snapshot.policy);
  decision.verdict = judge(decision.document, std::move(facts));
  return decision;
}

}  // namespace intake
