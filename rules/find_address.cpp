// Finds the sender's postal address: streets, boxes and postal codes in the text, put together where they belong together;
// the clinic's, the authorities' and old addresses left aside. Structure decides, never a list of streets or places.
#include <algorithm>
#include <array>
#include <optional>

#include "rules/finders.h"
#include "rules/fold.h"

namespace intake {

namespace {

constexpr std::size_t most_pieces = 200;       // streets and codes looked at in one message
constexpr std::size_t context_reach = 80;      // bytes before an address that may say whose it is
constexpr std::size_t joining_gap = 60;        // bytes between a street and its postal code, few words among them
constexpr std::size_t far_gap = 260;           // bytes between them where they stand in neighbouring sentences

struct Piece {
  Span span;
  std::string text;       // street or code as written
  std::string locality;   // of a code
  bool street_like = false;  // has a street's suffix, or is a box: a street without further proof
  bool used = false;
};

struct Address {
  Span span;
  std::string street;
  std::string code;
  std::string locality;
  bool of_company = false;
  [[nodiscard]] bool whole() const { return !street.empty() && !code.empty() && !locality.empty(); }
};

// A street's name ends in one of these (Finnish, Swedish, Sámi, English, German, Estonian); names without are known by what follows.
constexpr const char* street_name =
    R"((?:\p{L}[\p{L}'.-]*\h){0,3}?(?:\p{L}[\p{L}'-]*)?(?:katu|kadun|tie|tien|kuja|polku|kaari|linja|raitti|rinne|väylä|ranta|aukio|tori|puisto|puistikko|penger|portti|kulma|mäki|harju|lenkki|kierto|piha|silta|esplanadi|bulevardi|taival|haka|kallio|laita|laituri|tanhua|vuori|niemi|gatan|gata|g\.|vägen|väg|gränd(?:en)?|stigen|stig|allén|allé|stranden|kajen|plan(?:en)?|torget|backen|brinken|svängen|ringen|bågen|esplanaden|geaidnu|straße|strasse|tn|pst|mnt|kuja|kuj)\b\.?)";
// House number, staircase, flat: "12", "2a B 12", "12-14", "4 as 9", "1 as. 1", "5 bst 3", "23 lgh 1102", "8 c 31", "6 C".
constexpr const char* house_number =
    R"(\d{1,4}(?:[A-Za-zÅÄÖåäö](?!\p{L}))?(?:\h?[-/]\h?\d{1,4}(?![\d.]))?(?:,?\h(?:(?:as|bst|lgh|lh|asunto|huoneisto|apt|rappu|rp|lok|dörr|trappa|tr|oh|krs|vån|läg)\b\.?\h?)(?:[A-Za-z]\h?)?\d{1,4}(?!\d)|\h[A-Za-zÅÄÖåäö](?!\p{L})(?:\h?\d{1,4}(?!\d|\h?[./]\d))?)?)";

class AddressFinder {
 public:
  AddressFinder(const Evidence& evidence, Facts& facts)
      : evidence_(evidence), text_(evidence.text.bytes()), facts_(facts), fact_(facts.address) {}

  void run() {
    find_codes();
    find_streets();
    find_british();
    join_adjacent();
    join_neighbours();
    leave_rest();
    towns_alone();
    choose();
  }

 private:
  // ---- pieces

