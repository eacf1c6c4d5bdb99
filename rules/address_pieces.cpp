#include "rules/address_pieces.h"

#include <algorithm>
#include <array>

#include "rules/fold.h"
#include "rules/towns.h"

namespace intake {

namespace {

constexpr std::size_t most_pieces = 200;   // streets and codes looked at in one message
constexpr std::size_t country_reach = 60;  // bytes after a code of four digits that may name its country

constexpr std::size_t longest_word = 40;  // bytes of a word before a house number
constexpr std::size_t words_before = 3;   // of a street's name before its last one
constexpr std::size_t house_reach = 48;   // bytes of a house number with staircase and flat
constexpr std::size_t code_reach = 24;    // bytes between a house number and its postal code, with the code

// A street's name ends in one of these (Finnish, Swedish, Sámi, German, Estonian, Norwegian, Danish); names without are
// known by the postal code that follows.
constexpr const char* street_ending =
    R"((?:katu|kadun|tie|tien|kuja|polku|kaari|linja|raitti|rinne|väylä|ranta|aukio|tori|puisto|puistikko|penger|portti|kulma|mäki|harju|lenkki|kierto|piha|silta|esplanadi|bulevardi|taival|haka|kallio|laita|laituri|tanhua|vuori|niemi|gatan|gata|gate|g\.|vägen|väg|vegen|veien|vej|gade|gränd(?:en)?|stigen|stig|allén|allé|stranden|kajen|plan(?:en)?|torget|backen|brinken|svängen|ringen|bågen|esplanaden|geaidnu|straße|strasse|(?<!\p{L})(?:tn|pst|mnt)|kuj)\.?$)";
// House number, staircase, flat: "12", "2a B 12", "3 a B 9", "12-14", "4 as 9", "5 bst 3", "23 lgh 1102", "12 huone
// 208".
constexpr const char* house_number =
    R"(\d{1,4}(?:[A-Za-zÅÄÖåäö](?!\p{L})|\h[a-zåäö](?=\h[A-ZÅÄÖ]\h?\d))?(?:\h?[-/]\h?\d{1,4}(?![\d.]))?(?:\.(?=[A-Za-z]\h?\d))?(?:,?\h(?:(?:as|bst|lgh|lh|asunto|huoneisto|huone|apt|rappu|rp|lok|dörr|trappa|tr|oh|krs|vån|läg|lägenhet|bostad|talo)\b\.?[\h\n]?)(?:[A-Za-z]\h?)?\d{1,4}(?!\d)|\h?(?:(?<=\.)|\h)(?!(?:i|på|p|t|o|å|e)\.?\h(?:\d{5}|\d{3}\h|\+|0\d|\p{L}{2}))[A-Za-zÅÄÖåäö](?!\p{L})(?:\h?\d{1,4}(?!\d|\h?[./]\d))?)?(?:,\h\d{1,2}\.?\h?(?:krs|kerros|tr|trappor|vån|våning(?:en)?)\b\.?)?)";
constexpr const char* place = R"(((?i:hki|tre|tku|jkl)(?!\p{L})|\p{L}[\p{L}'-]+(?:\h(?:\p{Lu}[\p{L}'-]+|AS))?))";
constexpr const char* place_label =
    R"((?:(?:postitoimipaikka|toimipaikka|paikkakunta|kotikunta|kunta|kaupunki|postanstalt|postort|ort|stad|kommun|city|town|locality|municipality)\h*[*:=.\t -]*\n?\h*)?)";

class PieceFinder {
 public:
  PieceFinder(const Evidence& evidence, const std::function<bool(const Span&)>& reserved)
      : evidence_(evidence), text_(evidence.text.bytes()), reserved_(reserved) {}

  AddressPieces run() {
    find_codes_with_place();
    find_labelled_codes();
    find_codes_of_four();
    find_bare_codes();
    find_streets();
    sort(found_.codes);
    sort(found_.streets);
    return std::move(found_);
  }

 private:
  std::string_view slice(const Span& span) const { return evidence_.text.slice(span); }

