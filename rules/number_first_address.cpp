// Addresses that begin with the house number. What stands between the street and the town ("Apt 3", a second street)
// belongs to the street; a county or state does not belong to the town.
#include <algorithm>

#include "rules/address_pieces.h"
#include "rules/fold.h"

namespace intake {

namespace {

constexpr std::size_t most_addresses = 50;  // codes looked at in one message
constexpr std::size_t before_code = 160;    // bytes before a code that hold its street and town

// BN7 2QZ, D07 XY22, MN 55811, K1A 0B1, QLD 4178; a state before the code is left out.
const Pattern& code_shape() {
  static const Pattern pattern(
      R"((?<![\p{L}\p{N}])(?:([A-Z]{1,2}\d[A-Z\d]?\h?\d[A-Z]{2}|[A-Z]\d[\dW]\h?[A-Z\d]{4})|(?:[A-Z]{2}|[A-Z][a-z]{3,})\h(\d{5})(?:-\d{4})?|(?:[A-Z]{2},?\h)?([A-Z]\d[A-Z]\h\d[A-Z]\d)|(?:NSW|QLD|VIC|WA|SA|TAS|ACT|NT),?\h(\d{4}))(?![\p{L}\p{N}]))",
      true);
  return pattern;
}

// "Flat 3, 27 Marlowe Road", "45 Elm Street, Apt 3", then parts, then the town, up to the code.
const Pattern& lines_shape() {
  static const Pattern pattern(
      R"((?<![\p{L}\p{N}.,/-])((?:(?:Flat|Apartment|Apt\.?|Unit|Suite|Room)\h[\w/]{1,5}(?:,?\h|\h?\n))?\d{1,5}[A-Za-z]?(?:[-/]\d{1,5})?\h\p{L}[\p{L}'.-]*(?:\h\p{L}[\p{L}'.-]*){0,4})((?:\h*(?:,\h*\n?|\n)\h*[\p{L}\d'.# -]{2,40}){0,3}?)\h*(?:,\h*\n?|\n)\h*(\p{L}[\p{L}'. -]{1,40}?(?:\h\d{1,2})?)\h*(?:,\h*\n?\h*|\n\h*|(?<=\h))$)");
  return pattern;
}

bool is_county(std::string_view words) {
  static const Pattern counties(
      R"(^(?:\p{L}+shire|(?:east |west )?(?:sussex)|devon|cornwall|kent|surrey|essex|norfolk|suffolk|somerset|dorset|cumbria|(?:greater )?(?:london|manchester)|county\h\p{L}+|co\.?\h\p{L}+|scotland|wales|england|northern ireland)$)");
  return counties.matches(words);
}

// "Apt 3", "Weston Lane": parts of the street; else a district or county, where the town may be an earlier part.
bool belongs_to_street(std::string_view words) {
  static const Pattern of_street(
      R"(\d|\b(?:lane|road|rd|street|st|avenue|ave|drive|dr|close|court|terrace|gardens|park|way|house|cottage|flat|floor)\.?$)");
  return of_street.matches(words);
}

std::vector<std::string_view> split(std::string_view parts) {
  std::vector<std::string_view> out;
  while (!parts.empty()) {
    const std::size_t stop = std::min(parts.find_first_of(",\n"), parts.size());
    const std::string_view one = trim(parts.substr(0, stop));
    if (!one.empty()) out.push_back(one);
    parts.remove_prefix(std::min(stop + 1, parts.size()));
  }
  return out;
}

Address address_of(std::string_view window, const Match& match) {
  const auto slice = [&](std::size_t group) {
    return window.substr(match.groups[group].begin, match.groups[group].size());
  };
  Address address;
  address.street = std::string(trim(slice(1)));
  std::string_view town = trim(slice(3));
  for (const std::string_view one : split(slice(2))) {
    if (belongs_to_street(one))
      address.street += ", " + std::string(one);
    else if (is_county(town))
      town = one;
  }
  std::replace(address.street.begin(), address.street.end(), '\n', ' ');
  while (!town.empty() && town.back() >= '0' && town.back() <= '9') town.remove_suffix(1);
  address.locality = std::string(trim(town));
  return address;
}

}  // namespace

std::vector<Address> find_number_first_addresses(const Evidence& evidence) {
  std::vector<Address> addresses;
  const std::string& bytes = evidence.text.bytes();
  std::size_t looked_at = 0;
  code_shape().each(bytes, [&](const Match& code) {
    std::size_t from = code.whole().begin > before_code ? code.whole().begin - before_code : 0;
    while (from < code.whole().begin && (static_cast<unsigned char>(bytes[from]) & 0xC0U) == 0x80U) ++from;
    const std::string_view window = std::string_view(bytes).substr(from, code.whole().begin - from);
    if (const auto match = lines_shape().find(window)) {
      Address address = address_of(window, *match);
      const std::size_t group = code.has(1) ? 1 : code.has(2) ? 2 : code.has(3) ? 3 : 4;
      address.code = std::string(evidence.text.slice(code.groups[group]));
      address.span = {from + match->groups[1].begin, code.whole().end};
      addresses.push_back(std::move(address));
    }
    return ++looked_at < most_addresses;
  });
  return addresses;
}

}  // namespace intake
