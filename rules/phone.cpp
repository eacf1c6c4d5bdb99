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
    case PhoneNumberUtil::VOICEMAIL: return true;
    default: return false;
  }
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
  number.service = is_service(util.GetNumberType(parsed));
  return number;
}

}  // namespace intake
