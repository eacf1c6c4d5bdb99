#include "rules/name_lexicon.h"

#include <libvoikko/voikko.h>

#include <algorithm>
#include <array>
#include <memory>

#include "rules/fold.h"

namespace intake {

namespace {

// More different words than this are not looked up in one message: hostile text must not buy 12 microseconds a word.
constexpr std::size_t most_words_asked = 400;

struct VoikkoDeleter {
  void operator()(VoikkoHandle* handle) const { voikkoTerminate(handle); }
};

VoikkoHandle* voikko() {
  static const auto open = [] {
    const char* error = nullptr;
    return std::unique_ptr<VoikkoHandle, VoikkoDeleter>(voikkoInit(&error, "fi", nullptr));
  };
  thread_local const std::unique_ptr<VoikkoHandle, VoikkoDeleter> handle = open();
  return handle.get();
}

std::string value_of(const voikko_mor_analysis* analysis, const char* key) {
  char* const value = voikko_mor_analysis_value_cstr(analysis, key);
  if (value == nullptr) return {};
  std::string copy(value);
  voikko_free_mor_analysis_value_cstr(value);
  return copy;
}

// One reading of a word. A finite verb has no case and no dictionary form we care for: inflected like the rest.
void add_reading(const voikko_mor_analysis* analysis, WordKind& kind, bool& plain) {
  const std::string type = value_of(analysis, "CLASS");
  const std::string form = value_of(analysis, "SIJAMUOTO");
  const bool base = form == "nimento" && value_of(analysis, "POSSESSIVE").empty();
  if (!base) {
    static constexpr auto places = std::to_array<std::string_view>(
        {"sisaeronto", "sisaolento", "sisatulento", "ulkoeronto", "ulkoolento", "ulkotulento"});
    const bool where = std::find(places.begin(), places.end(), form) != places.end();
    kind.by_chance = kind.by_chance || (!where && value_of(analysis, "POSSESSIVE").empty());
    if (form == "omanto" && type != "etunimi" && !where && value_of(analysis, "POSSESSIVE").empty())
      kind.genitive_of = value_of(analysis, "BASEFORM");
    if (type == "sukunimi") kind.surname_of = value_of(analysis, "BASEFORM");
    return;
  }
  plain = true;
  if (type == "etunimi")
    kind.first_name = true;
  else if (type == "sukunimi")
    kind.surname = true;
  else if (type == "paikannimi")
    kind.place = true;
  else
    kind.ordinary = true;
}

void ask_voikko(const std::string& word, WordKind& kind) {
  VoikkoHandle* const handle = voikko();
  if (handle == nullptr) return;
  voikko_mor_analysis** const all = voikkoAnalyzeWordCstr(handle, word.c_str());
  if (all == nullptr) return;
  bool plain = false;
  for (voikko_mor_analysis** one = all; *one != nullptr; ++one) add_reading(*one, kind, plain);
  kind.inflected = *all != nullptr && !plain;
  // Villages that gave families their names: Nieminen, Moilanen.
  if (kind.place && word.size() > 5 && word.compare(word.size() - 3, 3, "nen") == 0) kind.surname = true;
  // "Hallin" and "Malin" are surnames as they stand more often than forms of "halli".
  const bool may_stand =
      word.size() > 2 && word.compare(word.size() - 2, 2, "in") == 0 && fold_case(kind.genitive_of) + "n" == word;
  if (!kind.inflected || may_stand) kind.genitive_of.clear();
  voikko_free_mor_analysis(all);
}

}  // namespace

bool has_surname_ending(std::string_view folded) {
  static constexpr auto endings = std::to_array<std::string_view>(
      {"nen",    "ström", "sson",  "son",   "qvist", "kvist", "quist", "berg",  "lund", "man",   "mann",   "stedt",
       "holm",   "gren",  "dahl",  "blom",  "roos",  "back",  "backa", "nyh",   "ev",   "ov",    "ova",    "eva",
       "ić",     "ič",    "vić",   "ski",   "ska",   "sky",   "enko",  "uk",    "yan",  "dze",   "shvili", "ez",
       "niemi",  "mäki",  "lahti", "järvi", "koski", "ranta", "saari", "vaara", "maa",  "aho",   "harju",  "salo",
       "puro",   "talo",  "korpi", "suo",   "oja",   "joki",  "virta", "ström", "felt", "feldt", "hjelm",  "sten",
       "strand", "fors",  "gård",  "löf",   "lind",  "ås",    "näs",   "la",    "lä"});
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return folded.size() >= ending.size() + 2 && folded.substr(folded.size() - ending.size()) == ending;
  });
}

NameLexicon::NameLexicon(const RuleSet& rules)
    : first_names_(rules.words("name.first_name")),
      surnames_(rules.words("name.surname")),
      stops_(rules.words("name.not_a_name")),
      frequent_(rules.words("language.word")),
      particles_(rules.words("name.particle")) {}

bool NameLexicon::is_particle(std::string_view word) const {
  constexpr std::size_t longest_particle = 5;  // bytes
  return word.size() <= longest_particle && particles_.count(fold_case(word)) > 0;
}

bool NameLexicon::listed_first_name(const std::string& folded) const {
  if (first_names_.count(folded) > 0) return true;
  const std::size_t hyphen = folded.find('-');
  return hyphen != std::string::npos && first_names_.count(folded.substr(0, hyphen)) > 0 &&
         first_names_.count(folded.substr(hyphen + 1)) > 0;
}

WordKind NameLexicon::look_up(const std::string& folded) const {
  WordKind kind;
  kind.stop = stops_.count(folded) > 0;
  kind.first_name = listed_first_name(folded);
  kind.surname = surnames_.count(folded) > 0;
  if (kind.name() || kind.stop) return kind;
  kind.frequent = frequent_.count(folded) > 0;
  // Of "Esimerkki-Mallikas" the end tells as much as the whole, at a quarter of the cost.
  if (!kind.frequent && seen_.size() < most_words_asked) ask_voikko(folded.substr(folded.rfind('-') + 1), kind);
  return kind;
}

const WordKind& NameLexicon::of(std::string_view word) {
  const std::string folded = fold_case(trim(word));
  const auto known = seen_.find(folded);
  if (known != seen_.end()) return known->second;
  return seen_.emplace(folded, look_up(folded)).first->second;
}

}  // namespace intake