  // Postal codes with their place: 00100 Helsinki, FI-00100, AX-22100, 414 59 Göteborg, 1012 AB Amsterdam.
  void find_codes() {
    static const Pattern five(
        R"((?<![\p{L}\p{N}+/-])(?:(?:FI|AX|FIN|SF|SE|S|EE|EST|DE|D|ES|FR|F|IT|US)[-\h])?(\d{5}|\d{3}\h\d{2}|\d{4}\h?(?-i:[A-Z]{2}))(?![\d.:/-])[,.]?(?:\h+|\h?\n\h*)((?i:hki|tre)(?!\p{L})|\p{L}[\p{L}'-]+(?:\h(?:\p{Lu}[\p{L}'-]+|AS))?))");
    five.each(text_, [&](const Match& match) {
      const std::string_view place = place_of(evidence_.text.slice(match.groups[2]));
      if (place.empty() || reserved(match.groups[1])) return true;
      codes_.push_back({{match.whole().begin, match.groups[2].begin + place.size()}, std::string(evidence_.text.slice(match.groups[1])), std::string(place), true, false});
      return codes_.size() < most_pieces;
    });
    static const Pattern alone(R"((?:postinumero\w*|postikoodi\w*|postnummer\w*|post-?\h?code|postal\h?code|zip(?:\h?code)?)(?:\hand\htown)?[\h:*=.\t-]*(?:on|är|is)?\h*(\d{5}|\d{3}\h\d{2})(?!\d))");
    alone.each(text_, [&](const Match& match) {
      if (!taken(codes_, match.groups[1]) && !reserved(match.groups[1])) {
        codes_.push_back({match.groups[1], std::string(evidence_.text.slice(match.groups[1])), {}, true, false});
      }
      return codes_.size() < most_pieces;
    });
    by_place(codes_);
  }

  // The place after a code, without a following label or sentence ("Helsinki Puh", "Turku Olen").
  std::string_view place_of(std::string_view words) const {
    const std::size_t blank = words.find(' ');
    const std::string_view first = words.substr(0, blank);
    if (evidence_.rules.has_word("address.not_locality", first)) return {};
    if (blank == std::string_view::npos) return first;
    const std::string_view second = words.substr(blank + 1);
    if (evidence_.rules.has_word("address.not_locality", second) || all_upper(first) != all_upper(second)) return first;
    return evidence_.rules.has_word("address.locality", first) && !evidence_.rules.has_word("address.locality", words) ? first : words;
  }

  void find_streets() {
    static const Pattern known(std::string(R"((?<![\p{L}\p{N}'-])()") + street_name + R"()[\h]+()" + house_number + R"()(?![.:]?\d))");
    static const Pattern box(R"((?<![\p{L}\p{N}])((?:PL|PB|P\.?\h?O\.?\h?Box|postilokero|postbox|box|postboks)\.?\h?\d{1,5}|poste\hrestante)(?![\p{L}\p{N}]))");
    static const Pattern any(std::string(R"((?<![\p{L}\p{N}'-])((?:\p{Lu}[\p{L}'.-]+[ ]){0,3}\p{L}[\p{L}'.-]{2,})[ ]()") + house_number + R"()(?=[\h,.]*\n?[\h]*(?:[A-Z]{1,3}[-\h])?(?:\d{5}|\d{3}\h\d{2}|\d{4}\h(?-i:[A-Z]{2}))\b))");
    for (const auto& [pattern, sure] : {std::pair<const Pattern&, bool>{box, true}, {known, true}, {any, false}}) {
      pattern.each(text_, [&, is_sure = sure](const Match& match) {
        add_street(match.whole(), is_sure);
        return streets_.size() < most_pieces;
      });
    }
    // A street broken before its number, as flowed and quoted text has it.
    static const Pattern broken(std::string(R"((?<![\p{L}\p{N}'-])(\p{L}[\p{L}'-]*(?:katu|tie|kuja|gatan|vägen|polku|kaari|stigen))\n()") + house_number + R"()(?!\h?[.:]?\d))");
    broken.each(text_, [&](const Match& match) {
      add_street(match.whole(), true);
      return streets_.size() < most_pieces;
    });
    by_place(streets_);
  }

  void add_street(Span span, bool sure) {
    if (reserved(span) || taken(streets_, span) || taken(codes_, span)) return;
    span.begin += leading_words(evidence_.text.slice(span));
    std::string street(evidence_.text.slice(span));
    std::replace(street.begin(), street.end(), '\n', ' ');
    const std::string_view first = std::string_view(street).substr(0, street.find(' '));
    if (!sure && evidence_.rules.has_word("address.not_locality", first)) return;
    streets_.push_back({span, std::move(street), {}, sure, false});
  }

