// Port to the MTA: the header edits of one message at its end. The real one is in plugin/milter; tests use one that fails
// at the n-th call. Used by one thread at a time.
#pragma once

#include <string>

namespace intake {

class Mta {
 public:
  virtual ~Mta() = default;
  // False: the edit did not reach the MTA; the session is lost.
  virtual bool add_header(const std::string& name, const std::string& value) = 0;
  // `ordinal` counts the fields of that name from 1, at the time of the call: Postfix counts anew after each removal.
  virtual bool remove_header(const std::string& name, int ordinal) = 0;
};

}  // namespace intake
