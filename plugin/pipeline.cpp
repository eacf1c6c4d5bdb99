#include "plugin/pipeline.h"

#include <algorithm>

namespace intake {

namespace {

bool has_recognised(const Document& document) {
  return std::any_of(document.blocks.begin(), document.blocks.end(), [](const Block& block) { return block.from_ocr; });
}

// What pictures show beyond the written text: for a clerk, where something is lacking.
void look_at_pictures(Decision& decision, Facts& facts, const std::vector<Picture>& pictures,
                      const Snapshot& snapshot) {
  if (pictures.empty() || !pictures_may_help(decision.document, facts)) return;
  read_pictures(decision.document, decision.message, pictures, *snapshot.pictures, snapshot.limits);
  if (has_recognised(decision.document))
    show_recognised(facts, find_facts(decision.document, *snapshot.rules, snapshot.policy));
}

}  // namespace

Decision decide(const RawMessage& raw, const Snapshot& snapshot, Decryptor* decryptor) {
  Decision decision;
  decision.message = read_message(raw.bytes, snapshot.limits);
  open_seals(decision.message, decryptor, snapshot.limits);
  std::vector<Picture> pictures;
  decision.document = to_document(decision.message, snapshot.mailbox_addresses, snapshot.limits,
                                  snapshot.pictures ? &pictures : nullptr);
  decision.marks = marks_of(decision.document);
  Facts facts = find_facts(decision.document, *snapshot.rules, snapshot.policy);
  look_at_pictures(decision, facts, pictures, snapshot);
  decision.verdict = judge(decision.document, std::move(facts));
  return decision;
}

}  // namespace intake