  // Words of the sentence that stand before the street's own name: "Asun Valtakatu 30", "längs Nämpnäsvägen 642". What stays are
  // capitalised words ("Norra Esplanadgatan", "Aleksis Kiven katu") and points of the compass.
  static std::size_t leading_words(std::string_view street) {
    static const Pattern number(R"(^\d)");
    static const Pattern direction(R"(^(?:norra|södra|östra|västra|gamla|nya|stora|lilla|pohjoinen|eteläinen|itäinen|läntinen|vanha|uusi|iso|pieni|c/o|l:a|s:t|pyhän)$)");
    static const Pattern lead(
        R"(^(?:asun\w*|osoit\w+|kotiosoit\w+|postiosoit\w+|os|on|ni|ja|sekä|se|että|eli|koti\w*|kotona|nykyisin|täällä|kirje\w*|posti\w*|postin|paperit|lähett\w+|laittakaa|nyt|vielä|oma\w*|adress\w*|hemadress\w*|bor|på|är|i|hos|och|till|vid|min|mitt|posta|skicka|address|home|is|at|live|lives|lived|my|to|the|of|in|and|or|its|it's|mail|post|send|reside|residing|now|then|currently|stuff|letters?|voi|tuoda|saa|tulee|uppgifterna|jag|den|kämppä|puh|puhelin|tel|gsm|nimi|name|namn|numera|yhteystiedot|yhteys|call|vastaa?mo\w*|terveisin|mvh|regards)[.:]?$)");
    std::size_t begin = 0;
    bool in_name = false;
    for (std::size_t at = 0; at < street.size();) {
      const std::size_t blank = street.find_first_of(" \t", at);
      if (blank == std::string_view::npos || number.matches(street.substr(blank + 1))) {
        if (!in_name) begin = at;
        break;
      }
      const std::string_view word = street.substr(at, blank - at);
      const bool part_of_name = word.back() != '.' && street[blank] == ' ' && !lead.matches(word) && (starts_upper(word) || direction.matches(word));
      if (part_of_name && !in_name) begin = at;
      in_name = part_of_name;
      at = blank + 1;
    }
    return begin;
  }

  // "14 Priory Lane, Lewes BN7 2QZ", "Flat 3, 27 Marlowe Road, Leeds LS6 2QT"; "12 Main St, Springfield, IL 62704".
  void find_british() {
    static const Pattern uk(R"((?<![\p{L}\p{N}])((?:(?:Flat|Apartment|Apt\.?|Unit)\h\w{1,5},?\h)?\d{1,5}[A-Za-z]?\h(?:\p{Lu}[\p{L}'.-]+\h?){1,5})(?:,\h?[\p{L}' -]{2,40})??,[\h\n]*([\p{L}'. -]{2,40}?),?[\h\n]+((?:[A-Z]{1,2}\d[A-Z\d]?\h?\d[A-Z]{2})|(?:[A-Z]{2}\h\d{5}(?:-\d{4})?)|(?:[A-Z]\d{2}\h[A-Z\d]{4}))(?!\p{L}))");
    uk.each(text_, [&](const Match& match) {
      if (taken(codes_, match.groups[3])) return true;
      Address address{match.whole(), std::string(trim(evidence_.text.slice(match.groups[1]))), std::string(evidence_.text.slice(match.groups[3])),
                      std::string(trim(evidence_.text.slice(match.groups[2]))), false};
      for (Piece& street : streets_) street.used = street.used || street.span.overlaps(match.whole());
      add(std::move(address));
      return addresses_.size() < most_pieces;
    });
  }

  // ---- putting together

  void join_adjacent() {
    static const Pattern gap(R"(^[\h,.;/]*(?:\n[\h\t]*){0,2}(?:(?:ja|och|and|i|in|där|jossa|with|on|the|sen|se)?\h?(?:(?:postinumero\w*|postnummer\w*|post-?\h?code|postal\hcode|zip)[^\n\d]{0,25})?)(?:[A-Za-z]{2,3}[-\h])?$)");
    for (Piece& code : codes_) {
      Piece* street = last_before(code, joining_gap);
      if (street == nullptr) continue;
      if (gap.matches(between(*street, code))) join(*street, code);
    }
  }

