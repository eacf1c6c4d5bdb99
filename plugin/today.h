// The date here and now, in the time zone of this machine: what Policy::today is at the moment a message is judged.
// Thread-safe; needs no system call in a jail once it was called before.
#pragma once

#include "rules/policy.h"

namespace intake {

Date today();

}  // namespace intake
