#include "plugin/worker/seal_wire.h"

#include <algorithm>

#include "plugin/worker/wire.h"

namespace intake {

namespace {
constexpr std::size_t overhead = 64;  // lengths and enums of either record
}

constexpr SealProtocol last_of(SealProtocol) {
  return SealProtocol::cms;
}
constexpr OpenOutcome last_of(OpenOutcome) {
  return OpenOutcome::fault;
}
constexpr SignatureState last_of(SignatureState) {
  return SignatureState::not_checked;
}

template <typename Wire, Is<SealQuestion> T>
void members(Wire& wire, T& question) {
  wire(question.protocol, question.bytes, question.signature, question.most_bytes);
}

template <typename Wire, Is<Opened> T>
void members(Wire& wire, T& opened) {
  wire(opened.outcome, opened.signature, opened.plaintext);
}

std::string to_wire(const SealQuestion& question) {
  return to_wire<SealQuestion>(question);
}

std::optional<SealQuestion> seal_question_from_wire(std::string_view bytes) {
  SealQuestion question;
  if (!from_wire(bytes, question)) return std::nullopt;
  return question;
}

std::string to_wire(const Opened& opened) {
  return to_wire<Opened>(opened);
}

std::optional<Opened> opened_from_wire(std::string_view bytes) {
  Opened opened;
  if (!from_wire(bytes, opened)) return std::nullopt;
  return opened;
}

std::size_t most_seal_question_bytes(const Limits& limits) {
  return 2 * std::max(limits.message_bytes, limits.unpacked_bytes) + overhead;
}

std::size_t most_opened_bytes(const Limits& limits) {
  return limits.unpacked_bytes + overhead;
}

}  // namespace intake
