#include "plugin/worker/conversation.h"

#include <algorithm>

#include "plugin/worker/seal_wire.h"

namespace intake {

namespace {

// Seals of one message that open_seals asks about, and some: a reader that asks for more has been taken over.
constexpr int most_questions = 32;

using Clock = std::chrono::steady_clock;

ReaderFault fault_of(RecordFault fault) {
  switch (fault) {
    case RecordFault::closed:
      return ReaderFault::died;
    case RecordFault::late:
      return ReaderFault::late;
    case RecordFault::broken:
      return ReaderFault::lied;
  }
  return ReaderFault::lied;
}

class Conversation {
 public:
  Conversation(const Reader& reader, const Question& question, const Limits& limits, Decryptor* decryptor,
               std::chrono::milliseconds time)
      : fd_(reader.socket()),
        question_(question),
        limits_(limits),
        decryptor_(decryptor),
        end_(Clock::now() + time) {}

  Told run() {
    if (!send_record(fd_, RecordKind::message, message_bytes(), end_)) return {{}, fault_of_sending()};
    for (;;) {
      Received received = receive_record(
          fd_, [this](RecordKind kind) { return most_bytes(kind); }, end_);
      if (!received.record) return {{}, fault_of(received.fault)};
      if (received.record->kind == RecordKind::decision) return decision(received.record->bytes);
      const ReaderFault fault = answer_question(*received.record);
      if (fault != ReaderFault::none) return {{}, fault};
    }
  }

 private:
  // A byte over the limit is enough to be over it.
  std::string message_bytes() const {
    const std::size_t most = limits_.message_bytes + 1;
    const RawMessage& raw = question_.raw;
    if (raw.bytes.size() <= most) return to_wire(question_);
    const RawMessage cut{raw.envelope_from, raw.recipients, raw.bytes.substr(0, most)};
    return to_wire(Question{cut, question_.detail, question_.pictures});
  }

  ReaderFault fault_of_sending() const { return Clock::now() < end_ ? ReaderFault::died : ReaderFault::late; }

  std::size_t most_bytes(RecordKind kind) const {
    switch (kind) {
      case RecordKind::decision:
        return most_decision_bytes(limits_, question_.detail);
      case RecordKind::decrypt:
      case RecordKind::verify_detached:
      case RecordKind::verify_opaque:
        return decryptor_ == nullptr ? 0 : most_seal_question_bytes(limits_);
      default:
        return 0;
    }
  }

  Told decision(const std::string& bytes) {
    std::optional<Decision> decision = decision_from_wire(bytes, question_.raw.bytes.size(), question_.detail);
    if (!decision) return {{}, ReaderFault::lied};
    decision->opened_payloads = std::move(opened_payloads_);
    return {std::move(*decision), ReaderFault::none};
  }

  ReaderFault answer_question(const Record& record) {
    const std::optional<SealQuestion> question = seal_question_from_wire(record.bytes);
    if (!question || decryptor_ == nullptr || ++questions_ > most_questions) return ReaderFault::lied;
    const auto begin = Clock::now();
    const Opened opened = open(record.kind, *question);
    if (record.kind == RecordKind::decrypt && opened.outcome == OpenOutcome::opened) opened_payloads_.push_back(opened.plaintext);
    end_ += Clock::now() - begin;  // GnuPG has a time limit of its own
    return send_record(fd_, RecordKind::opened, to_wire(opened), end_) ? ReaderFault::none : fault_of_sending();
  }

  Opened open(RecordKind kind, const SealQuestion& question) {
    const std::size_t most = std::min(question.most_bytes, limits_.unpacked_bytes);
    if (kind == RecordKind::decrypt) return decryptor_->decrypt(question.protocol, question.bytes, most);
    if (kind == RecordKind::verify_opaque) return decryptor_->verify_opaque(question.protocol, question.bytes, most);
    return {
        OpenOutcome::opened, decryptor_->verify_detached(question.protocol, question.bytes, question.signature), {}};
  }

  int fd_;
  const Question& question_;
  const Limits& limits_;
  Decryptor* decryptor_;
  Clock::time_point end_;
  int questions_ = 0;
  std::vector<std::string> opened_payloads_;
};

}  // namespace

Told converse(const Reader& reader, const Question& question, const Limits& limits, Decryptor* decryptor,
              std::chrono::milliseconds time) {
  return Conversation(reader, question, limits, decryptor, time).run();
}

}  // namespace intake
