#include "rules/facts.h"

namespace intake {

const Fact& Facts::of(Item item) const {
  switch (item) {
    case Item::name: return name;
    case Item::personal_identity_code: return code;
    case Item::requested_information: return request;
    case Item::service_provider: return provider;
    case Item::treatment_year: return years;
    case Item::phone: return phone;
    case Item::address: return address;
  }
  return name;
}

}  // namespace intake
