// Finds the care provider: the ones listed in rules/providers.toml by their names, others by company form and cue.
#include <algorithm>

#include "rules/finders.h"
#include "rules/fold.h"

namespace intake {

namespace {

class ProviderFinder {
 public:
  ProviderFinder(const Evidence& evidence, Facts& facts) : evidence_(evidence), facts_(facts), fact_(facts.provider) {}

  void run() {
    for (const Provider& provider : evidence_.rules.providers()) find_listed(provider);
    if (!fact_.given()) find_by_cue("provider.company");
    if (!fact_.given()) find_by_cue("provider.practitioner");
    find_voucher();
  }

 private:
  // A provider on a route wins over any other that is named beside it.
  void find_listed(const Provider& provider) {
    for (const Rule& alias : provider.aliases) {
      alias.pattern.each(evidence_.text.bytes(), [&](const Match& match) {
        fact_.spans.push_back(match.whole());
        const bool better = !fact_.given() || (fact_.route.empty() && !provider.route.empty());
        fact_.candidates.push_back({match.whole(), alias.id, better, better ? "" : "another provider is on a route"});
        if (better) take(provider.name, provider.route, provider.first_year, provider.last_year);
        return true;
      });
    }
  }

  void find_by_cue(const char* group) {
    for (const Rule& rule : evidence_.rules.group(group)) {
      const std::size_t named = rule.pattern.group("provider");
      rule.pattern.each(evidence_.text.bytes(), [&](const Match& match) {
        const Span span = named != 0 && match.has(named) ? match.groups[named] : match.whole();
        const char* why = why_not(match.whole());
        fact_.candidates.push_back({span, rule.id, why == nullptr && !fact_.given(), why == nullptr ? "" : why});
        if (why == nullptr && !fact_.given()) {
          fact_.spans.push_back(span);
          take(std::string(trim(evidence_.text.slice(span))), {}, 0, 9999);
        }
        return true;
      });
    }
  }

  // Employers in signatures, authorities and others that are named without having given the care.
  const char* why_not(const Span& span) const {
    const std::size_t line = evidence_.text.line_of(span.begin);
    const std::string_view words = evidence_.text.line_text(line);
    for (const Rule& rule : evidence_.rules.group("provider.not_provider")) {
      if (rule.pattern.matches(words)) return "not a care provider";
    }
    return nullptr;
  }

  void take(const std::string& name, const std::string& route, int first, int last) {
    fact_.status = ItemStatus::given;
    fact_.provider = name;
    fact_.route = route;
    fact_.first_year = first;
    fact_.last_year = last;
  }

  // Care paid by a municipality: its records lie elsewhere (triage policy, section 4).
  void find_voucher() {
    for (const Rule& rule : evidence_.rules.group("provider.voucher")) {
      rule.pattern.each(evidence_.text.bytes(), [&](const Match& match) {
        facts_.reasons.push_back({Reason::other_provider, {match.whole(), rule.id, true, {}}});
        return false;
      });
    }
  }

  const Evidence& evidence_;
  Facts& facts_;
  ProviderFact& fact_;
};

}  // namespace

void find_provider(const Evidence& evidence, Facts& facts) { ProviderFinder(evidence, facts).run(); }

}  // namespace intake
