#include "rules/finders.h"
#include "rules/rules.h"

namespace intake {

Facts find_facts(const Document& document, const RuleSet& rules, const Policy& policy) {
  const Text text(document);
  const Evidence evidence{document, text, rules, policy};
  Facts facts;
  find_language(evidence, facts);
  find_identity_code(evidence, facts);
  find_phone(evidence, facts);
  find_address(evidence, facts);
  find_provider(evidence, facts);
  find_treatment_years(evidence, facts);
  find_name(evidence, facts);
  find_request(evidence, facts);
  find_purpose(evidence, facts);
  find_reasons(evidence, facts);
  return facts;
}

}  // namespace intake
