// What is known about words as names: a list of first names (rules/names.toml) and libvoikko's Finnish lexicon, which knows Finnish
// first names and surnames. A help for telling which word of a name is the surname; nothing is ever required to be in it.
// Thread-safe: libvoikko gets one handle a thread. Where its dictionary is missing the list alone decides.
#pragma once

#include <string>
#include <string_view>

#include "rules/rule_set.h"

namespace intake {

enum class NameClass { unknown, first_name, surname, both };

NameClass class_of_name(std::string_view word, const RuleSet& rules);

}  // namespace intake
