// Finds the sender's postal address: puts streets and postal codes together where they belong together, leaves the
// clinic's, the authorities', former and other people's addresses aside, and takes the first whole one.
#include <algorithm>
#include <optional>

#include "rules/address_pieces.h"
#include "rules/finders.h"
#include "rules/fold.h"
#include "rules/towns.h"

namespace intake {

namespace {

constexpr std::size_t context_reach = 120;      // bytes before an address that may say whose it is
constexpr std::size_t after_reach = 48;         // bytes behind an address that may say whose it is
constexpr std::size_t owner_reach = 60;         // bytes between the word that says whose and the address
constexpr std::size_t joining_gap = 70;         // bytes between a street and its postal code, few words among them
constexpr std::size_t far_gap = 260;            // bytes between them where they stand in neighbouring sentences
constexpr std::size_t most_addresses = 200;     // of one message
constexpr std::ptrdiff_t most_lines_apart = 4;  // between a street and its code in forms

class AddressFinder {
 public:
  AddressFinder(const Evidence& evidence, Facts& facts)
      : evidence_(evidence), text_(evidence.text.bytes()), facts_(facts), fact_(facts.address) {}

  void run() {
    AddressPieces pieces = find_address_pieces(evidence_, [this](const Span& span) { return reserved(span); });
    codes_ = std::move(pieces.codes);
    streets_ = std::move(pieces.streets);
    take_whole(find_number_first_addresses(evidence_));
    take_whole(find_foreign_addresses(evidence_));
    join_adjacent();
    join_neighbours();
    if (std::none_of(addresses_.begin(), addresses_.end(), [](const Address& one) { return one.whole(); })) {
      take_whole(find_addresses_by_phone(evidence_));
    }
    leave_rest();
    towns_alone();
    choose();
  }

 private:
  std::string_view slice(const Span& span) const { return evidence_.text.slice(span); }

  void take_whole(std::vector<Address> found) {
    for (Address& address : found) {
      const auto seen = [&](const Span& other) { return other.overlaps(address.span); };
      if (std::any_of(fact_.spans.begin(), fact_.spans.end(), seen)) continue;
      for (AddressPiece& code : codes_) code.used = code.used || code.span.overlaps(address.span);
      for (AddressPiece& street : streets_) street.used = street.used || street.span.overlaps(address.span);
      add(std::move(address));
    }
  }

  // ---- putting together

  // A street right before its code, or with its town between: "Kaarikatu 7, Kotka, 48100".
  void join_adjacent() {
    static const Pattern gap(
        R"(^[\h,.;/()]*(?:\d\.?\h(?:krs|kerros|vån)\.?[\h,]*)?(?:\n[\h\t]*){0,2}(?:(?:ja|och|and|i|in|där|jossa|with|on|the|sen|se)?\h?(?:(?:postinumero\w*|postnummer\w*|post-?\h?code|postal\hcode|zip)[^\n\d]{0,25})?)(?:[A-Za-z]{2,3}[-\h])?$)");
    static const Pattern town(
        R"(^[\h,.;)]*\n?\h*(?:i\h|in\h)?(\p{L}[\p{L}'-]+(?:\h\p{L}[\p{L}'-]+)?)[\h,.]*\n?\h*(?:postinumero\w*|postinro|postnummer|postcode|zip|postkod|index)?[\h:]*$)");
    for (AddressPiece& code : codes_) {
      AddressPiece* street = code.used ? nullptr : last_before(code, joining_gap);
      if (street == nullptr) continue;
      const std::string_view words = between(*street, code);
      if (gap.matches(words)) {
        join(*street, code);
      } else if (code.locality.empty()) {
        const auto match = town.find(words);
        if (!match) continue;
        const std::string name = town_in(words.substr(match->groups[1].begin, match->groups[1].size()));
        if (name.empty()) continue;
        code.locality = name;
        join(*street, code);
      }
    }
  }

  // A known town, or a capitalised word that is none of those that follow numbers.
  std::string town_in(std::string_view words) const {
    std::string known = town_of(evidence_.rules, words);
    if (!known.empty()) return known;
    const bool plain =
        starts_upper(words) && !evidence_.rules.has_word("address.not_locality", words.substr(0, words.find(' ')));
    return plain ? std::string(words) : std::string();
  }

  // "Valtakatu 30 A 11. Postinumero on 94100", and form fields of their own for street and for code with place.
  void join_neighbours() {
    for (AddressPiece& code : codes_) {
      if (code.used || !code.sure) continue;
      AddressPiece* street = last_before(code, far_gap);
      if (street == nullptr || !street->sure) continue;
      const std::string_view gap = between(*street, code);
      if (std::count(gap.begin(), gap.end(), '\n') <= most_lines_apart && !another_between(*street, code))
        join(*street, code);
    }
    // The code and the town first, the street after: "33100 Tampere, Satamakatu 3", "Vaasaan, 65100, Kirkkokatu 3".
    for (AddressPiece& code : codes_) {
      if (code.used) continue;
      for (AddressPiece& street : streets_) {
        const bool right_after =
            !street.used && street.sure && street.span.begin >= code.span.end && street.span.begin - code.span.end <= 4;
        if (right_after) {
          join(street, code);
          break;
        }
      }
    }
  }

