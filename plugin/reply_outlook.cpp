#include "plugin/reply_outlook.h"

namespace intake {

ReplyOutlook reply_outlook(const Decision& decision, const Configuration&) {
  return {decision.verdict.status == Status::incomplete, std::nullopt};
}

}  // namespace intake
