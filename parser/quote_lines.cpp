#include "parser/quote_lines.h"

#include <algorithm>
#include <array>

namespace intake {
namespace {

constexpr std::size_t longest_attribution = 400;  // bytes, over its lines
constexpr std::size_t most_attribution_lines = 3;
constexpr std::size_t most_header_lines = 14;  // of a copied header, folded recipients included
constexpr std::size_t longest_separator = 120;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

template <std::size_t N>
bool contains_any(std::string_view text, const std::array<std::string_view, N>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return contains(text, part); });
}

template <std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return text.substr(0, part.size()) == part; });
}

// Without blanks, bold marks and ruling characters at the ends.
std::string_view bare(std::string_view text) {
  constexpr std::string_view noise = " \t*_-=#~";
  const std::size_t begin = text.find_first_not_of(noise);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(noise) - begin + 1);
}

bool has_clock_time(std::string_view text) {
  for (std::size_t i = 1; i + 2 < text.size(); ++i) {
    const bool separator = text[i] == ':' || text[i] == '.';
    const bool two_after =
        is_digit(text[i + 1]) && is_digit(text[i + 2]) && (i + 3 == text.size() || !is_digit(text[i + 3]));
    if (!separator || !is_digit(text[i - 1]) || !two_after) continue;
    const bool two_before = i >= 2 && is_digit(text[i - 2]);
    const int hour = (two_before ? (text[i - 2] - '0') * 10 : 0) + (text[i - 1] - '0');
    if (hour < 24 && text[i + 1] < '6') return true;
  }
  return false;
}

bool has_year(std::string_view text) {
  for (std::size_t at = text.find("20"); at != std::string_view::npos; at = text.find("20", at + 1)) {
    if (at + 3 < text.size() && is_digit(text[at + 2]) && is_digit(text[at + 3])) return true;
  }
  return false;
}

constexpr auto verbs = std::to_array<std::string_view>(
    {"kirjoitti", "kirjoittaa", "kirjotti", "skrev", "skriver", "wrote", "writes", "schrieb", "kirjutas", "lainaus",
     "citerar", "citat fr", "quoting", "a écrit", "пишет", "написал", "skreiv"});

constexpr auto openers = std::to_array<std::string_view>(
    {"on ",      "den ",      "am ", "ma ", "ti ", "ke ", "to ", "pe ",       "la ",     "su ",         "må",
     "mån",      "tis",       "ons", "tor", "fre", "lör", "sön", "maanantai", "tiistai", "keskiviikko", "perjantai",
     "lauantai", "sunnuntai", "mon", "tue", "wed", "thu", "fri", "sat",       "sun",     "---- on",     "kl"});

bool is_attribution(std::string_view text, bool quote_follows) {
  const std::string_view end = bare(text);
  if (end.empty() || (end.back() != ':' && text.substr(0, 4) != "----")) return false;
  if (!contains_any(end, verbs)) return false;
  const bool address = contains(end, "@");
  const bool dated = has_year(end) || has_clock_time(end);
  if (quote_follows) return address || dated || end.size() < 120;
  // Nothing marked follows: a sentence of a letter must not be taken for one.
  return (address && dated) || (has_year(end) && has_clock_time(end)) || (address && starts_with_any(end, openers));
}

// A first line of two or three: only a line that begins like one may be joined to the next.
bool may_begin_attribution(std::string_view text) {
  return contains(text, "@") || contains(text, "<") || (has_year(text) && starts_with_any(bare(text), openers)) ||
         (has_year(text) && has_clock_time(text)) || starts_with_any(bare(text), openers);
}

bool deeper_quote_follows(const std::vector<QuoteLine>& lines, std::size_t at, std::size_t depth) {
  constexpr std::size_t most_blank = 3;
  for (std::size_t i = at; i < lines.size() && i < at + most_blank; ++i) {
    if (lines[i].depth > depth) return true;
    if (lines[i].depth < depth || !bare(lines[i].text).empty()) return false;
  }
  return false;
}

enum class Label { none, from, date, to, subject, other };

struct LabelName {
  std::string_view name;
  Label label;
};

