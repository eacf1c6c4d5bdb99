// A property of every complete request of the corpus: with the words of any one item taken out, exactly that item is
// asked for, and nothing else changes; put back, the request is complete again.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "parser/parser.h"
#include "rules/rules.h"
#include "rules/text.h"

namespace intake {
namespace {

namespace fs = std::filesystem;

constexpr int most_mentions = 40;  // of one item in one message

const RuleSet& rules() {
  static const LoadedRules loaded = load_rules(INTAKE_SOURCE_DIR "/rules");
  return *loaded.rules;
}

Document document_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  const Limits limits;
  return to_document(read_message(bytes, limits), {"tietopyynnot@kela.example"}, limits);
}

Verdict verdict_of(const Document& document) {
  return judge(document, find_facts(document, rules(), Policy{true, {2026, 11, 1}, {}}));
}

// What a person would have written instead of the words: a sentence without them would be none.
std::string filler(Item item, Language language) {
  std::string words;
  if (item == Item::service_provider)
    words = language == Language::fi ? "siellä" : language == Language::sv ? "där" : "there";
  if (item == Item::requested_information)
    words = language == Language::fi ? "sitä" : language == Language::sv ? "det" : "that";
  return words;
}

// Behind a label nothing is the honest filler: "Provider: there" would name one.
bool behind_label(const std::string& text, std::size_t at) {
  const std::size_t before = at == 0 ? std::string::npos : text.find_last_not_of(" \n", at - 1);
  return before != std::string::npos && (text[before] == ':' || text[before] == '\t');
}

// Text joins the blocks that are evidence; the words are taken out of the block that they stand in.
void take_out(Document& document, std::string_view words, const std::string& instead) {
  // Blanks at the ends part the words from their neighbours.
  const std::size_t first = words.find_first_not_of(" \n\t");
  if (first == std::string_view::npos) return;
  words = words.substr(first, words.find_last_not_of(" \n\t") + 1 - first);
  for (Block& block : document.blocks) {
    const std::size_t at = block.author == Author::mailbox ? std::string::npos : block.text.find(words);
    if (at == std::string::npos) continue;
    const bool nothing = instead.empty() || behind_label(block.text, at);
    // "in 2013. Today" becomes "in. Today": with a blank before its full stop a sentence would not end.
    const std::size_t blank = nothing && at > 0 && block.text[at - 1] == ' ' ? 1 : 0;
    block.text.replace(at - blank, words.size() + blank, nothing ? std::string() : instead);
    return;
  }
}

bool taken_by_another(const Facts& facts, Item item, std::size_t offset) {
  for (const Item other : all_items) {
    for (const Candidate& candidate : facts.of(other).candidates) {
      if (other != item && candidate.taken && candidate.span.begin <= offset && offset < candidate.span.end)
        return true;
    }
  }
  return false;
}

// The pieces of a find that no other item needs: "my records from Vastaamo in 2016" says three things.
std::vector<Span> own_pieces(const Facts& facts, Item item, const Span& whole) {
  const bool shared =
      item == Item::requested_information || item == Item::treatment_year;  // phrases that may hold another item
  if (!shared) return {whole};
  std::vector<Span> pieces;
  for (std::size_t at = whole.begin; at < whole.end; ++at) {
    if (taken_by_another(facts, item, at)) continue;
    if (pieces.empty() || pieces.back().end != at) pieces.push_back({at, at});
    pieces.back().end = at + 1;
  }
  return pieces;
}

// The document without whatever gives the item.
Document without(Document document, Item item) {
  for (int i = 0; i < most_mentions; ++i) {
    const Facts facts = find_facts(document, rules(), Policy{true, {2026, 11, 1}, {}});
    if (!facts.of(item).given()) break;
    const Text text(document);
    for (const Candidate& candidate : facts.of(item).candidates) {
      if (!candidate.taken || candidate.why == "former name") continue;
      for (const Span& piece : own_pieces(facts, item, candidate.span)) {
        take_out(document, text.slice(piece), filler(item, facts.language));
      }
    }
  }
  return document;
}

std::vector<fs::path> plain_messages() {
  std::vector<fs::path> files;
  for (const char* folder : {"dev/fi", "dev/sven", "own"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(INTAKE_SOURCE_DIR "/tests/corpus") / folder)) {
      if (entry.path().extension() == ".eml") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string names_of(const std::vector<Item>& items) {
  std::string out;
  for (const Item item : items) out.append(name_of(item)).append(" ");
  return out;
}

// Years are years of care by the words around them: "in 2016 at Vastaamo", "my records of 2016". Where those words were
// the item that was taken out, the years say nothing any more, and are asked for together with it.
bool is_asked_rightly(const Verdict& verdict, Item item) {
  std::vector<Item> ask = verdict.ask;
  if (item == Item::service_provider || item == Item::requested_information) {
    ask.erase(std::remove(ask.begin(), ask.end(), Item::treatment_year), ask.end());
  }
  return ask == std::vector<Item>{item};
}

TEST(OneItemLess, ExactlyThatItemIsAskedFor) {
  int complete = 0;
  for (const fs::path& file : plain_messages()) {
    const Document document = document_of(file);
    if (verdict_of(document).status != Status::complete) continue;
    ++complete;
    for (const Item item : all_items) {
      const Document less = without(document, item);
      const Verdict verdict = verdict_of(less);
      EXPECT_EQ(name_of(verdict.status), name_of(Status::incomplete))
          << file.filename() << " without " << name_of(item);
      EXPECT_TRUE(is_asked_rightly(verdict, item))
          << file.filename() << " without " << name_of(item) << " asks for " << names_of(verdict.ask);
    }
    EXPECT_EQ(verdict_of(document_of(file)).status, Status::complete) << file.filename();
  }
  EXPECT_GE(complete, 60);
}

}  // namespace
}  // namespace intake
