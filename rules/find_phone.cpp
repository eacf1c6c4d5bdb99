// Finds the sender's phone number: runs of digits that are no code, date, year or docket; validated; other people's
// left aside.
#include <algorithm>
#include <array>

#include "rules/finders.h"
#include "rules/phone.h"

namespace intake {

namespace {

constexpr std::size_t label_reach = 32;       // bytes between a label and its number
constexpr std::size_t thing_reach = 40;       // bytes before a number that may say that it is of an order or invoice
constexpr std::size_t latter_reach = 60;      // bytes behind a second number that may say that it is the one to use
constexpr std::size_t context_reach = 90;     // bytes before a number that may say whose it is
constexpr std::size_t most_candidates = 200;  // numbers looked at in one message: libphonenumber costs 16 us each
constexpr std::size_t most_groups = 1000;     // groups of digits in one run; a list of numbers has dozens
constexpr std::size_t least_digits = 7;       // of an unlabelled number
constexpr std::size_t most_digits = 15;       // ITU-T E.164

struct Group {
  Span span;           // digits of one group, with a leading + or (
  std::string digits;  // without blanks and brackets
};

std::size_t digit_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

class PhoneFinder {
 public:
  PhoneFinder(const Evidence& evidence, Facts& facts)
      : evidence_(evidence), text_(evidence.text.bytes()), facts_(facts), fact_(facts.phone) {}

  void run() {
    static const Pattern runs(
        R"((?<![\p{L}\p{N}.,@_/-])(?:\+|\(\+?|\b)\d[\d\h()./+-]*(?:(?<=\d)\h?\R\h?\d[\d\h()./+-]*\d)?)");
    runs.each(text_, [&](const Match& match) {
      look_at(match.whole());
      return looked_at_ < most_candidates;
    });
    masked();
    choose();
  }

 private:
  void look_at(Span span) {
    while (span.end > span.begin && (text_[span.end - 1] < '0' || text_[span.end - 1] > '9')) --span.end;
    if (is_date_or_docket(span)) return;
    const std::vector<Group> groups = groups_of(span);
    for (std::size_t i = 0; i < groups.size() && looked_at_ < most_candidates;) i = take_from(groups, i);
  }

  // Pieces between blanks and other separators; what belongs to an identity code ends a run.
  std::vector<Group> groups_of(const Span& span) const {
    std::vector<Group> groups;
    for (std::size_t at = span.begin; at < span.end && groups.size() < most_groups;) {
      if (text_[at] != '+' && (text_[at] < '0' || text_[at] > '9')) {
        ++at;
        continue;
      }
      Group group{{at, at + 1}, std::string(1, text_[at])};
      while (group.span.end < span.end && text_[group.span.end] >= '0' && text_[group.span.end] <= '9') {
        group.digits += text_[group.span.end++];
      }
      at = group.span.end;
      if (!in_code(group.span)) groups.push_back(std::move(group));
    }
    return groups;
  }

  bool in_code(const Span& span) const {
    return std::any_of(facts_.code.spans.begin(), facts_.code.spans.end(),
                       [&](const Span& code) { return code.overlaps(span); });
  }

  // Tries the longest number first that starts at this group; gives the next group to look at.
  std::size_t take_from(const std::vector<Group>& groups, std::size_t first) {
    const std::string& start = groups[first].digits;
    const bool labelled = has_label(groups[first].span.begin);
    const bool starts_as_number =
        start[0] == '+' || start[0] == '0' || (start.rfind("358", 0) == 0 && start.size() > 5);
    if (!starts_as_number && !labelled) return first + 1;
    if (is_iso_date(groups[first].span.begin)) return first + 3;
    if (is_postal_code(groups[first]) || is_numbered_thing(groups[first].span.begin)) return first + 1;
    ++looked_at_;
    std::vector<std::string> joined{start};
    std::size_t last = first;
    while (last + 1 < groups.size() && adjacent(groups[last].span.end, groups[last + 1].span.begin) &&
           joined.back().size() + groups[last + 1].digits.size() <= most_digits + 2 &&
           groups[last + 1].digits[0] != '+') {
      joined.push_back(without_trunk_zero(joined.back(), groups[last].span.end, groups[last + 1]));
      ++last;
    }
    for (std::size_t length = joined.size(); length > 0; --length) {
      const std::size_t end = first + length - 1;
      if (joined[length - 1].size() < least_digits && !(labelled && joined[length - 1].size() >= 6)) break;
      if (const auto number = parse(joined[length - 1], labelled)) {
        if (end < last && is_rest_of_number(groups[end], groups[end + 1])) break;
        add(Span{groups[first].span.begin, groups[end].span.end}, *number, labelled);
        return end + 1;
      }
    }
    return reject(groups, first, last, joined.back(), labelled);
  }

