// The required items and the reasons for review, in the order and with the names of the triage policy, sections 3 and 4.
#pragma once

#include <array>
#include <string_view>

namespace intake {

enum class Item { name, personal_identity_code, requested_information, service_provider, treatment_year, phone, address };

inline constexpr std::array<Item, 7> all_items = {
    Item::name,           Item::personal_identity_code, Item::requested_information, Item::service_provider,
    Item::treatment_year, Item::phone,                  Item::address};

enum class ItemStatus { missing, invalid, given };

enum class Reason {
  on_behalf, several_codes, other_provider, other_right, protected_address, distress,
  cannot_give, contradiction, unreadable, bad_signature, limit,
};

inline constexpr std::array<Reason, 11> all_reasons = {
    Reason::on_behalf,   Reason::several_codes, Reason::other_provider, Reason::other_right,
    Reason::protected_address, Reason::distress, Reason::cannot_give,   Reason::contradiction,
    Reason::unreadable,  Reason::bad_signature, Reason::limit};

enum class Language { und, fi, sv, en };

std::string_view name_of(Item item);
std::string_view name_of(ItemStatus status);
std::string_view name_of(Reason reason);
std::string_view name_of(Language language);

}  // namespace intake