  AddressPiece* last_before(const AddressPiece& code, std::size_t reach) {
    AddressPiece* found = nullptr;
    for (AddressPiece& street : streets_) {
      if (street.span.end <= code.span.begin && code.span.begin - street.span.end <= reach && !street.used)
        found = &street;
    }
    return found;
  }

  std::string_view between(const AddressPiece& street, const AddressPiece& code) const {
    return slice({street.span.end, code.span.begin});
  }

  bool another_between(const AddressPiece& street, const AddressPiece& code) const {
    return std::any_of(codes_.begin(), codes_.end(), [&](const AddressPiece& other) {
      return other.sure && other.span.begin > street.span.end && other.span.end < code.span.begin;
    });
  }

  void join(AddressPiece& street, AddressPiece& code) {
    street.used = code.used = true;
    const Span span{std::min(street.span.begin, code.span.begin), std::max(street.span.end, code.span.end)};
    Address address{span, street.text, code.text, code.locality, false};
    if (address.locality.empty()) address.locality = town_near(span);
    add(std::move(address));
  }

  // Streets and codes that found no partner are parts of an address.
  void leave_rest() {
    for (const AddressPiece& street : streets_) {
      if (!street.used && street.sure && !is_year(street) && !is_mentioned(street))
        add({street.span, street.text, {}, {}, false});
    }
    for (const AddressPiece& code : codes_) {
      if (!code.used && code.sure) add({code.span, {}, code.text, code.locality, false});
    }
  }

  // "Koskenranta 2015": without a postal code rather the year of something.
  static bool is_year(const AddressPiece& street) {
    static const Pattern shape(R"(\h(?:19|20)\d\d$)");
    return shape.matches(street.text);
  }

  // "vastaanotto Aleksanterinkatu 21:ssä": an inflected number tells where something was, unless the sender says to
  // live there.
  bool is_mentioned(const AddressPiece& street) const {
    static const Pattern inflected(R"(^:\p{L})");
    if (!inflected.matches(std::string_view(text_).substr(street.span.end, 4))) return false;
    return !last_match("address.label",
                       slice({evidence_.text.sentence_at(street.span.begin).begin, street.span.begin}));
  }

  // "bor i Jakobstad", "Osoite: Lapua": a town and nothing more.
  void towns_alone() {
    if (!addresses_.empty()) return;
    for (const Rule* rule : evidence_.possible("address.town")) {
      const std::size_t town = rule->pattern.group("town");
      std::size_t looks = 0;
      rule->pattern.each(text_, [&](const Match& match) {
        const std::string name = town_of(evidence_.rules, slice(match.groups[town]));
        const auto in_address = [&](const Span& seen) { return seen.overlaps(match.groups[town]); };
        if (name.empty() || std::any_of(fact_.spans.begin(), fact_.spans.end(), in_address))
          return ++looks < most_addresses;
        offered_ = true;
        fact_.locality = name;
        note(match.groups[town], "a town only");
        return false;
      });
    }
    for (const Rule* rule : evidence_.possible("address.offered")) {
      rule->pattern.each(text_, [&](const Match& match) {
        offered_ = true;
        note(match.whole(), "no whole address");
        return false;
      });
    }
  }

  // The town that the sender says they live in, from the words around an address without one.
  std::string town_near(const Span& span) const {
    const Span sentence = evidence_.text.sentence_at(span.begin);
    const std::size_t from = sentence.begin > 60 ? evidence_.text.sentence_at(sentence.begin - 2).begin : 0;
    const std::size_t to = std::min(text_.size(), std::max(span.end, sentence.end));
    const Span around{from, to};
    for (const Rule* rule : evidence_.possible("address.town")) {
      const auto match = rule->pattern.find(slice(around));
      if (!match) continue;
      const Span& word = match->groups[rule->pattern.group("town")];
      std::string town = town_of(evidence_.rules, slice(around).substr(word.begin, word.size()));
      if (!town.empty()) return town;
    }
    return last_capitalised_town(around, span);
  }

  std::string last_capitalised_town(const Span& around, const Span& address) const {
    static const Pattern word(R"(\p{Lu}[\p{L}-]+)", true);
    std::string found;
    word.each(slice(around), [&](const Match& match) {
      const Span at{around.begin + match.whole().begin, around.begin + match.whole().end};
      if (at.overlaps(address)) return true;
      std::string town = town_of(evidence_.rules, slice(at));
      if (!town.empty()) found = std::move(town);
      return true;
    });
    return found;
  }

  // ---- whose

