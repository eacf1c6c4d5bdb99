// Whether a decision that came from a reader makes sense: places lie inside the message, values have the shape of their
// item, words for people are short and plain. What a reader that was taken over could use against the daemon or a
// clerk's screen ends here. Pure function, linear.
#pragma once

#include <cstddef>

#include "plugin/worker/decision_wire.h"

namespace intake {

bool is_sensible(const Decision& decision, std::size_t message_bytes, Detail detail);

}  // namespace intake
