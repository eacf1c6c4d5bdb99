// Cases as data: tests/rules/cases/NAME.txt, a case a line, "expected | text". "\n" and "\t" in the text are a line end
// and a tab; "subject || body" gives both; empty lines and lines that begin with "#" are skipped.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "rules/rules.h"
#include "tests/rules/evidence.h"

namespace intake::testing {

struct Case {
  std::string expected;
  std::string subject;
  std::string body;
  std::string place;  // "reasons-fi.txt:12"
};

inline std::string unescape(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '\\' && i + 1 < text.size();
    if (escaped) ++i;
    out.push_back(!escaped ? text[i] : text[i] == 'n' ? '\n' : text[i] == 't' ? '\t' : text[i]);
  }
  return out;
}

inline std::vector<Case> cases_of(const std::string& name) {
  std::ifstream in(std::string(INTAKE_SOURCE_DIR) + "/tests/rules/cases/" + name);
  EXPECT_TRUE(in.good()) << name;
  std::vector<Case> cases;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::size_t bar = line.find(" | ");
    if (line.empty() || line.front() == '#') continue;
    if (bar == std::string::npos) {
      ADD_FAILURE() << name << ":" << number << ": a case is \"expected | text\"";
      continue;
    }
    const std::string text = unescape(line.substr(bar + 3));
    const std::size_t subject_end = text.find(" || ");
    const bool has_subject = subject_end != std::string::npos;
    cases.push_back({line.substr(0, bar), has_subject ? text.substr(0, subject_end) : std::string(),
                     has_subject ? text.substr(subject_end + 4) : text, name + ":" + std::to_string(number)});
  }
  EXPECT_FALSE(cases.empty()) << name;
  return cases;
}

// The whole judgement of a case, as it stands.
inline Verdict verdict_of(const Case& row) {
  Document document;
  if (!row.subject.empty()) document.blocks.push_back({Role::subject, Author::sender, 0, row.subject, false, false});
  document.blocks.push_back({Role::body, Author::sender, 0, row.body, false, false});
  Policy policy;
  policy.accept_artificial_codes = true;
  policy.today = {2026, 1, 1};
  return judge(document, find_facts(document, shipped_rules(), policy), {}, false);
}

class CaseFile : public ::testing::TestWithParam<const char*> {};

}  // namespace intake::testing
