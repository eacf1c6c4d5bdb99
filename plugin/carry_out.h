// The last step: case and reply are committed, then the header is edited, then the MTA gets its answer. Never throws for
// what its ports report. A plan can be carried out again after `stale`, or when the MTA brings the same message again.
#pragma once

#include "plugin/mta.h"
#include "plugin/plan.h"

namespace intake {

enum class Outcome {
  done,                  // everything: the mail may pass
  stale,                 // nothing happened; prepare and plan again
  database_unavailable,  // nothing happened; the MTA shall try later
  mta_lost,              // an edit did not get through: the MTA must not take a half-edited message
};

// `desk` may be null when the plan has no record.
Outcome carry_out(const Plan& plan, CaseDesk* desk, Mta& mta);

}  // namespace intake
