// Step "find facts": every year and range of years that is written in a text, whatever it is of;
// find_treatment_years.cpp decides which are years of treatment. Linear in the text, bounded in number; pure,
// thread-safe, never fails.
#pragma once

#include <vector>

#include "rules/finders.h"

namespace intake {

struct YearMention {
  Span span;
  std::vector<int> years;  // of a range all of them, ascending
  bool single = true;      // one year, not a range
  bool full_date = false;  // with day and month
};

// `taken`: places that are something else (codes, phone numbers, addresses). Ascending by place, none overlapping.
std::vector<YearMention> find_year_mentions(const Evidence& evidence, const std::vector<Span>& taken);

}  // namespace intake
