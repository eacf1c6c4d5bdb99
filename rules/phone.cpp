#include "rules/phone.h"

#include <phonenumbers/phonenumberutil.h>

namespace intake {

namespace {

using i18n::phonenumbers::PhoneNumberUtil;

bool is_service(PhoneNumberUtil::PhoneNumberType type) {
  switch (type) {
    case PhoneNumberUtil::TOLL_FREE:
    case PhoneNumberUtil::PREMIUM_RATE:
    case PhoneNumberUtil::SHARED_COST:
    case PhoneNumberUtil::UAN:
    case PhoneNumberUtil::VOICEMAIL:
      return true;
    default:
      return false;
  }
}

// libphonenumber takes Finnish mobile numbers of four digits for valid. Subscribers' numbers have seven digits in the
// series 041-049 (0457: eight), six or seven in 040 and 0400, from five in 050 (Traficom regulation 32, numbering of
// mobile networks).
bool is_short_mobile(const std::string& e164) {
  if (e164.rfind("+35840", 0) == 0) return e164.size() < sizeof("+35840") - 1 + 6;
  if (e164.rfind("+3584", 0) == 0) return e164.size() < sizeof("+35844") - 1 + 7;
  return e164.rfind("+35850", 0) == 0 && e164.size() < sizeof("+35850") - 1 + 5;
}

}  // namespace

std::optional<PhoneNumber> parse_phone(const std::string& digits, const char* region) {
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  i18n::phonenumbers::PhoneNumber parsed;
  if (util.Parse(digits, region, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR || !util.IsValidNumber(parsed)) {
    return std::nullopt;
  }
  PhoneNumber number;
  util.Format(parsed, PhoneNumberUtil::E164, &number.e164);
  if (is_short_mobile(number.e164)) return std::nullopt;
  number.service = is_service(util.GetNumberType(parsed));
  return number;
}

}  // namespace intake
