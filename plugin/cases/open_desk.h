// Puts the real desk together: reply texts, ledger, key and the thread that sends. Used by the daemon at its start and,
// for the parts that a reload may change, again then. Every mistake is reported.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "plugin/cases/case_desk.h"
#include "plugin/configuration/configuration.h"
#include "plugin/journal.h"

namespace intake {

class DeskRoom {
 public:
  virtual ~DeskRoom() = default;
  // A desk for this configuration, over the one ledger; null with mistakes.
  virtual std::shared_ptr<CaseDesk> desk_for(const std::shared_ptr<const Configuration>& configuration,
                                             std::vector<std::string>& mistakes) = 0;
  // Mail that is not sent, by state; empty where the database cannot be asked now.
  virtual std::map<std::string, int> unsent_mail() = 0;
  // Ends the sender; what it has not sent stays due.
  virtual void stop() = 0;
};

struct OpenedDesk {
  std::unique_ptr<DeskRoom> room;  // null with mistakes
  std::vector<std::string> mistakes;
};

OpenedDesk open_desk(const Settings& settings, const std::shared_ptr<Journal>& journal);

// Mistakes in the reply texts of these settings: for `intake-milter -n` and `intakectl rules check`.
std::vector<std::string> mistakes_in_reply_texts(const Settings& settings);

}  // namespace intake
