// What recognised text (OCR) adds to the facts: a clerk may look for it in the picture, and the verdict never counts
// it. A misread digit makes another person's identity code or a wrong address.
#include <algorithm>
#include <utility>

#include "rules/rules.h"

namespace intake {

namespace {

template <typename OneFact>
void show(OneFact& fact, OneFact&& seen) {
  if (seen.status <= fact.status) return;  // missing, invalid, given
  fact = std::move(seen);
  fact.recognised = true;
}

bool has_reason(const Facts& facts, Reason reason) {
  return std::any_of(facts.reasons.begin(), facts.reasons.end(),
                     [&](const ReasonFact& fact) { return fact.reason == reason; });
}

}  // namespace

bool pictures_may_help(const Document& document, const Facts& facts) {
  if (document.report || facts.purpose.never_request) return false;
  return std::any_of(all_items.begin(), all_items.end(), [&](Item item) { return !facts.of(item).given(); });
}

void show_recognised(Facts& facts, Facts with_pictures) {
  show(facts.name, std::move(with_pictures.name));
  show(facts.code, std::move(with_pictures.code));
  show(facts.request, std::move(with_pictures.request));
  show(facts.provider, std::move(with_pictures.provider));
  show(facts.years, std::move(with_pictures.years));
  show(facts.phone, std::move(with_pictures.phone));
  show(facts.address, std::move(with_pictures.address));
  if (facts.language == Language::und) facts.language = with_pictures.language;
  if (with_pictures.purpose.asks_for_records) facts.purpose.asks_for_records = true;
  for (ReasonFact& reason : with_pictures.reasons) {
    if (has_reason(facts, reason.reason)) continue;
    reason.recognised = true;
    facts.reasons.push_back(std::move(reason));
  }
}

}  // namespace intake
