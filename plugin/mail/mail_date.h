// The date of mail of our own (RFC 5322 3.3), in UTC. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>

namespace intake {

std::string mail_date(std::int64_t seconds);

}  // namespace intake
