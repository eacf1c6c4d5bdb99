#include "parser/quote_owner.h"

#include <algorithm>
#include <array>

#include "parser/quote_lines.h"

namespace intake {
namespace {

bool is_address_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '+';
}

bool is_word_byte(char c) {
  return is_address_letter(c) ? c != '.' && c != '-' && c != '+' : static_cast<unsigned char>(c) >= 0x80;
}

std::vector<std::string_view> addresses_in(std::string_view text) {
  std::vector<std::string_view> addresses;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t begin = at;
    std::size_t end = at + 1;
    while (begin > 0 && is_address_letter(text[begin - 1])) --begin;
    while (end < text.size() && is_address_letter(text[end])) ++end;
    while (end > at && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    if (begin < at && end > at + 1) addresses.push_back(text.substr(begin, end - begin));
  }
  return addresses;
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool left = at == 0 || !is_word_byte(text[at - 1]);
    const std::size_t end = at + word.size();
    if (left && (end == text.size() || !is_word_byte(text[end]))) return true;
  }
  return false;
}

template <std::size_t N>
std::size_t count_of(std::string_view text, const std::array<std::string_view, N>& marks) {
  return static_cast<std::size_t>(std::count_if(
      marks.begin(), marks.end(), [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; }));
}

std::string_view domain_of(std::string_view address) {
  const std::size_t at = address.rfind('@');
  return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
}

// "tietopyynnot+5k2m@kela.example.s" -> "tietopyynnot@kela.example"
std::string without_tags(std::string_view address) {
  if (address.size() > 2 && address.substr(address.size() - 2) == ".s") address.remove_suffix(2);
  const std::size_t at = address.rfind('@');
  const std::size_t plus = address.find('+');
  if (plus >= at || at == std::string_view::npos) return std::string(address);
  return std::string(address.substr(0, plus)).append(address.substr(at));
}

bool has_domain_label(std::string_view domain, std::string_view label) {
  return domain.substr(0, label.size() + 1) == std::string(label) + "." ||
         domain.find("." + std::string(label) + ".") != std::string_view::npos;
}

constexpr std::string_view specimen_code = "131052-308";  // published by the authorities as an example; nobody's

// Six digits, a century sign and four more: nobody but the sender writes an identity code, the specimen aside.
bool has_identity_code(std::string_view text) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0, run = 0; i < text.size(); ++i) {
    run = digit(i) ? run + 1 : 0;
    if (run != 6) continue;
    const std::size_t sign = text.find_first_not_of(' ', i + 1);
    if (sign == std::string_view::npos || sign > i + 2) continue;
    const bool century = text[sign] == '-' || text[sign] == '+' || (text[sign] >= 'a' && text[sign] <= 'y');
    const std::size_t number = text.find_first_not_of(' ', sign + 1);
    const bool specimen = text.substr(i - 5, specimen_code.size()) == specimen_code;
    if (!specimen && century && number != std::string_view::npos && digit(number) && digit(number + 1) &&
        digit(number + 2))
      return true;
  }
  return false;
}

// "1. Maija Meikäläinen", "2. 040 …": items in their order from the first, with digits of their own.
bool is_numbered_answer(std::string_view text) {
  constexpr std::size_t enough_items = 2;
  constexpr std::ptrdiff_t enough_digits = 8;  // of the answers and their numbers: a phone number or an address
  std::size_t items = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (number_of_item(text.substr(begin, end - begin)) == items + 1) ++items;
    begin = end + 1;
  }
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return items >= enough_items && digits >= enough_digits;
}

// Words with which a person introduces themselves or asks.
constexpr auto sender_marks =
    std::to_array<std::string_view>({"nimeni on",   "nimeni:",    "olen ",        "oon ",
                                     "asun ",       "jag heter",  "mitt namn",    "jag är",
                                     "jag bor",     "my name is", "i am ",        "i'm ",
                                     "i live",      "pyydän",     "haluaisin",    "haluan",
                                     "jag vill",    "jag ber",    "jag skulle",   "i would like",
                                     "i'd like",    "i want",     "omat tietoni", "mina uppgifter",
                                     "my records",  "hetuni",     "tunnukseni",   "min personbeteckning",
                                     "mitt nummer", "numeroni",   "my phone"});

constexpr auto certain_mailbox_marks = std::to_array<std::string_view>(
    {"automaattinen vastaus", "automaattinen viesti", "tämä on automaattinen", "tämä viesti on automaattinen",
     "detta är ett automatiskt", "automatiskt svar", "this is an automatic", "automatic reply", "automated reply",
     "automated message", "handläggare", "käsittelijä ", "case handler"});

