#include "rules/item.h"

namespace intake {

std::string_view name_of(Item item) {
  static constexpr std::array<std::string_view, 7> names = {
      "name", "personal_identity_code", "requested_information", "service_provider", "treatment_year", "phone", "address"};
  return names.at(static_cast<std::size_t>(item));
}

std::string_view name_of(ItemStatus status) {
  static constexpr std::array<std::string_view, 3> names = {"missing", "invalid", "given"};
  return names.at(static_cast<std::size_t>(status));
}

std::string_view name_of(Reason reason) {
  static constexpr std::array<std::string_view, 11> names = {
      "on_behalf",   "several_codes", "other_provider", "other_right",   "protected_address", "distress",
      "cannot_give", "contradiction", "unreadable",     "bad_signature", "limit"};
  return names.at(static_cast<std::size_t>(reason));
}

std::string_view name_of(Language language) {
  static constexpr std::array<std::string_view, 4> names = {"und", "fi", "sv", "en"};
  return names.at(static_cast<std::size_t>(language));
}

}  // namespace intake