  // "040 551 233 679 0" has digits too many: what follows in the line is no number, year or postal code of its own.
  bool is_rest_of_number(const Group& taken, const Group& next) const {
    const std::string_view gap = text_view().substr(taken.span.end, next.span.begin - taken.span.end);
    static const Pattern year(R"(^(?:19|20)\d\d$)");
    return gap.size() == 1 && gap != "\n" && next.digits.size() <= 4 &&
           (next.digits[0] != '0' || next.digits.size() == 1) && !year.matches(next.digits);
  }

  // "+358 (0)40": the zero in brackets is not dialled after a country code.
  std::string without_trunk_zero(const std::string& before, std::size_t end, const Group& next) const {
    const bool in_brackets = text_view().substr(end, next.span.begin - end).find('(') != std::string_view::npos;
    if (in_brackets && next.digits[0] == '0' && before[0] == '+') return before + next.digits.substr(1);
    return before + next.digits;
  }

  bool adjacent(std::size_t end, std::size_t begin) const {
    const std::string_view gap = text_view().substr(end, begin - end);
    return gap.size() <= 4 && gap.find_first_not_of(" ()-./\n\t") == std::string_view::npos;
  }

  std::size_t reject(const std::vector<Group>& groups, std::size_t first, std::size_t last, const std::string& digits,
                     bool labelled) {
    const Span span{groups[first].span.begin, groups[last].span.end};
    const std::string& start = groups[first].digits;
    const bool mobile_shape = start.rfind("04", 0) == 0 || start.rfind("050", 0) == 0 || start[0] == '+';
    const std::size_t count = digit_count(digits);
    if ((labelled && count >= 2) || (mobile_shape && count >= 5 && count <= 14)) {
      if (!somebody_elses(span.begin)) invalid(span, no_valid_number);
      return last + 1;
    }
    return first + 1;
  }

  // A Finnish number, or where the sender writes of living abroad a national one of that country.
  std::optional<PhoneNumber> parse(const std::string& digits, bool labelled) {
    auto number = parse_phone(digits.rfind("358", 0) == 0 ? "+" + digits : digits, "FI");
    if (number && !(number->service && digits[0] == '0')) return number;
    if (digits[0] == '+' || digits.rfind("00", 0) == 0 || (digits[0] != '0' && !labelled)) return number;
    for (const std::string& region : regions()) {
      if (auto foreign = parse_phone(digits, region.c_str())) return foreign;
    }
    return number;
  }

  // Countries whose words stand in the text; looked for once.
  const std::vector<std::string>& regions() {
    if (regions_) return *regions_;
    regions_.emplace();
    for (const Rule* rule : evidence_.possible("phone.region")) {
      if (rule->pattern.matches(text_)) regions_->push_back(rule->id.substr(rule->id.size() - 2));
    }
    return *regions_;
  }

  bool is_date_or_docket(const Span& span) const {
    static const Pattern shape(
        R"(^(?:\d{1,2}\.\h?\d{1,2}\.\h?(?:\d{4}|\d{2})?(?:\h?-\h?\d{1,2}\.\d{1,2}\.(?:\d{4})?)?|\d{1,2}/\d{1,2}/\d{4}|\d+/\d{2}\.\d{2}/\d{4}|\d{1,2}/(?:19|20)\d{2}(?:\h?-\h?\d{1,2}/(?:19|20)\d{2})?|(?:19|20)\d{2}(?:\h?-\h?(?:19|20)?\d{2})?)$)");
    return shape.matches(evidence_.text.slice(span));
  }

  // "1984-04-11" behind "Date of birth / Finnish number:".
  bool is_iso_date(std::size_t at) const {
    static const Pattern shape(R"(^(?:19|20)\d{2}-(?:0\d|1[0-2])-[0-3]\d(?!\d))");
    return shape.matches(text_view().substr(at, 11));
  }

  // "00530 Helsinki": five digits and a place.
  bool is_postal_code(const Group& group) const {
    if (group.digits.size() != 5) return false;
    static const Pattern place(R"(^\h\p{L})");
    return place.matches(text_view().substr(group.span.end, 8));
  }

  std::string_view text_view() const { return text_; }

  std::string_view before(std::size_t at, std::size_t reach) const {
    std::size_t from = at > reach ? at - reach : 0;
    while (from < at && (static_cast<unsigned char>(text_[from]) & 0xC0U) == 0x80U) ++from;
    return text_view().substr(from, at - from);
  }