constexpr auto label_names = std::to_array<LabelName>({
    {"lähettäjä", Label::from},
    {"från", Label::from},
    {"from", Label::from},
    {"avsändare", Label::from},
    {"von", Label::from},
    {"saatja", Label::from},
    {"de", Label::from},
    {"от", Label::from},
    {"fra", Label::from},
    {"lähetetty", Label::date},
    {"päivämäärä", Label::date},
    {"päiväys", Label::date},
    {"pvm", Label::date},
    {"lähetysaika", Label::date},
    {"aika", Label::date},
    {"skickat", Label::date},
    {"datum", Label::date},
    {"sänt", Label::date},
    {"sent", Label::date},
    {"date", Label::date},
    {"gesendet", Label::date},
    {"saadetud", Label::date},
    {"kuupäev", Label::date},
    {"отправлено", Label::date},
    {"дата", Label::date},
    {"vastaanottaja", Label::to},
    {"vastaanottajat", Label::to},
    {"till", Label::to},
    {"to", Label::to},
    {"an", Label::to},
    {"adressaat", Label::to},
    {"кому", Label::to},
    {"kenelle", Label::to},
    {"mottagare", Label::to},
    {"aihe", Label::subject},
    {"otsikko", Label::subject},
    {"ämne", Label::subject},
    {"subject", Label::subject},
    {"re", Label::subject},
    {"betreff", Label::subject},
    {"teema", Label::subject},
    {"тема", Label::subject},
    {"kopio", Label::other},
    {"kopia", Label::other},
    {"cc", Label::other},
    {"bcc", Label::other},
    {"piilokopio", Label::other},
    {"vastausosoite", Label::other},
    {"reply-to", Label::other},
    {"svar till", Label::other},
    {"prioriteetti", Label::other},
    {"tärkeys", Label::other},
    {"importance", Label::other},
    {"prioritet", Label::other},
    {"saaja", Label::to},
    {"saajat", Label::to},
    {"rubrik", Label::subject},
    {"asia", Label::subject},
    {"liitteet", Label::other},
    {"attachments", Label::other},
    {"bifogade filer", Label::other},
});

struct HeaderLine {
  Label label = Label::none;
  std::string value;
};

HeaderLine read_header_line(std::string_view text) {
  constexpr std::size_t longest_name = 24;
  const std::string folded = small_letters(bare(text));
  const std::size_t colon = folded.substr(0, longest_name + 1).find(':');
  if (colon == std::string::npos) return {};
  const std::string_view name = bare(std::string_view(folded).substr(0, colon));
  const auto* found =
      std::find_if(label_names.begin(), label_names.end(), [&](const LabelName& known) { return known.name == name; });
  if (found == label_names.end()) return {};
  return {found->label, std::string(bare(std::string_view(folded).substr(colon + 1)))};
}

struct HeaderProof {
  bool from = false, address = false, time = false, date = false, to = false, subject = false;
  [[nodiscard]] bool enough(bool after_separator) const {
    if (!from) return false;
    if (after_separator) return date || to || subject;
    return (time && (to || subject)) || (address && date && subject) || (address && date && to);
  }
};

void add_proof(HeaderProof& proof, const HeaderLine& line) {
  const bool people = line.label == Label::from || line.label == Label::to;
  proof.from |= line.label == Label::from && !line.value.empty();
  proof.address |= people && contains(line.value, "@");
  proof.date |= line.label == Label::date;
  proof.time |= line.label == Label::date && has_clock_time(line.value);
  proof.to |= line.label == Label::to;
  proof.subject |= line.label == Label::subject;
}

}  // namespace

QuoteLine read_quote_line(std::string_view line) {
  QuoteLine quote;
  std::size_t at = 0;
  std::size_t text = 0;
  while (at < line.size()) {
    if (line[at] == '>') {
      ++quote.depth;
      text = ++at;
    } else if (line[at] == ' ' && quote.depth > 0 && at + 1 < line.size() && line[at + 1] == '>') {
      ++at;
    } else {
      break;
    }
  }
  quote.text = line.substr(text);
  if (quote.depth > 0 && !quote.text.empty() && quote.text.front() == ' ') quote.text.remove_prefix(1);
  quote.depth = std::min(quote.depth, most_quote_depth);
  return quote;
}

std::string small_letters(std::string_view text) {
  std::string small(text);
  for (std::size_t i = 0; i < small.size(); ++i) {
    const auto byte = static_cast<unsigned char>(small[i]);
    if (byte >= 'A' && byte <= 'Z') small[i] = static_cast<char>(byte + ('a' - 'A'));
    const bool latin_1 = i > 0 && small[i - 1] == '\xC3' && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
    if (latin_1) small[i] = static_cast<char>(byte + 0x20);
  }
  return small;
}