  void add(Address address) {
    if (fact_.spans.size() >= most_addresses) return;
    fact_.spans.push_back(address.span);
    if (of_authority(address)) return note(address.span, "an authority's");
    if (somebody_elses(address.span)) return note(address.span, "not the sender's");
    address.of_company = in_company_lines(address.span);
    addresses_.push_back(std::move(address));
  }

  static bool of_authority(const Address& address) {
    static const Pattern box(R"(^P\.?\h?(?:L|B|O\.?\h?Box)\.?\h?(?:450|10)$)");
    const bool authority_code = address.code == "00056" || address.code == "00099";
    return authority_code || (box.matches(address.street) && address.code.rfind("000", 0) == 0) ||
           address.street == "PL 450" || address.street == "PB 450" || address.street.rfind("Nordenskiöld", 0) == 0;
  }

  // The last word before it, in the same sentence, that says whose it is: "kävin Vastaamossa, asun nyt Torikatu 2" is
  // the sender's.
  bool somebody_elses(const Span& span) const {
    const Span sentence = evidence_.text.sentence_at(span.begin);
    std::size_t from = std::max(sentence.begin, span.begin > context_reach ? span.begin - context_reach : 0);
    while (from < span.begin && (static_cast<unsigned char>(text_[from]) & 0xC0U) == 0x80U) ++from;
    const std::string_view before = slice({from, span.begin});
    if (last_match("address.others_after", slice(after(span.end)))) return true;
    const std::optional<Span> own = last_match("address.label", before);
    const auto is_last = [&](const std::optional<Span>& other) {
      return other && before.size() - other->end <= owner_reach && (!own || own->begin < other->end);
    };
    if (is_last(last_match("address.others", before))) return true;
    const std::optional<Span> clinic = last_match("address.not_sender", before);
    return is_last(clinic) && !other_facts_in(before.substr(clinic->end));
  }

  Span after(std::size_t at) const {
    std::size_t to = std::min(text_.size(), at + after_reach);
    while (to < text_.size() && (static_cast<unsigned char>(text_[to]) & 0xC0U) == 0x80U) ++to;
    return {at, to};
  }

  // Between a clinic's name and its address stands no year, phone number or line end: "Vastaamo, 2015\nVaasankatu 4"
  // are two facts.
  static bool other_facts_in(std::string_view gap) {
    if (gap.find_first_of("0123456789") != std::string_view::npos) return true;
    const std::size_t line_end = gap.find('\n');
    static const Pattern next_of_list(R"(\n\h*(?:[*>-]|\p{So}|•)\h)");
    if (line_end != std::string_view::npos && next_of_list.matches(gap)) return true;
    return line_end != std::string_view::npos && gap.substr(0, line_end).find_first_of(",:;") != std::string_view::npos;
  }

  std::optional<Span> last_match(const char* group, std::string_view text) const {
    std::optional<Span> last;
    for (const Rule* rule : evidence_.possible(group)) {
      rule->pattern.each(text, [&](const Match& match) {
        if (!last || match.whole().end > last->end) last = match.whole();
        return true;
      });
    }
    return last;
  }

  bool in_company_lines(const Span& span) const {
    const std::size_t line = evidence_.text.line_of(span.begin);
    for (std::size_t i = line >= 3 ? line - 3 : 0; i <= line; ++i) {
      if (evidence_.holds("address.company", evidence_.text.line_text(i))) return true;
    }
    return false;
  }

  // ---- the answer

  void choose() {
    const Address* best = nullptr;
    for (const Address& address : addresses_) {
      const bool better = best == nullptr || (address.whole() && !best->whole()) ||
                          (address.whole() && best->of_company && !address.of_company);
      if (better) best = &address;
    }
    if (best == nullptr) {
      if (offered_) fact_.status = ItemStatus::invalid;
      return;
    }
    fact_.status = best->whole() ? ItemStatus::given : ItemStatus::invalid;
    fact_.street = best->street;
    fact_.postal_code = best->code;
    fact_.locality = best->locality;
    fact_.candidates.push_back({best->span, "address", best->whole(), best->whole() ? "" : "a part of an address"});
  }

  bool reserved(const Span& span) const {
    const auto overlaps = [&](const Span& other) { return other.overlaps(span); };
    return std::any_of(facts_.code.spans.begin(), facts_.code.spans.end(), overlaps) ||
           std::any_of(facts_.phone.candidates.begin(), facts_.phone.candidates.end(),
                       [&](const Candidate& number) { return number.why != no_valid_number && overlaps(number.span); });
  }
  void note(const Span& span, const char* why) { fact_.candidates.push_back({span, "address", false, why}); }

  const Evidence& evidence_;
  const std::string& text_;
  Facts& facts_;
  AddressFact& fact_;
  std::vector<AddressPiece> codes_;
  std::vector<AddressPiece> streets_;
  std::vector<Address> addresses_;
  bool offered_ = false;
};

}  // namespace

void find_address(const Evidence& evidence, Facts& facts) {
  AddressFinder(evidence, facts).run();
}

}  // namespace intake
