#include "rules/name_lexicon.h"

#include <libvoikko/voikko.h>

#include <memory>

#include "rules/fold.h"

namespace intake {

namespace {

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

struct Known {
  bool first = false;
  bool last = false;
};

// A name in its basic form: "Maijan" is a form of Maija, and no name to be written down.
void ask_voikko(const std::string& word, Known& known) {
  VoikkoHandle* const handle = voikko();
  if (handle == nullptr) return;
  voikko_mor_analysis** const all = voikkoAnalyzeWordCstr(handle, word.c_str());
  if (all == nullptr) return;
  for (voikko_mor_analysis** one = all; *one != nullptr; ++one) {
    char* const klass = voikko_mor_analysis_value_cstr(*one, "CLASS");
    if (klass == nullptr) continue;
    known.first = known.first || std::string_view(klass) == "etunimi";
    known.last = known.last || std::string_view(klass) == "sukunimi";
    voikko_free_mor_analysis_value_cstr(klass);
  }
  voikko_free_mor_analysis(all);
}

std::string capitalised(std::string_view word) {
  std::string out = fold_case(word);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

}  // namespace

NameClass class_of_name(std::string_view word, const RuleSet& rules) {
  Known known;
  known.first = rules.has_word("name.first_name", word);
  const std::size_t hyphen = word.find('-');
  if (!known.first && hyphen != std::string_view::npos) {
    known.first = rules.has_word("name.first_name", word.substr(0, hyphen)) && rules.has_word("name.first_name", word.substr(hyphen + 1));
  }
  if (!known.first) ask_voikko(capitalised(word), known);
  if (known.first && known.last) return NameClass::both;
  if (known.first) return NameClass::first_name;
  return known.last ? NameClass::surname : NameClass::unknown;
}

}  // namespace intake
