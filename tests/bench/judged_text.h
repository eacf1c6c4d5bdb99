// Long texts to judge: prose of the labelled messages in three languages, and lists of one kind of thing. For the
// benchmarks and for the test that judging is linear.
#pragma once

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "parser/parser.h"
#include "rules/rules.h"

namespace intake::bench {

// The text that people wrote in the messages of one folder of the corpus.
inline std::string prose_of(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".eml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::string prose;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const Document document = to_document(read_message(bytes.str(), Limits{}), {}, Limits{});
    for (const Block& block : document.blocks) {
      if (block.role == Role::body) prose += block.text + "\n\n";
    }
  }
  return prose;
}

struct Kind {
  std::string name;
  std::string piece;  // said again and again, with its "#" replaced by digits that change
};

inline const std::vector<Kind>& all_kinds() {
  static const std::vector<Kind> all = {
      {"prose", prose_of(INTAKE_SOURCE_DIR "/tests/corpus/own") + prose_of(INTAKE_SOURCE_DIR "/tests/corpus/own-2")},
      {"phones", "040 ### ####\n"},
      {"numbers", "0## ### ### ## ### #### ##\n"},
      {"codes", "0##0##-9##A\n"},
      {"dates", "1#.3.201# kävin, "},
      {"years", "vuonna 201# ja 201# terapiassa "},
      {"addresses", "Esimerkkikatu ##, 33### Tampere\n"},
      {"names", "Maija Meikäläinen, nykyään Virtanen, o.s. Korhonen ## "},
      {"labels", "Nimi: \nHenkilötunnus: \nPuhelin: ##\nOsoite:\n"},
      {"subjects", "Asia: Vastaamo ##\n"},
      {"boxes", "[ ] potilaskertomukseni varastettiin "},
      {"closings", "Terveisin\nMaija ##\n"},
      {"words", "terapia hoito Vastaamo tiedot haluan pyydän minusta kaikki ## "},
      {"base64", "TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyBy##ZWFzb24sIGJ1dCBieQ#\n"},
  };
  return all;
}

inline std::vector<std::string> kinds() {
  std::vector<std::string> names;
  for (const Kind& kind : all_kinds()) names.push_back(kind.name);
  return names;
}

// `bytes` of one kind of text, cut between characters.
inline std::string text_of(const std::string& name, std::size_t bytes) {
  const auto kind =
      std::find_if(all_kinds().begin(), all_kinds().end(), [&](const Kind& one) { return one.name == name; });
  std::string text;
  unsigned digits = 12345;
  while (text.size() < bytes) {
    for (const char c : kind->piece) {
      digits = digits * 1103515245U + 12345U;
      text += c == '#' && name != "prose" ? static_cast<char>('0' + (digits >> 16U) % 10U) : c;
      if (text.size() >= bytes && (static_cast<unsigned char>(c) & 0x80U) == 0) break;
    }
  }
  return text;
}

inline Document document_of(std::string text) {
  Document document;
  document.blocks.push_back({Role::body, Author::sender, 0, std::move(text), false, false});
  return document;
}

}  // namespace intake::bench