  // "Valtakatu 30 A 11. Postinumero on 94100", and form fields of their own for street and for code with place.
  void join_neighbours() {
    for (Piece& code : codes_) {
      if (code.used) continue;
      Piece* street = last_before(code, far_gap);
      if (street == nullptr || !street->street_like) continue;
      const std::string_view gap = between(*street, code);
      if (std::count(gap.begin(), gap.end(), '\n') <= 4 && !another_between(*street, code)) join(*street, code);
    }
    // The code and the town first, the street after: "33100 Tampere, Satamakatu 3".
    for (Piece& code : codes_) {
      if (code.used) continue;
      for (Piece& street : streets_) {
        const bool right_after = !street.used && street.street_like && street.span.begin >= code.span.end && street.span.begin - code.span.end <= 4;
        if (right_after) {
          join(street, code);
          break;
        }
      }
    }
  }

  Piece* last_before(const Piece& code, std::size_t reach) {
    Piece* found = nullptr;
    for (Piece& street : streets_) {
      if (street.span.end <= code.span.begin && code.span.begin - street.span.end <= reach && !street.used) found = &street;
    }
    return found;
  }

  std::string_view between(const Piece& street, const Piece& code) const {
    return std::string_view(text_).substr(street.span.end, code.span.begin - street.span.end);
  }

  bool another_between(const Piece& street, const Piece& code) const {
    return std::any_of(codes_.begin(), codes_.end(), [&](const Piece& other) {
      return other.span.begin > street.span.end && other.span.end < code.span.begin;
    });
  }

  void join(Piece& street, Piece& code) {
    street.used = code.used = true;
    Address address{{std::min(street.span.begin, code.span.begin), std::max(street.span.end, code.span.end)}, street.text, code.text, code.locality, false};
    if (address.locality.empty()) address.locality = town_near(address.span);
    add(std::move(address));
  }

  // Streets and codes that found no partner are parts of an address.
  void leave_rest() {
    for (const Piece& street : streets_) {
      if (!street.used && street.street_like) add({street.span, street.text, {}, {}, false});
    }
    for (const Piece& code : codes_) {
      if (!code.used && !code.locality.empty()) add({code.span, {}, code.text, code.locality, false});
    }
  }

  // "bor i Jakobstad", "Osoite: Lapua": a town and nothing more.
  void towns_alone() {
    if (!addresses_.empty() || offered_) return;
    for (const Rule& rule : evidence_.rules.group("address.town")) {
      const std::size_t town = rule.pattern.group("town");
      rule.pattern.each(text_, [&](const Match& match) {
        const std::string name = town_of(evidence_.text.slice(match.groups[town]));
        if (name.empty()) return true;
        offered_ = true;
        fact_.locality = name;
        note(match.groups[town], "a town only");
        return false;
      });
    }
    static const Pattern labelled(R"((?:^|\n)[\h\d.)*-]*(?:koti-?|posti-?|hem-?|post-?|home\h|postal\h)?(?:osoite|adress|address)\w*\h*[:=*.\t-]+\h*(\p{L}[^\n]{1,80}))");
    labelled.each(text_, [&](const Match& match) {
      offered_ = true;
      note(match.groups[1], "no whole address");
      return true;
    });
  }

  // The town that the sender says they live in, from the words around an address without one.
  std::string town_near(const Span& span) const {
    const Span sentence = evidence_.text.sentence_at(span.begin);
    const std::size_t from = sentence.begin > 60 ? evidence_.text.sentence_at(sentence.begin - 2).begin : 0;
    const std::size_t to = std::min(text_.size(), std::max(span.end, sentence.end));
    static const Pattern word(R"(\p{Lu}[\p{L}-]+)", true);
    std::string found;
    word.each(std::string_view(text_).substr(from, to - from), [&](const Match& match) {
      const Span place{from + match.whole().begin, from + match.whole().end};
      if (!place.overlaps(span)) {
        std::string town = town_of(evidence_.text.slice(place));
        if (!town.empty()) found = std::move(town);
      }
      return true;
    });
    return found;
  }

