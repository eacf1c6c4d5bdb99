#include "plugin/mail/local_time.h"

#include <unicode/gregocal.h>
#include <unicode/timezone.h>

#include <memory>

namespace intake {

LocalTime local_time(std::int64_t seconds_utc, const std::string& zone) {
  std::unique_ptr<icu::TimeZone> rules(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
  UErrorCode error = U_ZERO_ERROR;
  icu::GregorianCalendar calendar(*rules, error);
  calendar.setTime(static_cast<UDate>(seconds_utc) * 1000.0, error);
  const auto field = [&](UCalendarDateFields one) { return static_cast<int>(calendar.get(one, error)); };
  return {field(UCAL_YEAR), field(UCAL_MONTH) + 1, field(UCAL_DATE), field(UCAL_HOUR_OF_DAY), field(UCAL_MINUTE)};
}

}  // namespace intake
