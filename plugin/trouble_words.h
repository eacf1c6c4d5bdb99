// The flaws of a message in words for a clerk: what was not read, and why.
#pragma once

#include <string_view>

#include "parser/message.h"

namespace intake {

std::string_view words_of(TroubleKind kind);

}  // namespace intake
