// A reader's question to the daemon's Decryptor, and the answer, as bytes: GnuPG and the keys live on the daemon's
// side. Pure functions, thread-safe; what comes from the other side is checked in form and bounds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/decryptor.h"
#include "parser/limits.h"

namespace intake {

struct SealQuestion {
  SealProtocol protocol = SealProtocol::openpgp;
  std::string bytes;      // ciphertext, or what was signed
  std::string signature;  // detached only
  std::size_t most_bytes = 0;
};

std::string to_wire(const SealQuestion& question);
std::optional<SealQuestion> seal_question_from_wire(std::string_view bytes);

std::string to_wire(const Opened& opened);
std::optional<Opened> opened_from_wire(std::string_view bytes);

// A seal lies in the message or in what came out of another seal; canonical line ends make it a little longer.
std::size_t most_seal_question_bytes(const Limits& limits);
std::size_t most_opened_bytes(const Limits& limits);

}  // namespace intake
