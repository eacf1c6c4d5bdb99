// What configuration decides for the rules. Passed in, never read from the world.
#pragma once

#include <string>
#include <vector>

namespace intake {

struct Date {
  int year = 0;
  int month = 0;
  int day = 0;
};

struct Policy {
  bool accept_artificial_codes = false;             // identity codes with individual number 900-999
  Date today;                                       // a code dated later is invalid
  std::vector<std::string> mailbox_phones = {};     // E.164: numbers of the mailbox that are never the sender's
};

}  // namespace intake
