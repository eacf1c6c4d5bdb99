// The sixth value of the line: everything that will be done about a message, as data; nothing has happened yet.
// Pure functions, thread-safe; they throw only when memory ends.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "plugin/cases/case_desk.h"
#include "plugin/seal.h"

namespace intake {

// A message as the MTA handed it over.
struct ArrivedMail {
  RawMessage raw;                      // its bytes are empty when it was over the limit
  std::vector<std::string> tag_names;  // of the fields that bear our names, as spelt, in their order
  bool whole = true;                   // false: over the limit, or lost to a fault of ours
};

struct RemoveHeader {
  std::string name;
  int ordinal = 1;
};

struct AddHeader {
  std::string name;
  std::string value;
};

using Edit = std::variant<RemoveHeader, AddHeader>;

struct Plan {
  CaseWork work;  // filed before anything is edited
  std::vector<Edit>
      edits;  // in this order: every arrived tag, per name from the last to the first; then ours, the seal last
};

Plan make_plan(const ArrivedMail& mail, CaseWork work, const SealKey* seal_key);

// The judgement of a message that could not be judged: review, limit.
Decision limit_decision();

// For a filter without cases, and for messages that go to none: no token and no reply. `now` in RFC 3339.
CaseWork work_without_case(const Verdict& verdict, const std::string& withheld, const std::string& now);

}  // namespace intake
