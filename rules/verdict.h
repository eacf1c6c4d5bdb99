// The fifth value of the line: the judgement, with everything the tags and `check` show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/facts.h"

namespace intake {

enum class Status { complete, incomplete, review, other };
std::string_view name_of(Status status);

struct Verdict {
  Status status = Status::review;
  std::vector<Item> ask;          // only with incomplete, in the order of the policy
  std::vector<Reason> review;     // only with review, in the order of the policy
  Crypto crypto = Crypto::none;
  Facts facts;
};

}  // namespace intake
