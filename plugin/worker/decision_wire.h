// What a reader is asked about one message, and its decision as bytes. A decision from a reader is looked at like input
// from outside: form, bounds and sense are checked, and the verdict itself is not taken over but judged again from the
// facts. Pure functions, thread-safe; they throw only when memory ends.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/pipeline.h"

namespace intake {

enum class Detail {
  verdict,  // verdict, facts, troubles and the fields of the root: what the daemon needs; no text of the message
  whole,    // also the tree of parts, their text and all candidates: for `explain`
};

struct Question {
  RawMessage raw;
  Detail detail = Detail::verdict;
  bool pictures = true;  // read them too, where readers can
};

std::string to_wire(const Question& question);
bool from_wire(std::string_view bytes, Question& question);

// Bytes that a decision may have; more is taken for a lie.
std::size_t most_decision_bytes(const Limits& limits, Detail detail);

// The contents of parts and, by `detail`, much more stay behind.
std::string to_wire(Decision decision, Detail detail);

// Nothing where the bytes are no sensible decision about a message of `message_bytes`.
std::optional<Decision> decision_from_wire(std::string_view bytes, std::size_t message_bytes, Detail detail);

}  // namespace intake