Attribution find_attribution(const std::vector<QuoteLine>& lines, std::size_t first) {
  std::string joined;
  for (std::size_t n = 1; n <= most_attribution_lines && first + n <= lines.size(); ++n) {
    const QuoteLine& line = lines[first + n - 1];
    const bool same = line.depth == lines[first].depth && !bare(line.text).empty();
    if (!same || joined.size() + line.text.size() > longest_attribution) break;
    if (n > 1) joined += ' ';
    joined += small_letters(line.text);
    const bool follows = deeper_quote_follows(lines, first + n, line.depth);
    if (is_attribution(joined, follows)) return {n, follows, joined};
    if (n == 1 && !may_begin_attribution(joined)) break;
  }
  return {};
}

bool is_separator_line(std::string_view text) {
  if (text.size() > longest_separator) return false;
  constexpr auto nouns = std::to_array<std::string_view>(
      {"viesti", "message", "meddelande", "mail", "brev", "sähköposti", "nachricht", "kiri", "сообщение"});
  constexpr auto kinds = std::to_array<std::string_view>(
      {"alkuperäinen", "original", "ursprungligt", "ursprunglig", "välitetty", "edelleen", "forwarded",
       "vidarebefordra", "vidaresänt", "ursprüngliche", "weitergeleitete", "edastatud", "исходное", "пересылаемое"});
  const std::string folded = small_letters(text);
  const std::string_view words = bare(folded);
  if (words.empty() || words.size() > 60 || !contains_any(words, nouns) || !contains_any(words, kinds)) return false;
  const bool ruled = folded.find("--") != std::string::npos || folded.find("__") != std::string::npos ||
                     folded.find("==") != std::string::npos;
  constexpr auto begins = std::to_array<std::string_view>(
      {"begin ", "alku ", "början på ", "edelleen lähetetty viesti", "edelleenlähetetty sähköposti", "välitetty viesti",
       "vidarebefordrat ", "edelleenlähetetty viesti", "alkuperäinen viesti", "ursprungligt meddelande",
       "original message", "forwarded message", "alun perin lähetetty viesti"});
  return ruled || (words.back() == ':' && starts_with_any(words, begins));
}

bool is_ruler(std::string_view text) {
  constexpr std::size_t shortest = 5;
  const auto rules = std::count_if(text.begin(), text.end(), [](char c) { return contains("_-=*", {&c, 1}); });
  return rules >= static_cast<std::ptrdiff_t>(shortest) && text.find_first_not_of(" \t_-=*") == std::string_view::npos;
}

std::size_t number_of_item(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  std::size_t at = begin;
  std::size_t number = 0;
  while (at < text.size() && at < begin + 3 && is_digit(text[at])) number = number * 10 + std::size_t(text[at++] - '0');
  const bool item = at > begin && at < begin + 3 && at + 1 < text.size() && (text[at] == '.' || text[at] == ')') &&
                    (text[at + 1] == ' ' || text[at + 1] == '\t');
  return item ? number : 0;
}

CopiedHeader find_header_block(const std::vector<QuoteLine>& lines, std::size_t first, bool after_separator) {
  if (read_header_line(lines[first].text).label == Label::none) return {};
  CopiedHeader block;
  HeaderProof proof;
  std::size_t strangers = 0;  // folded recipients and blank lines from paragraphs in a row
  for (std::size_t i = first; i < lines.size() && i < first + most_header_lines && lines[i].depth == lines[first].depth;
       ++i) {
    const HeaderLine line = read_header_line(lines[i].text);
    const bool blank = bare(lines[i].text).empty();
    if (line.label == Label::none) {
      const bool folded_recipients = !blank && contains(lines[i].text, "@") && !proof.subject;
      if ((!blank && !folded_recipients) || ++strangers > 4) break;
      continue;
    }
    add_proof(proof, line);
    if (line.label == Label::from) block.from += line.value + ' ';
    if (line.label == Label::subject && !block.has_subject) {
      block.subject = i;
      block.has_subject = true;
    }
    block.lines = i + 1 - first;
  }
  if (!proof.enough(after_separator)) return {};
  return block;
}

}  // namespace intake
