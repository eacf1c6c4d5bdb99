#include "tests/fuzz/targets.h"

#include <cstdlib>
#include <string>

#include "parser/charset.h"
#include "parser/clean_text.h"
#include "parser/file_types.h"
#include "parser/header_words.h"
#include "parser/html_text.h"
#include "parser/readers/tnef.h"
#include "parser/thread.h"
#include "plugin/intakectl/explain.h"
#include "plugin/pipeline.h"
#include "plugin/worker/decision_wire.h"
#include "plugin/worker/reader_setup.h"
#include "plugin/worker/seal_wire.h"
#include "rules/rules.h"

namespace intake::fuzz {

namespace {

void must(bool promise) {
  if (!promise) std::abort();
}

Limits small_limits() {
  Limits limits;
  limits.message_bytes = 1U << 20;
  limits.unpacked_bytes = 1U << 20;
  limits.text_bytes = 64U << 10;
  return limits;
}

const Snapshot& snapshot() {
  static const Snapshot one{load_rules(INTAKE_SOURCE_DIR "/rules").rules,
                            Policy{true, {2026, 1, 1}, {}},
                            small_limits(),
                            {"tietopyynnot@kela.example"}};
  must(one.rules != nullptr);
  return one;
}

}  // namespace

void read_message_target(std::string_view bytes) {
  Message message = read_message(bytes, small_limits());
  must(!message.parts.empty() && !message.sources.empty());
  must(message.parts.size() <= small_limits().parts);
  for (std::size_t i = 0; i < message.parts.size(); ++i) {
    const Part& part = message.parts[i];
    must(part.parent < static_cast<int>(i));
    must(part.begin <= part.body_begin && part.body_begin <= part.end);
    must(part.end <= message.sources.at(static_cast<std::size_t>(part.source)).size());
  }
  open_seals(message, nullptr, small_limits());
  const Document document = to_document(message, snapshot().mailbox_addresses, small_limits());
  std::size_t text = 0;
  for (const Block& block : document.blocks) {
    must(is_valid_utf8(block.text));
    text += block.text.size();
  }
  must(text <= small_limits().text_bytes);
}

void header_words_target(std::string_view bytes) {
  const std::string text = decode_header_words(bytes);
  must(is_valid_utf8(text));
  must(text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
}

void charset_target(std::string_view bytes) {
  const std::size_t label =
      std::min<std::size_t>(bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0]) % 20U, bytes.size());
  const std::string text = to_utf8(bytes.substr(label), bytes.substr(0, label));
  must(is_valid_utf8(text));
  const std::string clean = clean_text(text);
  must(is_valid_utf8(clean));
  must(clean_text(clean) == clean);
}

void html_target(std::string_view bytes) {
  must(is_valid_utf8(html_to_text(replace_invalid_utf8(bytes)).text));
}

void thread_target(std::string_view bytes) {
  Correspondents people;
  people.mailbox_addresses = {"tietopyynnot@kela.example"};
  people.sender_address = "maija@example.test";
  split_thread(clean_text(replace_invalid_utf8(bytes)), people);
}

// Pictures are not among them: tesseract takes a second for one, and a fuzzer wants thousands of tries in that time.
// tests/ocr has damaged ones, tests/hostile/hostile_pictures.py those made to cost time or memory.
void attachment_target(std::string_view bytes) {
  static const std::vector<FileType> types = readable_types();
  if (bytes.empty()) return;
  const std::size_t choice = static_cast<unsigned char>(bytes[0]) % (types.size() + 1);
  bytes.remove_prefix(1);
  if (choice == types.size()) {
    unpack_tnef(bytes, small_limits());
  } else {
    types[choice].read(bytes, small_limits());
  }
}

// What a reader that was taken over may send, and what goes the other way: read or refused, and written again the same.
void worker_target(std::string_view bytes) {
  constexpr std::size_t message_bytes = 10'000;
  for (const Detail detail : {Detail::verdict, Detail::whole}) {
    const auto decision = decision_from_wire(bytes, message_bytes, detail);
    if (!decision) continue;
    must(!decision->message.parts.empty());
    must(to_wire(*decision, detail) ==
         to_wire(*decision_from_wire(to_wire(*decision, detail), message_bytes, detail), detail));
    must(!explanation("", *decision, {}, true).empty());
  }
  if (const auto question = seal_question_from_wire(bytes)) must(to_wire(*question) == bytes);
  if (const auto opened = opened_from_wire(bytes)) must(to_wire(*opened) == bytes);
  Question question_of_daemon;
  if (from_wire(bytes, question_of_daemon)) must(to_wire(question_of_daemon) == bytes);
  ReaderSetup setup;
  if (from_wire(bytes, setup)) must(to_wire(setup) == bytes);
}

void rules_target(std::string_view bytes) {
  Document document;
  document.blocks.push_back(
      {Role::body, Author::sender, 0, clean_text(replace_invalid_utf8(bytes.substr(0, 64U << 10))), false, false});
  const Verdict verdict = judge(document, find_facts(document, *snapshot().rules, snapshot().policy));
  must(verdict.status != Status::complete || verdict.ask.empty());
}

}  // namespace intake::fuzz