  // 00100 Helsinki, FI-00100, AX-22100, 414 59 Göteborg, 1012 AB Amsterdam; the place may stand behind a label of its
  // own.
  void find_codes_with_place() {
    static const Pattern shape(
        std::string(
            R"((?<![\p{L}\p{N}+/-])(?:(?:FI|AX|FIN|SF|SE|S|EE|EST|DE|D|ES|FR|F|IT|US|PL|CZ)[-\h])?(\d{5}|\d{3}\h\d{2}|\d{4}\h?(?-i:[A-Z]{2}))(?![\d.:/-])[,.]?(?:\h+|\h?(\n)\h*))") +
        place_label + place);
    shape.each(text_, [&](const Match& match) {
      const Span word = match.groups[3];
      const std::string_view name = place_of(slice(word));
      if (name.empty() || reserved_(match.groups[1]) || is_street(name, word.begin + name.size())) return true;
      // On a line of its own below the code a name is a place only behind a label, or where it is a known one.
      const bool labelled = word.begin > match.groups[match.has(2) ? 2 : 1].end + 4;
      if (match.has(2) && !labelled && town_of(evidence_.rules, name).empty()) return true;
      add_code({match.whole().begin, word.begin + name.size()}, match.groups[1], name, true);
      return found_.codes.size() < most_pieces;
    });
  }

  // "65100, Kirkkopuistikko 20": what follows the code is the street, and the place stands elsewhere.
  bool is_street(std::string_view name, std::size_t end) const {
    static const Pattern ending(street_ending);
    static const Pattern number(R"(^\h\d)");
    return number.matches(slice(window(end, 2))) && ending.matches(name);
  }

  // The place after a code, without a following label or sentence ("Helsinki Puh", "Turku Olen").
  std::string_view place_of(std::string_view words) const {
    const std::size_t blank = words.find(' ');
    const std::string_view first = words.substr(0, blank);
    const auto is_no_place = [&](std::string_view word) {
      return evidence_.rules.has_word("address.not_locality", word);
    };
    if (is_no_place(first)) return {};
    if (blank == std::string_view::npos) return first;
    if (is_no_place(words.substr(blank + 1)) || all_upper(first) != all_upper(words.substr(blank + 1))) return first;
    return evidence_.rules.has_word("address.locality", first) && !evidence_.rules.has_word("address.locality", words)
               ? first
               : words;
  }

  void find_labelled_codes() {
    static const Pattern shape(
        R"((?:postinumero\w*|postikoodi\w*|postinro|postnummer\w*|postnr|post-?\h?code|postal\h?code|zip(?:\h?code)?)(?:\hand\htown)?[\h:*=.\t-]*(?:on|är|is)?\h*\n?\h*(\d{5}|\d{3}\h\d{2})(?!\d))");
    shape.each(text_, [&](const Match& match) {
      if (!reserved_(match.groups[1])) add_code(match.groups[1], match.groups[1], {}, true);
      return found_.codes.size() < most_pieces;
    });
  }

  // 0184 Oslo, 1620 København, 8001 Zürich: only where the country is named behind or by the country code of a phone
  // number.
  void find_codes_of_four() {
    static const Pattern shape(
        R"((?<![\p{L}\p{N}+/.-])(?:(?:NO|N|DK|CH|AT|A|BE|B|LV|LT|LU|NZ|AU)-)?(\d{4})\h((?-i:\p{Lu})[\p{L}.'-]+(?:\h(?-i:\p{Lu})[\p{L}.'-]+)?)(?!\p{L}))");
    static const Pattern country(
        R"(\b(?:norja|norge|norway|tanska|danmark|denmark|itävalta|österrike|austria|sveitsi|schweiz|switzerland|belgia|belgien|belgium|latvia|lettland|luxemburg|luxembourg|unkari|ungern|hungary|australia|australien|uusi-seelanti|nya zeeland|new zealand))");
    static const Pattern phone(
        R"(\+(?:47|45|43|41|32|371|352|36|61|64)\b|\b00(?:47|45|43|41|32)\b|\+(?:47|45|43|41|32)\d)");
    shape.each(text_, [&](const Match& match) {
      const std::size_t end = match.whole().end;
      const bool named = country.matches(slice({end, std::min(text_.size(), end + country_reach)})) ||
                         country.matches(slice(match.groups[2])) || phone.matches(text_);
      if (named && !reserved_(match.groups[1])) {
        std::string_view name = slice(match.groups[2]);
        const std::size_t blank = name.find(' ');
        if (blank != std::string_view::npos && country.matches(name.substr(blank))) name = name.substr(0, blank);
        add_code({match.groups[1].begin, match.groups[2].begin + name.size()}, match.groups[1], name, false);
      }
      return found_.codes.size() < most_pieces;
    });
  }

