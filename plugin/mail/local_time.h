// The wall clock of a time zone, for the date and time of arrival in a reply and for nothing else: everything stored is
// seconds UTC. Pure function of its arguments, thread-safe; an unknown zone counts as UTC.
#pragma once

#include <cstdint>
#include <string>

namespace intake {

struct LocalTime {
  int year = 0;
  int month = 0;  // 1-12
  int day = 0;
  int hour = 0;
  int minute = 0;
};

// `zone` as in the time zone database: "Europe/Helsinki".
LocalTime local_time(std::int64_t seconds_utc, const std::string& zone);

}  // namespace intake
