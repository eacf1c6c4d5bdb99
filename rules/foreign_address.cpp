// Addresses abroad, read backwards from their end: the country's name, or a postal code that only other countries
// write. Between commas and line ends stand, last first: the town with its code, flats and floors, the street with its
// number.
#include <algorithm>
#include <string>

#include "rules/address_pieces.h"
#include "rules/fold.h"

namespace intake {

namespace {

constexpr std::size_t most_ends = 50;       // ends of addresses looked at in one message
constexpr std::size_t longest = 170;        // bytes of an address before its country
constexpr std::size_t parts_after = 2;      // a county or state between the code and the country
constexpr std::size_t parts_of_street = 4;  // street, house, staircase, floor

// Where an address ends, and whether its country has no postal codes.
struct End {
  std::size_t at = 0;
  bool without_code = false;
};

// As written, and between separators.
struct Part {
  std::string_view text;
  Span span;
};

// What a country may write for its codes: 12345, 123 45, 1234-567, 12-345, LV-1050, 1234 AB, SW1A 1AA, H91 K2X4, M5V
// 2A2.
constexpr const char* code_of_any =
    R"((?:[A-Z]{1,3}-\h?|〒)?(\d{3}-\d{4}|\d{4}-\d{3}|\d{2}-\d{3}|\d{3}\h\d{2,3}|\d{4}\h?[A-Z]{2}(?!\p{L})|\d{3,7}|LV-\d{4}|LT-\d{5}|[A-Z]{1,2}\d[A-Z\d]?\h?\d[A-Z]{2}|[A-Z]\d[A-Z]\h?\d[A-Z]\d|[A-Z]\d[\dW]\h?[A-Z\d]{4}))";
// Those that no Finnish text has in another sense.
constexpr const char* code_of_abroad =
    R"((?<![\p{L}\p{N}+./-])(?:\d{2}-\d{3}\h(?=\p{Lu})|\d{4}-\d{3}\h(?=\p{Lu})|(?:LV|LT|PL|DE|D|F|FR|ES|PT|IT|CZ|DK|NO|SE|S)-\d{4,5}(?!\d)|[A-Z]\d[\dW]\h?[A-Z\d]{4}(?![\p{L}\p{N}])))";
constexpr const char* town = R"((\p{Lu}[\p{L}'./-]*(?:\h(?:\p{L}[\p{L}'./-]*|\d{1,2}(?!\d))){0,3}))";

bool is_separator(char c) {
  return c == ',' || c == '\n' || c == '(' || c == ';';
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

// The last parts of `window`, the last one first; a blank line or the end of a sentence ends them.
std::vector<Part> parts_before(std::string_view window, std::size_t offset) {
  std::vector<Part> parts;
  std::size_t end = window.size();
  while (end > 0 && parts.size() < parts_after + 1 + parts_of_street) {
    std::size_t begin = end;
    while (begin > 0 && !is_separator(window[begin - 1])) --begin;
    const std::string_view text = trim(window.substr(begin, end - begin));
    const bool blank_line = text.empty() && begin > 0 && window[begin - 1] == '\n';
    if (blank_line && !parts.empty()) break;
    if (!text.empty()) {
      const std::size_t at = offset + static_cast<std::size_t>(text.data() - window.data());
      parts.push_back({text, {at, at + text.size()}});
    }
    end = begin == 0 ? 0 : begin - 1;
  }
  return parts;
}

// "3º B", "2. tv", "piso 4", "Apt 3B", "lgh 1203", "D: 3": a part of a house.
bool is_flat(std::string_view part) {
  static const Pattern shape(
      R"(^(?:(?:piso|planta|puerta|esc|escalera|lgh|apt|flat|unit|floor|dörr|stg|m|kv|hus|no|door|suite|room|int|scala|bt|krs|c/o)\b|\d{1,2}\h?[.ºª°]|\d{1,2}\h?[oa]?(?:\h\p{L}{1,5}\.?)?$|\d{1,2}(?:st|nd|rd|th)\hfloor|st\.|\d{1,2}\h?(?:tr|tv|th|mf|trappor|vån|et|etg)\b|#))");
  return shape.matches(part);
}

bool is_street(std::string_view part) {
  static const Pattern shape(
      R"(\p{L}{2}[\p{L}'.]*\h+(?:No\.?:?\h?|n\.?\h?o?\h?)?\d{1,5}(?!\d|-\d{3})|^\d{1,5}[A-Za-z]?(?:[/-]\d{1,5}){0,2},?\h\p{L}{2})");
  return part.size() <= 80 && shape.matches(part);
}

bool is_lead(std::string_view word, const RuleSet& rules) {
  const auto& leads = rules.group("address.lead");
  return std::any_of(leads.begin(), leads.end(), [&](const Rule& rule) { return rule.pattern.matches(word); });
}

// A word of a street's name: capitalised, what stands in small letters inside one, or what begins one in many
// languages.
bool is_of_name(std::string_view word, const RuleSet& rules) {
  static const Pattern small(
      R"(^(?:via|viale|corso|calle|c/|avenida|avda\.?|av\.|rua|ul\.|al\.|os\.|rue|avenue|soi|str\.|strada|de|del|della|delle|dei|degli|di|da|do|dos|das|du|des|la|las|le|los|el|am|an|der|dem|den|van|von|zum|zur|y|of|na|n\.?|no\.?:?|pr\.|út|utca|iela|mnt|pst|tn|gate|gata|gade|vej|vei|väg|maantee|tänav|caddesi|sokak)$)");
  static const Pattern sentence_end(R"(\p{L}{4}[.!?:]$|\d[.!?:]$)");
  if (word.empty() || sentence_end.matches(word)) return false;
  return small.matches(word) || (starts_upper(word) && !is_lead(word, rules));
}

// "Södra vägen 14": small letters right before the number are of the name where the part begins with a capital.
std::size_t name_from_start(std::string_view part, std::size_t first, std::size_t number, const RuleSet& rules) {
  constexpr std::ptrdiff_t most_words = 4;
  while (first < number && is_lead(part.substr(first, part.find(' ', first) - first), rules)) {
    first = part.find(' ', first) + 1;
  }
  const std::string_view name = part.substr(first, number - first);
  const bool fits = starts_upper(name) && std::count(name.begin(), name.end(), ' ') <= most_words;
  return fits ? first : number;
}

// Where the street begins in "I live now in Via dei Mille 18" and in "I live at 12 Baker Street": at the words of its
// name right before the house number, or at the number.
std::size_t street_begin(std::string_view part, const RuleSet& rules) {
  static const Pattern house(R"((?<![^\h])\d{1,5}[A-Za-z]?(?![\p{L}\d]))");
  static const Pattern border(R"((?:\p{L}{4}|\d)[.!?:]\h+(?=\p{Lu}))", true);
  std::size_t first = 0;
  border.each(part, [&](const Match& match) {
    first = match.whole().end;
    return true;
  });
  const auto number = house.find(part.substr(first));
  if (!number) return first;
  std::size_t begin = first + number->whole().begin;
  while (begin > first + 1) {
    const std::size_t blank = part.rfind(' ', begin - 2);
    const std::size_t word = blank == std::string_view::npos ? 0 : blank + 1;
    if (!is_of_name(part.substr(word, begin - 1 - word), rules)) break;
    begin = word;
  }
  return begin < first + number->whole().begin ? begin : name_from_start(part, first, begin, rules);
}

class ForeignAddress {
 public:
  ForeignAddress(std::vector<Part> parts, bool without_code, const RuleSet& rules)
      : parts_(std::move(parts)), without_code_(without_code), rules_(rules) {}

  std::optional<Address> read() {
    if (without_code_) return read_without_code();
    for (at_ = 0; at_ <= parts_after && at_ < parts_.size(); ++at_) {
      if (!read_code()) continue;
      if (!read_street()) return std::nullopt;
      return std::move(address_);
    }
    return std::nullopt;
  }

 private:
  // "P.O. Box 74215, Dubai"
  std::optional<Address> read_without_code() {
    if (parts_.empty() || !starts_upper(parts_[0].text) || has_digit(parts_[0].text)) return std::nullopt;
    at_ = 0;
    address_.without_code = true;
    address_.locality = parts_[0].text;
    address_.span.end = parts_[0].span.end;
    return read_street() ? std::optional<Address>(std::move(address_)) : std::nullopt;
  }

  // "20129 Milano", "Bangkok 10110", "London SW1A 1AA", or the code alone with the town in the part before it.
  bool read_code() {
    static const Pattern code_first(std::string("^") + code_of_any + R"(\h)" + town + "$", true);
    static const Pattern town_first("^" + std::string(town) + R"(\h(?:[A-Z]{2,3}\h)?)" + code_of_any + "$", true);
    static const Pattern code_alone(std::string(R"(^(?:[A-Z]{2,3}\h)?)") + code_of_any + "$", true);
    const std::string_view part = parts_[at_].text;
    if (const auto match = code_first.find(part)) return take(part, match->groups[1], match->groups[2]);
    if (const auto match = town_first.find(part)) return take(part, match->groups[2], match->groups[1]);
    const auto match = code_alone.find(part);
    if (!match || at_ + 1 >= parts_.size() || !starts_upper(parts_[at_ + 1].text)) return false;
    take(part, match->groups[1], {0, 0});
    address_.locality = parts_[++at_].text;
    return !has_digit(address_.locality);
  }

  bool take(std::string_view part, const Span& code, const Span& name) {
    address_.code = part.substr(code.begin, code.size());
    address_.locality = part.substr(name.begin, name.size());
    address_.span.end = parts_[0].span.end;
    return true;
  }

  // Flats and floors up to the street they are of; a district between is no part of it.
  bool read_street() {
    for (std::size_t i = at_ + 1; i < parts_.size() && i <= at_ + parts_of_street; ++i) {
      const std::string_view part = parts_[i].text;
      const std::size_t lead = street_begin(part, rules_);
      if (!is_flat(part) && is_street(part.substr(lead))) {
        // "14, rue des Lilas" and "Flat 4, 27 Marine Parade" have a piece of the house in front.
        address_.street = std::string(part.substr(lead)) + address_.street;
        address_.span.begin = parts_[i].span.begin + lead;
        take_house_in_front(i + 1);
        return true;
      }
      if (is_flat(part)) address_.street = ", " + std::string(part) + address_.street;
      static const Pattern rue(R"(^(?:rue|avenue|bd|boulevard|place|chemin|quai|allée)\h)");
      static const Pattern house(R"(^.{0,24}?(\d{1,4}(?:\h?(?:bis|ter))?)$)");
      if (!rue.matches(part) || i + 1 >= parts_.size()) continue;
      const auto number = house.find(parts_[i + 1].text);
      if (!number) return false;
      address_.street =
          std::string(parts_[i + 1].text.substr(number->groups[1].begin)) + ", " + std::string(part) + address_.street;
      address_.span.begin = parts_[i + 1].span.begin + number->groups[1].begin;
      return true;
    }
    return false;
  }

  void take_house_in_front(std::size_t i) {
    static const Pattern flat(R"(\b(?:flat|apartment|apt\.?|unit|suite|room)\h[\w/]{1,5}$)");
    if (i >= parts_.size()) return;
    const auto match = flat.find(parts_[i].text);
    if (!match) return;
    address_.street = std::string(parts_[i].text.substr(match->whole().begin)) + ", " + address_.street;
    address_.span.begin = parts_[i].span.begin + match->whole().begin;
  }

  std::vector<Part> parts_;
  bool without_code_;
  const RuleSet& rules_;
  std::size_t at_ = 0;
  Address address_;
};

void add_codes(const std::string& bytes, const Pattern& code, std::vector<End>& ends) {
  const std::size_t most = ends.size() + most_ends;
  code.each(bytes, [&](const Match& match) {
    ends.push_back({std::min(bytes.find_first_of(",.;\n(", match.whole().end), bytes.size()), false});
    return ends.size() < most;
  });
}

// Where addresses abroad end: before a country's name, and behind the part that holds a code of abroad.
std::vector<End> ends_of(const Evidence& evidence) {
  const std::string& bytes = evidence.text.bytes();
  std::vector<End> ends;
  for (const Rule* rule : evidence.possible("address.country")) {
    const bool without_code = rule->id == "no-code";
    rule->pattern.each(bytes, [&](const Match& match) {
      std::size_t end = match.whole().begin;
      while (end > 0 && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) --end;
      if (end > 0 && is_separator(bytes[end - 1])) ends.push_back({end - 1, without_code});
      return ends.size() < most_ends;
    });
  }
  static const Pattern code(code_of_abroad, true);
  add_codes(bytes, code, ends);
  return ends;
}

std::vector<Address> addresses_before(const std::vector<End>& ends, const Evidence& evidence) {
  const std::string& bytes = evidence.text.bytes();
  std::vector<Address> addresses;
  for (const auto& [end, without_code] : ends) {
    std::size_t from = end > longest ? end - longest : 0;
    while (from < end && (static_cast<unsigned char>(bytes[from]) & 0xC0U) == 0x80U) ++from;
    const std::string_view window = std::string_view(bytes).substr(from, end - from);
    if (auto address = ForeignAddress(parts_before(window, from), without_code, evidence.rules).read()) {
      addresses.push_back(std::move(*address));
    }
  }
  return addresses;
}

}  // namespace

std::vector<Address> find_foreign_addresses(const Evidence& evidence) {
  return addresses_before(ends_of(evidence), evidence);
}

std::vector<Address> find_addresses_by_phone(const Evidence& evidence) {
  static const Pattern phone(R"((?<![\p{L}\p{N}])(?:\+|00)(?!358|0)[1-9]\d)");
  const std::string& bytes = evidence.text.bytes();
  if (!phone.matches(bytes)) return {};
  std::vector<End> ends;
  static const Pattern code(R"((?<![\p{L}\p{N}+./-])(?:\d{4,5}|\d{3}\h\d{2})\h(?=\p{Lu}\p{L}))", true);
  add_codes(bytes, code, ends);
  return addresses_before(ends, evidence);
}

}  // namespace intake