constexpr auto mailbox_marks = std::to_array<std::string_view>({"kela",
                                                                "fpa",
                                                                "kansaneläkelaitos",
                                                                "folkpensionsanstalten",
                                                                "020 634",
                                                                "20 634",
                                                                "turvapost",
                                                                "säker e-post",
                                                                "säkerhetspost",
                                                                "skyddad e-post",
                                                                "secure e-mail",
                                                                "secure email",
                                                                "tarvitsemme",
                                                                "puuttu",
                                                                "fattas",
                                                                "saknas",
                                                                "missing",
                                                                "still need",
                                                                "is needed",
                                                                "henkilötunnuksesi",
                                                                "puhelinnumerosi",
                                                                "osoitteesi",
                                                                "nimesi",
                                                                "viestisi",
                                                                "pyyntösi",
                                                                "tietopyyntösi",
                                                                "ditt ",
                                                                "din ",
                                                                "dina ",
                                                                "du ",
                                                                "your ",
                                                                "kiitos viestistä",
                                                                "tack för ditt",
                                                                "thank you for your",
                                                                "olemme vastaanottaneet",
                                                                "vi har tagit emot",
                                                                "we have received",
                                                                "we can",
                                                                "vi kan",
                                                                "emme voi",
                                                                "voimme",
                                                                "arvoisa pyytäjä",
                                                                "dear requester"});

}  // namespace

bool is_mailbox_address(std::string_view address, const Correspondents& people) {
  const std::string plain = without_tags(address);
  const std::string_view domain = domain_of(plain);
  if (has_domain_label(domain, "kela") || has_domain_label(domain, "fpa")) return true;
  return std::any_of(people.mailbox_addresses.begin(), people.mailbox_addresses.end(), [&](const std::string& ours) {
    const std::string own = without_tags(ours);
    return own == plain || (!domain.empty() && domain_of(own) == domain);
  });
}

std::optional<Author> owner_by_name(std::string_view names, const Correspondents& people) {
  const auto addresses = addresses_in(names);
  for (const auto address : addresses) {
    const bool listed = std::find(people.mailbox_addresses.begin(), people.mailbox_addresses.end(),
                                  without_tags(address)) != people.mailbox_addresses.end();
    if (!listed && without_tags(address) == without_tags(people.sender_address)) return Author::sender_earlier;
    if (is_mailbox_address(address, people)) return Author::mailbox;
  }
  constexpr auto our_names =
      std::to_array<std::string_view>({"kela", "kelan", "fpa", "fpa:s", "kansaneläkelaitos", "folkpensionsanstalten",
                                       "tietopyynnöt", "tietopyynnot", "dataförfrågningar", "data requests"});
  if (std::any_of(our_names.begin(), our_names.end(), [&](std::string_view name) { return has_word(names, name); })) {
    return Author::mailbox;
  }
  if (!addresses.empty()) return Author::sender_earlier;
  return std::nullopt;
}

Author owner_by_content(std::string_view quoted, const Correspondents& people) {
  const std::string text = small_letters(quoted);
  const auto addresses = addresses_in(text);
  const bool names_mailbox = std::any_of(addresses.begin(), addresses.end(),
                                         [&](std::string_view address) { return is_mailbox_address(address, people); });
  const std::size_t ours = count_of(text, mailbox_marks) + (names_mailbox ? 2 : 0);
  const std::size_t theirs = count_of(text, sender_marks);
  const bool certain = count_of(text, certain_mailbox_marks) > 0;
  // A code may have been typed into our letter; a person who mentions the automatic reply says little else of ours.
  if (has_identity_code(text)) return certain && ours >= 3 ? Author::mailbox : Author::sender_earlier;
  if (certain && ours > 0) return Author::mailbox;
  return ours >= 2 && ours > theirs ? Author::mailbox : Author::sender_earlier;
}

bool is_plainly_of_sender(std::string_view text) {
  constexpr std::size_t most_of_ours = 2;  // "Kela" and "du" in a letter to the mailbox
  const std::string folded = small_letters(text);
  const std::size_t ours = count_of(folded, mailbox_marks);
  if (has_identity_code(folded)) return ours <= most_of_ours && count_of(folded, certain_mailbox_marks) == 0;
  return ours == 0 && (count_of(folded, sender_marks) >= 2 || is_numbered_answer(folded));
}

bool is_office_line(std::string_view line) {
  constexpr std::size_t longest = 90;  // bytes; a longer one is prose that mentions it
  constexpr auto marks =
      std::to_array<std::string_view>({"kela", "fpa", "020 634", "kansaneläkelaitos", "folkpensionsanstalten"});
  return line.size() <= longest && count_of(small_letters(line), marks) > 0;
}

}  // namespace intake
