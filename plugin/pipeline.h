// The straight line of one message, from bytes to the judgement. A function of values and one port (Decryptor):
// it runs the same in the daemon, in `intakectl check`, in tests, under a fuzzer and in a worker process.
// Thread-safe but for a PictureReader; throws only what the standard library throws (out of memory), which guarded() in
// plugin/milter catches.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "parser/parser.h"
#include "plugin/cases/message_marks.h"
#include "rules/rules.h"

namespace intake {

// What one message is judged with: immutable, shared; a message keeps the snapshot it began with.
struct Snapshot {
  std::shared_ptr<const RuleSet> rules;
  Policy policy;
  Limits limits;
  std::vector<std::string> mailbox_addresses;         // lower case; whose quoted text is ours
  std::shared_ptr<PictureReader> pictures = nullptr;  // none: pictures stay unread; else for one thread
};

struct Decision {
  Message message;
  Document document;
  MessageMarks marks;
  Verdict verdict;
  // What the daemon decrypted for a reader, in that order: for the forwarding copy. It is never written anywhere else.
  std::vector<std::string> opened_payloads;
};

Decision decide(const RawMessage& raw, const Snapshot& snapshot, Decryptor* decryptor);

}  // namespace intake