  bool has_label(std::size_t at) const {
    const std::string_view window = before(at, label_reach);
    // A word on the next line, or a paragraph, begins another fact: "Telefon", below it "Adress: Backasgatan 44".
    static const Pattern other_fact(R"(\n\h*\p{L}{2}|\n\h*\n\h*\n)");
    for (const Rule* rule : evidence_.possible("phone.label")) {
      bool found = false;
      rule->pattern.each(window, [&](const Match& match) {
        const std::string_view gap = window.substr(match.whole().end);
        found = found || (gap.find_first_of("0123456789") == std::string_view::npos && !other_fact.matches(gap));
        return !found;
      });
      if (found) return true;
    }
    return false;
  }

  // "viitenumero 0401 2345 67": the number of an order, an invoice, a customer.
  bool is_numbered_thing(std::size_t at) const { return evidence_.holds("phone.not_phone", before(at, thing_reach)); }

  // Words before the number, in the same sentence, that make it another's: the help line's, the clinic's, the
  // switchboard called.
  bool somebody_elses(std::size_t at) const {
    const std::size_t begin =
        std::max(evidence_.text.sentence_at(at).begin, at > context_reach ? at - context_reach : 0);
    const std::string_view window = before(at, at - begin);
    // A number before this one in the sentence took the words before it.
    const std::size_t last_digit = window.find_last_of("0123456789");
    const std::string_view own = last_digit == std::string_view::npos || window.size() - last_digit > 60
                                     ? window
                                     : window.substr(last_digit + 1);
    return evidence_.holds("phone.not_sender", own);
  }

  bool of_authority(const std::string& e164) const {
    // Kela's exchange and call numbers, Helsinki, help lines (domain facts, section 9).
    static constexpr std::array<std::string_view, 6> prefixes = {"+35820634",  "+35820692", "+3589310",
                                                                 "+358925250", "+358116",   "+358800161177"};
    const auto& ours = evidence_.policy.mailbox_phones;
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](std::string_view prefix) { return e164.rfind(prefix, 0) == 0; }) ||
           std::find(ours.begin(), ours.end(), e164) != ours.end();
  }

  void add(const Span& span, const PhoneNumber& number, bool labelled) {
    fact_.spans.push_back(span);
    if (of_authority(number.e164)) return note(span, "number of an authority");
    if (number.service && !labelled) return note(span, "service number");
    if (somebody_elses(span.begin)) return note(span, "somebody else's");
    // A company's or authority's number counts only where no other is found.
    const auto place =
        number.service ? found_.end()
                       : std::find_if(found_.begin(), found_.end(), [](const Found& other) { return other.service; });
    found_.insert(place, {span, number.e164, number.service});
  }

  void invalid(const Span& span, const char* why) {
    fact_.spans.push_back(span);
    note(span, why);
    offered_ = true;
  }

  void note(const Span& span, const char* why) { fact_.candidates.push_back({span, "phone", false, why}); }

  // "04x xxx xx90": a number was offered that cannot be used.
  void masked() {
    static const Pattern shape(R"((?<![\p{L}\p{N}])(?:\+358|0)[\d\h]{0,6}[xX*]{1,3}(?:\h?[\dxX*]{2,4}){0,4})");
    shape.each(text_, [&](const Match& match) {
      if (!in_code(match.whole()) && has_label(match.whole().begin)) invalid(match.whole(), "masked");
      return fact_.spans.size() < 2 * most_candidates;
    });
  }

  void choose() {
    if (!found_.empty()) {
      std::size_t chosen = 0;
      for (std::size_t i = found_.size(); i-- > 1 && chosen == 0;) chosen = is_preferred(i) ? i : 0;
      const Found& best = found_[chosen];
      fact_.status = ItemStatus::given;
      fact_.e164 = best.e164;
      fact_.candidates.push_back({best.span, "phone", true, {}});
    } else if (offered_) {
      fact_.status = ItemStatus::invalid;
    }
  }

  // "05 4761 229 ja kännykkä 0400 155 382, käyttäkää jälkimmäistä".
  bool is_preferred(std::size_t which) const {
    const std::size_t begin = found_[which].span.end;
    std::size_t end = std::min(text_.size(), begin + latter_reach);
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U) ++end;
    const std::string_view after = text_view().substr(begin, end - begin);
    return evidence_.holds("phone.latter", after.substr(0, after.find("\n\n")));
  }

  struct Found {
    Span span;
    std::string e164;
    bool service = false;
  };

  const Evidence& evidence_;
  const std::string& text_;
  Facts& facts_;
  PhoneFact& fact_;
  std::vector<Found> found_;
  std::optional<std::vector<std::string>> regions_;
  std::size_t looked_at_ = 0;
  bool offered_ = false;
};

}  // namespace

void find_phone(const Evidence& evidence, Facts& facts) {
  PhoneFinder(evidence, facts).run();
}

}  // namespace intake
