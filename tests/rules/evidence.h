// For tests of finders: runs chosen finders over a plain text with the shipped rules, and gives the facts.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "rules/finders.h"

namespace intake::testing {

inline const RuleSet& shipped_rules() {
  static const LoadedRules loaded = load_rules(INTAKE_SOURCE_DIR "/rules");
  for (const std::string& mistake : loaded.mistakes) ADD_FAILURE() << mistake;
  static const RuleSet none;
  return loaded.rules ? *loaded.rules : none;
}

using Finder = void (*)(const Evidence&, Facts&);

// `subject` becomes a subject block, `body` a body block; both must be clean text (UTF-8, "-" dashes, "\n").
inline Facts facts_of(std::string_view body, std::initializer_list<Finder> finders, std::string_view subject = {}) {
  Document document;
  if (!subject.empty())
    document.blocks.push_back({Role::subject, Author::sender, 0, std::string(subject), false, false});
  document.blocks.push_back({Role::body, Author::sender, 0, std::string(body), false, false});
  const Text text(document);
  const Prose prose(text, shipped_rules());
  Policy policy;
  policy.accept_artificial_codes = true;
  policy.today = {2026, 1, 1};
  const Evidence evidence{document, text, prose, shipped_rules(), policy};
  Facts facts;
  for (const Finder finder : finders) finder(evidence, facts);
  return facts;
}

}  // namespace intake::testing
