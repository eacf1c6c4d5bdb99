// The Mta port over libmilter: header edits of the message whose end is being handled. Used within one callback.
#pragma once

#include "plugin/mta.h"

struct smfi_str;  // libmilter's SMFICTX

namespace intake {

class HeaderEdits : public Mta {
 public:
  explicit HeaderEdits(smfi_str* context) : context_(context) {}
  bool add_header(const std::string& name, const std::string& value) override;
  bool remove_header(const std::string& name, int ordinal) override;

 private:
  smfi_str* context_;
};

}  // namespace intake
