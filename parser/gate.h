// First look at the raw bytes of a message: what it would cost to parse. One linear pass, no allocation, cannot fail.
// The counts are upper bounds that hold however the bytes are read, so they also guard mimetic, whose cost is not
// linear and whose parser recurses (security notes of the project: nesting, empty boundaries, long fields).
#pragma once

#include <cstddef>
#include <string_view>

#include "parser/limits.h"

namespace intake {

struct GateReport {
  bool too_large = false;            // over limits.message_bytes
  bool second_reading_safe = false;  // small and plain enough for mimetic
};

GateReport inspect_raw_message(std::string_view bytes, const Limits& limits);

}  // namespace intake
