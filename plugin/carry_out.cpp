#include "plugin/carry_out.h"

namespace intake {

namespace {

struct Apply {
  Mta& mta;
  bool operator()(const RemoveHeader& edit) const { return mta.remove_header(edit.name, edit.ordinal); }
  bool operator()(const AddHeader& edit) const { return mta.add_header(edit.name, edit.value); }
};

}  // namespace

Outcome carry_out(const Plan& plan, CaseDesk* desk, Mta& mta) {
  if (plan.work.record != nullptr) {
    const Filed filed = desk != nullptr ? desk->file(plan.work) : Filed::unavailable;
    if (filed == Filed::stale) return Outcome::stale;
    if (filed == Filed::unavailable) return Outcome::database_unavailable;
  }
  for (const Edit& edit : plan.edits) {
    if (std::visit(Apply{mta}, edit)) continue;
    if (plan.work.record != nullptr) desk->withdraw(plan.work);
    return Outcome::mta_lost;
  }
  return Outcome::done;
}

}  // namespace intake
