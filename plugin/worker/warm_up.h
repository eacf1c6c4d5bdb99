// Uses everything once, before the jail closes and before readers are forked: patterns get compiled, dictionaries and
// tables of the libraries loaded, so that a reader finds them in memory. Changes no result.
#pragma once

#include "plugin/pipeline.h"

namespace intake {

void warm_up(const Snapshot& snapshot);

// What every thread has for itself: of the thread that will fork.
void warm_up_thread(const Snapshot& snapshot);

}  // namespace intake
