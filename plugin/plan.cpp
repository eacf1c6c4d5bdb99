#include "plugin/plan.h"

#include <map>

namespace intake {

namespace {

// The MTA counts fields of one name whatever their spelling, and counts anew after each removal: the last goes first.
void plan_removals(const std::vector<std::string>& tag_names, std::vector<Edit>& edits) {
  std::map<std::string, int> count;
  for (const std::string& name : tag_names) ++count[comparable_field_name(name)];
  for (const auto& [name, most] : count) {
    for (int ordinal = most; ordinal > 0; --ordinal) edits.emplace_back(RemoveHeader{name, ordinal});
  }
}

// Over the header as it will be: what arrived without tags, and ours.
std::string seal_over(const ArrivedMail& mail, const std::vector<HeaderLine>& tags, const SealKey& key) {
  SplitMessage split = split_message(mail.raw.bytes);
  std::vector<HeaderLine> fields;
  for (HeaderLine& field : split.fields) {
    if (!is_tag_name(field.name)) fields.push_back(std::move(field));
  }
  fields.insert(fields.end(), tags.begin(), tags.end());
  return make_seal(key, fields, split.body);
}

}  // namespace

Plan make_plan(const ArrivedMail& mail, CaseWork work, const SealKey* seal_key) {
  Plan plan;
  plan_removals(mail.tag_names, plan.edits);
  std::vector<HeaderLine> tags = tags_of(work);
  // A message that was not kept whole cannot be sealed; unsealed mail goes to a person.
  if (seal_key != nullptr && mail.whole) tags.push_back({seal_tag, seal_over(mail, tags, *seal_key)});
  for (HeaderLine& tag : tags) plan.edits.emplace_back(AddHeader{std::move(tag.name), std::move(tag.value)});
  plan.work = std::move(work);
  return plan;
}

Decision limit_decision() {
  Decision decision;
  decision.verdict.status = Status::review;
  decision.verdict.review = {Reason::limit};
  return decision;
}

CaseWork work_without_case(const Verdict& verdict, const std::string& withheld, const std::string& now) {
  CaseWork work;
  work.verdict = verdict;
  if (verdict.status == Status::incomplete) work.withheld = withheld;
  if (verdict.status != Status::other) work.received = now;
  return work;
}

}  // namespace intake
