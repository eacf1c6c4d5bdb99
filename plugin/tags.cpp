#include "plugin/tags.h"

namespace intake {

namespace {

constexpr std::size_t most_value_bytes = 900;
constexpr std::string_view prefix = "x-intake-";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

template <typename Names>
std::string joined(const Names& names) {
  std::string out;
  for (const auto& name : names) out.append(out.empty() ? "" : ",").append(name_of(name));
  return out;
}

std::string status(const CaseWork& work) { return std::string(name_of(work.verdict.status)); }
std::string route(const CaseWork& work) {
  return work.verdict.status == Status::complete ? work.verdict.facts.provider.route : std::string();
}
std::string ask(const CaseWork& work) { return joined(work.verdict.ask); }
std::string review(const CaseWork& work) {
  std::string out = joined(work.verdict.review);
  for (const std::string& reason : work.case_reasons) out.append(out.empty() ? "" : ",").append(reason);
  return out;
}
std::string language(const CaseWork& work) { return std::string(name_of(work.verdict.facts.language)); }
std::string token(const CaseWork& work) { return work.token; }
std::string related(const CaseWork& work) { return work.related; }
std::string duplicate(const CaseWork& work) { return work.duplicate ? "yes" : ""; }
std::string received(const CaseWork& work) { return work.received; }
std::string reply(const CaseWork& work) {
  if (work.reply_queued) return work.receipt ? "queued; receipt" : "queued";
  return "none; " + (work.withheld.empty() ? std::string("not_due") : work.withheld);
}

}  // namespace

const std::vector<Tag>& tag_table() {
  static const std::vector<Tag> table = {
      {"X-Intake-Status", status},     {"X-Intake-Route", route}, {"X-Intake-Ask", ask},
      {"X-Intake-Review", review},     {"X-Intake-Language", language}, {"X-Intake-Case", token},
      {"X-Intake-Related", related},   {"X-Intake-Duplicate", duplicate},
      {"X-Intake-Reply", reply},       {"X-Intake-Received", received},
  };
  return table;
}

std::vector<HeaderLine> tags_of(const CaseWork& work) {
  std::vector<HeaderLine> tags;
  for (const Tag& tag : tag_table()) {
    std::string value = header_safe(tag.value(work));
    if (!value.empty()) tags.push_back({tag.name, std::move(value)});
  }
  return tags;
}

std::string comparable_field_name(std::string_view name) {
  while (!name.empty() && static_cast<unsigned char>(name.back()) <= ' ') name.remove_suffix(1);
  std::string out(name);
  for (char& c : out) c = lower(c);
  return out;
}

bool is_tag_name(std::string_view name) {
  return name.size() >= prefix.size() && comparable_field_name(name.substr(0, prefix.size())) == prefix;
}

std::string header_safe(std::string_view value) {
  std::string out(value.substr(0, most_value_bytes));
  for (char& c : out) {
    if (c < ' ' || c > '~') c = '?';
  }
  return out;
}

}  // namespace intake