  // Five digits whose place stands before them: "Kaarikatu 7, Kotka, 48100". Of use only beside a street.
  void find_bare_codes() {
    static const Pattern shape(
        R"((?<![\p{L}\p{N}+/.,:-])(?:(?:FI|AX|FIN)-)?(\d{5})(?![\d:/-]|[.,]\d|\h?(?:€|e\b|eur)))");
    shape.each(text_, [&](const Match& match) {
      if (!reserved_(match.groups[1])) add_code(match.whole(), match.groups[1], {}, false);
      return found_.codes.size() < most_pieces;
    });
  }

  void add_code(const Span& span, const Span& digits, std::string_view name, bool sure) {
    if (!taken(found_.codes, span))
      found_.codes.push_back({span, std::string(slice(digits)), std::string(name), sure, false});
  }

  void find_streets() {
    static const Pattern box(
        R"((?<![\p{L}\p{N}])((?:PL|PB|P\.?\h?O\.?\h?Box|postilokero|postbox|box|postboks)\.?\h?\d{1,5}|poste\hrestante)(?![\p{L}\p{N}]))");
    static const Pattern french(
        R"((?<![\p{L}\p{N}])\d{1,4}(?:\h?(?:bis|ter))?,?\h(?:rue|avenue|boulevard|bd|place|allée|chemin|quai|cours|impasse)\h[\p{L}' -]{2,40}?(?=,?\h*\n?\h*(?:F-)?\d{5}))");
    for (const Pattern* pattern : {&box, &french}) {
      pattern->each(text_, [&](const Match& match) {
        add_street(match.whole(), true);
        return found_.streets.size() < most_pieces;
      });
    }
    static const Pattern number(R"((?<=[ \t\n])\d{1,4}(?!\d))");
    number.each(text_, [&](const Match& match) {
      look_before(match.whole().begin);
      return found_.streets.size() < most_pieces;
    });
  }

