// The finders: each reads the evidence and what earlier ones found, and writes its own fact. Linear in the text.
// find_facts() calls them in the order of finder_steps; spans found early are off limits for later ones (a code is not a phone).
#pragma once

#include <array>
#include <string_view>

#include "rules/facts.h"
#include "rules/policy.h"
#include "rules/prose.h"
#include "rules/rule_set.h"
#include "rules/text.h"

namespace intake {

struct Evidence {
  const Document& document;
  const Text& text;
  const Prose& prose;  // the same text as sentences; knows which rules can match in it
  const RuleSet& rules;
  const Policy& policy;

  // The rules of a group that can match in this message: no other need be tried on any piece of its text.
  [[nodiscard]] std::vector<const Rule*> possible(std::string_view group) const;
  // Whether one of them matches this piece of the text.
  [[nodiscard]] bool holds(std::string_view group, std::string_view piece) const;
};

void find_language(const Evidence& evidence, Facts& facts);
void find_identity_code(const Evidence& evidence, Facts& facts);
void find_phone(const Evidence& evidence, Facts& facts);          // after code
void find_address(const Evidence& evidence, Facts& facts);        // after code, phone
void find_provider(const Evidence& evidence, Facts& facts);       // after address
void find_treatment_years(const Evidence& evidence, Facts& facts);  // after code, phone, address, provider
void find_name(const Evidence& evidence, Facts& facts);           // after code, phone, address, provider
void find_request(const Evidence& evidence, Facts& facts);        // requested information
void find_purpose(const Evidence& evidence, Facts& facts);        // after request
void find_reasons(const Evidence& evidence, Facts& facts);        // last

struct FinderStep {
  std::string_view name;
  void (*find)(const Evidence&, Facts&);
};

inline constexpr auto finder_steps = std::to_array<FinderStep>({{"language", find_language},
                                                                {"identity_code", find_identity_code},
                                                                {"phone", find_phone},
                                                                {"address", find_address},
                                                                {"provider", find_provider},
                                                                {"treatment_years", find_treatment_years},
                                                                {"name", find_name},
                                                                {"request", find_request},
                                                                {"purpose", find_purpose},
                                                                {"reasons", find_reasons}});

}  // namespace intake
