// The finders: each reads the evidence and what earlier ones found, and writes its own fact. Linear in the text.
// find_facts() calls them in the order below; spans found early are off limits for later ones (a code is not a phone).
#pragma once

#include "rules/facts.h"
#include "rules/policy.h"
#include "rules/rule_set.h"
#include "rules/text.h"

namespace intake {

struct Evidence {
  const Document& document;
  const Text& text;
  const RuleSet& rules;
  const Policy& policy;
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

}  // namespace intake