  // The name of a town from one of its forms ("Kemissä" is Kemi, "Turussa" is Turku), or nothing.
  std::string town_of(std::string_view word) const {
    const std::string folded = fold_case(word);
    if (evidence_.rules.has_word("address.locality", folded)) return std::string(word);
    std::string best;
    std::size_t best_rest = 3;
    for (const std::string& town : evidence_.rules.words("address.locality")) {
      std::size_t common = 0;
      while (common < town.size() && common < folded.size() && town[common] == folded[common]) ++common;
      const std::size_t rest = town.size() - common;
      static const Pattern ending(R"((?:ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|n|seen|oon|uun|iin|een|aan|ään)$)");
      if (common < 3 || rest >= best_rest || !ending.matches(folded)) continue;
      if (folded.size() - common > 7) continue;
      best = town;
      best_rest = rest;
    }
    if (!best.empty() && starts_upper(word)) best = capitalised(best);
    return best;
  }

  static std::string capitalised(const std::string& town) {
    std::string out = town;
    if (out[0] >= 'a' && out[0] <= 'z') {
      out[0] = static_cast<char>(out[0] - 'a' + 'A');
    } else if (out.size() > 1 && out[0] == '\xC3') {
      out[1] = static_cast<char>(static_cast<unsigned char>(out[1]) - 0x20);
    }
    return out;
  }

  // ---- whose

  void add(Address address) {
    fact_.spans.push_back(address.span);
    if (of_authority(address)) return note(address.span, "an authority's");
    if (somebody_elses(address.span)) return note(address.span, "not the sender's");
    address.of_company = in_company_lines(address.span);
    addresses_.push_back(std::move(address));
  }

  static bool of_authority(const Address& address) {
    return address.code == "00056" || address.code == "00099" || address.street == "PL 450" || address.street == "PB 450" ||
           address.street.rfind("Nordenskiöld", 0) == 0 || (address.street.size() > 3 && address.street.substr(address.street.size() - 3) == "450" && address.street[0] == 'P');
  }

  bool somebody_elses(const Span& span) const {
    const Span sentence = evidence_.text.sentence_at(span.begin);
    std::size_t from = std::max(sentence.begin, span.begin > context_reach ? span.begin - context_reach : 0);
    while (from < span.begin && (static_cast<unsigned char>(text_[from]) & 0xC0U) == 0x80U) ++from;
    const std::string_view before = std::string_view(text_).substr(from, span.begin - from);
    for (const Rule& rule : evidence_.rules.group("address.not_sender")) {
      std::optional<Match> last;
      rule.pattern.each(before, [&](const Match& match) {
        last = match;
        return true;
      });
      if (!last) continue;
      // Words that make it the sender's after all: "kävin Vastaamossa, asun nyt Torikatu 2".
      const std::string_view after = evidence_.text.slice({from + last->whole().begin, span.begin});
      const auto& own = evidence_.rules.group("address.label");
      if (std::none_of(own.begin(), own.end(), [&](const Rule& label) { return label.pattern.matches(after); })) return true;
    }
    return false;
  }

  bool in_company_lines(const Span& span) const {
    const std::size_t line = evidence_.text.line_of(span.begin);
    for (std::size_t i = line >= 3 ? line - 3 : 0; i <= line; ++i) {
      for (const Rule& rule : evidence_.rules.group("address.company")) {
        if (rule.pattern.matches(evidence_.text.line_text(i))) return true;
      }
    }
    return false;
  }

  // ---- the answer

  void choose() {
    const Address* best = nullptr;
    for (const Address& address : addresses_) {
      const bool better = best == nullptr || (address.whole() && !best->whole()) || (address.whole() && best->of_company && !address.of_company);
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
                       [&](const Candidate& candidate) { return candidate.taken && candidate.span.overlaps(span); });
  }
  static bool taken(const std::vector<Piece>& pieces, const Span& span) {
    return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) { return piece.span.overlaps(span); });
  }
  static void by_place(std::vector<Piece>& pieces) {
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.span.begin < b.span.begin; });
  }
  void note(const Span& span, const char* why) { fact_.candidates.push_back({span, "address", false, why}); }

  const Evidence& evidence_;
  const std::string& text_;
  Facts& facts_;
  AddressFact& fact_;
  std::vector<Piece> codes_;
  std::vector<Piece> streets_;
  std::vector<Address> addresses_;
  bool offered_ = false;
};

}  // namespace

void find_address(const Evidence& evidence, Facts& facts) { AddressFinder(evidence, facts).run(); }

}  // namespace intake
