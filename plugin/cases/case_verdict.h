// A message's verdict in the light of its case: what was given before counts, what was amiss before stays, a different
// identity code is a contradiction, and a case is asked only so often. Triage policy, section 6. Pure functions of
// values, thread-safe.
#pragma once

#include <string>
#include <vector>

#include "plugin/cases/case_look.h"
#include "plugin/ledger/ledger.h"
#include "plugin/ledger/ledger_key.h"
#include "plugin/pipeline.h"

namespace intake {

// How a message stands to the cases, and what it means there.
struct CaseVerdict {
  Verdict verdict;
  std::vector<std::string> case_reasons;  // possible_follow_up, asked_too_often
  std::optional<Case> belongs_to;         // nothing: a case of its own
  std::string related;                    // token of a case it may belong to
  bool duplicate = false;
  bool untouched = false;  // nothing is remembered of it
};

struct CaseRules {
  int asked_at_most = 2;
};

// `automatic`: no person wrote it (an absence notice, a bounce, our own mail).
CaseVerdict verdict_in_case(const Decision& decision, const CaseLook& look, const LedgerKey& key, bool automatic,
                            const CaseRules& rules);

// The verdict a message got when it was handled first.
CaseVerdict verdict_as_before(const Decision& decision, const FiledMessage& seen, const std::optional<Case>& its_case);

// The case after the message; the rest of it (times, questions) is the caller's.
void note_message(Case& the_case, const Verdict& verdict, const LedgerKey& key);

// "contradiction,limit" with reasons of the policy, and those of the case.
std::string words_of_reasons(const CaseVerdict& verdict);

}  // namespace intake
