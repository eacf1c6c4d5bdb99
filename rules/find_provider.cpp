// Finds the care provider: the ones listed in rules/providers.toml by their names, others by company form and cue.
#include <algorithm>

#include "rules/finders.h"
#include "rules/fold.h"

namespace intake {

namespace {

constexpr std::size_t beside = 40;            // bytes around a name that may say that it gave no care
constexpr std::size_t most_candidates = 100;  // `explain` shows a person what was weighed: nobody reads more

class ProviderFinder {
 public:
  ProviderFinder(const Evidence& evidence, Facts& facts) : evidence_(evidence), fact_(facts.provider) {}

  void run() {
    for (const Provider& provider : evidence_.rules.providers()) find_listed(provider);
    std::sort(fact_.spans.begin(), fact_.spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
    if (!fact_.given()) find_by_cue("provider.company");
    if (!fact_.given()) find_by_cue("provider.practitioner");
    if (!fact_.given()) find_by_cue("provider.label");
  }

 private:
  // A provider on a route wins over any other that is named beside it.
  void find_listed(const Provider& provider) {
    for (const Rule& alias : provider.aliases) {
      if (!evidence_.prose.may_hold(alias)) continue;
      alias.pattern.each(evidence_.text.bytes(), [&](const Match& match) {
        const bool better = !fact_.given() || (fact_.route.empty() && !provider.route.empty());
        if (better || fact_.candidates.size() < most_candidates) {
          fact_.candidates.push_back({match.whole(), alias.id, better, better ? "" : "another provider is on a route"});
        }
        if (better) {
          fact_.others.insert(fact_.others.end(), fact_.spans.begin(), fact_.spans.end());
          fact_.spans.clear();
          take(provider.name, provider.route, provider.first_year, provider.last_year);
        }
        (fact_.provider == provider.name ? fact_.spans : fact_.others).push_back(match.whole());
        return true;
      });
    }
  }

  void find_by_cue(const char* group) {
    for (const Rule* rule : evidence_.possible(group)) {
      const std::size_t named = rule->pattern.group("provider");
      rule->pattern.each(evidence_.text.bytes(), [&](const Match& match) {
        const Span span = named != 0 && match.has(named) ? match.groups[named] : match.whole();
        const char* why = why_not(span);
        fact_.candidates.push_back({span, rule->id, why == nullptr && !fact_.given(), why == nullptr ? "" : why});
        if (why == nullptr && !fact_.given()) {
          fact_.spans.push_back(span);
          take(plain_name(span), {}, 0, 9999);
        }
        return fact_.candidates.size() < most_candidates;
      });
    }
  }

  // Employers in signatures, authorities and others that are named without having given the care.
  const char* why_not(const Span& span) const {
    static const Pattern no_name(
        R"(^(?:e[ni]\b|en muista|ei tiedossa|sama|inte\b|vet (?:inte|ej)|minns|okänd|unknown|(?:i )?(?:don't|do not|can't|cannot)|not\b|n/a|none|oma terapeutti\w*|terapeutti\w*$|psykolog\w*$|my (?:old )?therapist))");
    if (no_name.matches(trim(evidence_.text.slice(span)))) return "no name";
    static const Pattern authority(R"(^(?:kela|fpa|posti|helsingin kaupun|helsingfors stad|dvv)\b)");
    if (authority.matches(trim(evidence_.text.slice(span)))) return "an authority";
    const std::string_view words = evidence_.text.slice(around(span));
    return evidence_.holds("provider.not_provider", words) ? "not a care provider" : nullptr;
  }

  // The name with the words of its line right before and behind it.
  Span around(const Span& span) const {
    const Span line = evidence_.text.lines()[evidence_.text.line_of(span.begin)].span;
    Span window{std::max(line.begin, span.begin > beside ? span.begin - beside : 0),
                std::min(line.end, span.end + beside)};
    window.end = std::max(window.end, span.end);
    const auto inside_letter = [&](std::size_t at) {
      return (static_cast<unsigned char>(evidence_.text.bytes()[at]) & 0xC0U) == 0x80U;
    };
    while (window.begin < span.begin && inside_letter(window.begin)) ++window.begin;
    while (window.end > span.end && inside_letter(window.end)) --window.end;
    return window;
  }

  // The name as it is in a list: without a profession before it, a year behind it, and the genitive of "Anna Mallin
  // luona".
  std::string plain_name(const Span& span) const {
    static const Pattern profession(
        R"(^(?:\p{L}+-?)?(?:terapeutti|psykologi|terapeut|psykolog|therapist|psychologist)\h+)");
    static const Pattern year(R"([\h.:-]*(?:19|20)\d\d.*$)");
    static const Pattern genitive(R"(^\h(?:yksityis)?(?:vastaano|asiakk|potilaa|luona|praktiik|hoido|hoitee|terapia))");
    std::string_view name = trim(evidence_.text.slice(span));
    if (const auto match = profession.find(name)) name.remove_prefix(match->whole().end);
    if (const auto match = year.find(name)) name = name.substr(0, match->whole().begin);
    const std::string_view after = std::string_view(evidence_.text.bytes()).substr(span.end, 20);
    return genitive.matches(after) ? nominative(name) : std::string(name);
  }

  // "Virtasen" is Virtanen, "Laineen" is Laine, "Mallin" is Malli.
  static std::string nominative(std::string_view name) {
    std::string out(name);
    const auto ends = [&](std::string_view end) {
      return out.size() > end.size() && out.compare(out.size() - end.size(), end.size(), end) == 0;
    };
    if (ends("sen")) {
      out.replace(out.size() - 3, 3, "nen");
    } else if (ends("een")) {
      out.erase(out.size() - 2);
    } else if (ends("an") || ends("in") || ends("on") || ends("un") || ends("yn") || ends("\xC3\xA4n")) {
      out.pop_back();
    }
    return out;
  }

  void take(const std::string& name, const std::string& route, int first, int last) {
    fact_.status = ItemStatus::given;
    fact_.provider = name;
    fact_.route = route;
    fact_.first_year = first;
    fact_.last_year = last;
  }

  const Evidence& evidence_;
  ProviderFact& fact_;
};

}  // namespace

void find_provider(const Evidence& evidence, Facts& facts) {
  ProviderFinder(evidence, facts).run();
}

}  // namespace intake
