// Names of towns: a town's name from one of its inflected forms. The list is rules/localities.toml; a place that is not
// on it is a place all the same wherever a postal code stands before it. Pure, thread-safe, never fails.
#pragma once

#include <string>
#include <string_view>

#include "rules/rule_set.h"

namespace intake {

// "Kemissä" is Kemi, "Turussa" is Turku, "turussa" too; empty where no town of the list fits.
std::string town_of(const RuleSet& rules, std::string_view word);

}  // namespace intake