  // A number with a word before it: a street where the word ends like one, or where a postal code follows.
  void look_before(std::size_t at) {
    std::size_t end = at;
    while (end > 0 && (text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
    // Flowed and quoted text breaks streets before their number.
    const bool broken = end == at && end > 1 && text_[end - 1] == '\n';
    if (broken) --end;
    const Span word{word_begin(end), end};
    static const Pattern plain(R"(^\p{L}[\p{L}'.-]+$)");
    static const Pattern ending(street_ending);
    static const Pattern house(std::string("^") + house_number);
    if (word.size() < 2 || !plain.matches(slice(word))) return;
    const bool sure = ending.matches(slice(word));
    const auto match = house.find(slice(window(at, house_reach)));
    if (!match || (!sure && (broken || word.size() < 3))) return;
    const Span span{name_begin(word), at + match->whole().end};
    static const Pattern more_digits(R"(^[.:]?\d)");
    if (sure ? !more_digits.matches(slice(window(span.end, 2))) : code_follows(span.end)) {
      add_street({span.begin + leading_words(span), span.end}, sure);
    }
  }

  bool code_follows(std::size_t at) const {
    static const Pattern shape(
        R"(^[\h,.]*\n?\h*(?:[A-Z]{1,3}[-\h])?(?:\d{5}|\d{3}\h\d{2}|\d{4}\h(?:(?-i:[A-Z]{2})\b|(?-i:\p{Lu})))(?!\d))");
    return shape.matches(slice(window(at, code_reach)));
  }

  // The text from a place on, cut between characters.
  Span window(std::size_t at, std::size_t reach) const {
    std::size_t to = std::min(text_.size(), at + reach);
    while (to < text_.size() && (static_cast<unsigned char>(text_[to]) & 0xC0U) == 0x80U) ++to;
    return {at, to};
  }

  std::size_t word_begin(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && end - begin < longest_word &&
           std::string_view(" \t\n,;:=()/\"").find(text_[begin - 1]) == std::string_view::npos)
      --begin;
    return begin;
  }

  // Up to three more words before a street's last one, in its line, one blank between.
  std::size_t name_begin(const Span& last) const {
    std::size_t begin = last.begin;
    for (std::size_t words = 0; words < words_before && begin > 1 && text_[begin - 1] == ' '; ++words) {
      const std::size_t before = word_begin(begin - 1);
      const char first = before < begin - 1 ? text_[before] : ' ';
      if (first == ' ' || (first >= '0' && first <= '9') || first == '-') break;
      begin = before;
    }
    return begin;
  }

  void add_street(const Span& span, bool sure) {
    if (reserved_(span) || taken(found_.streets, span) || taken(found_.codes, span)) return;
    std::string street(slice(span));
    std::replace(street.begin(), street.end(), '\n', ' ');
    const std::string_view first = std::string_view(street).substr(0, street.find(' '));
    if (evidence_.rules.has_word("address.not_street", first)) return;
    if (!sure && evidence_.rules.has_word("address.not_locality", first)) return;
    found_.streets.push_back({span, std::move(street), {}, sure, false});
  }

  // Words of the sentence that stand before the street's own name: "Asun Valtakatu 30", "längs Nämpnäsvägen 642". What
  // stays are capitalised words ("Norra Esplanadgatan"), points of the compass, and genitives in small letters that
  // begin a line ("pispalan valtatie").
  std::size_t leading_words(const Span& span) const {
    static const Pattern direction(
        R"(^(?:norra|södra|östra|västra|gamla|nya|stora|lilla|pohjoinen|eteläinen|itäinen|läntinen|vanha|uusi|iso|pieni|l:a|s:t|pyhän)$)");
    const std::string_view street = slice(span);
    static const Pattern particle(R"(^(?:de|del|della|di|du|des|la|el|van|von|der|den)$)");
    static const Pattern capital(R"(\p{Lu}\p{L})", true);
    const bool begins_line =
        span.begin == 0 || text_[span.begin - 1] == '\n' || (span.begin > 1 && text_[span.begin - 2] == ',');
    const bool all_small = begins_line && !capital.matches(street);
    std::size_t begin = 0;
    bool in_name = false;
    for (std::size_t at = 0; at < street.size();) {
      const std::size_t blank = street.find_first_of(" \t\n", at);
      if (blank == std::string_view::npos ||
          (blank + 1 < street.size() && street[blank + 1] >= '0' && street[blank + 1] <= '9')) {
        if (!in_name) begin = at;
        break;
      }
      const std::string_view word = street.substr(at, blank - at);
      const bool small_genitive = all_small && (at == 0 || in_name) && (word.back() == 'n' || word.back() == 's');
      const bool fits =
          starts_upper(word) || direction.matches(word) || small_genitive || (in_name && particle.matches(word));
      const bool part_of_name = word.back() != '.' && street[blank] == ' ' && fits && !is_lead(word);
      if (part_of_name && !in_name) begin = at;
      in_name = part_of_name;
      at = blank + 1;
    }
    return begin;
  }

  bool is_lead(std::string_view word) const { return evidence_.holds("address.lead", word); }

  static bool taken(const std::vector<AddressPiece>& pieces, const Span& span) {
    return std::any_of(pieces.begin(), pieces.end(),
                       [&](const AddressPiece& piece) { return piece.span.overlaps(span); });
  }
  static void sort(std::vector<AddressPiece>& pieces) {
    std::sort(pieces.begin(), pieces.end(),
              [](const AddressPiece& a, const AddressPiece& b) { return a.span.begin < b.span.begin; });
  }

  const Evidence& evidence_;
  const std::string& text_;
  const std::function<bool(const Span&)>& reserved_;
  AddressPieces found_;
};

}  // namespace

AddressPieces find_address_pieces(const Evidence& evidence, const std::function<bool(const Span&)>& reserved) {
  return PieceFinder(evidence, reserved).run();
}

}  // namespace intake
