// Reads one more MIME entity (a decrypted or unpacked payload) into a message that has been read already: below the part
// `parent`, one level deeper, under the same gate and limits. Flaws become troubles; never throws.
#pragma once

#include <string_view>

#include "parser/limits.h"
#include "parser/message.h"

namespace intake {

void append_entity(Message& message, std::string_view bytes, int parent, const Limits& limits);

}  // namespace intake
