#include "plugin/handle_message.h"

#include <algorithm>
#include <ctime>
#include <optional>

namespace intake {

namespace {

// How often a message is planned again because another one of its case came in between.
constexpr int most_tries = 4;

std::string rfc3339(std::chrono::system_clock::time_point when) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(when);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

MessageLine line_about(const ArrivedMail& mail, const Decision& decision, const CaseWork& work) {
  MessageLine line;
  line.status = work.verdict.status;
  line.language = work.verdict.facts.language;
  line.crypto = decision.verdict.crypto;
  line.ask = work.verdict.ask;
  line.review = work.verdict.review;
  line.case_reasons = work.case_reasons;
  line.reply_queued = work.reply_queued;
  line.withheld = work.withheld;
  line.bytes = mail.raw.bytes.size();
  line.forged_tags = mail.tag_names.size();
  return line;
}

bool has_crypto_fault(const Decision& decision) {
  const std::vector<Trouble>& troubles = decision.document.troubles;
  return std::any_of(troubles.begin(), troubles.end(), [](const Trouble& one) { return one.kind == TroubleKind::crypto_fault; });
}

class Handling {
 public:
  Handling(const ArrivedMail& mail, const Equipment& equipment, Mta& mta, Journal& journal)
      : mail_(mail), equipment_(equipment), mta_(mta), journal_(journal) {}

  // Fills `line` when the message passes.
  Answer run(MessageLine& line) {
    try {
      const Decision decision = mail_.whole ? equipment_.judge(mail_.raw) : limit_decision();
      if (has_crypto_fault(decision)) journal_.event(Event::crypto_fault);
      return answer(decision, mail_.whole ? equipment_.desk.get() : nullptr, line);
    } catch (...) {  // whatever a bug throws; its text may hold text of the mail
      journal_.event(Event::internal_error);
    }
    if (edits_begun()) return lost();
    return answer(limit_decision(), nullptr, line);
  }

 private:
  // Counts edits, so that a fault in the middle of them is not answered with a second set.
  class CountingMta : public Mta {
   public:
    explicit CountingMta(Mta& mta) : mta_(mta) {}
    bool add_header(const std::string& name, const std::string& value) override {
      ++calls;
      return mta_.add_header(name, value);
    }
    bool remove_header(const std::string& name, int ordinal) override {
      ++calls;
      return mta_.remove_header(name, ordinal);
    }
    int calls = 0;

   private:
    Mta& mta_;
  };

  bool edits_begun() const { return mta_.calls > 0; }

  Answer lost() {
    journal_.event(Event::mta_lost);
    return Answer::try_later;
  }

  Answer answer(const Decision& decision, CaseDesk* desk, MessageLine& line) {
    for (int tries = 0; tries < most_tries; ++tries) {
      std::optional<CaseWork> work = work_for(decision, desk);
      if (!work) break;
      const Plan plan = make_plan(mail_, std::move(*work), equipment_.seal_key.get());
      const Outcome outcome = carry_out(plan, desk, mta_);
      if (outcome == Outcome::stale) continue;
      if (outcome == Outcome::mta_lost) return lost();
      if (outcome == Outcome::database_unavailable) break;
      line = line_about(mail_, decision, plan.work);
      return Answer::pass;
    }
    journal_.event(Event::database_unavailable);
    return Answer::try_later;
  }

  std::optional<CaseWork> work_for(const Decision& decision, CaseDesk* desk) const {
    if (desk != nullptr) return desk->prepare(mail_.raw, decision);
    return work_without_case(decision.verdict, "disabled", rfc3339(equipment_.now()));
  }

  const ArrivedMail& mail_;
  const Equipment& equipment_;
  CountingMta mta_;
  Journal& journal_;
};

}  // namespace

Answer handle_message(const ArrivedMail& mail, const std::string& queue_id, const Equipment& equipment, Mta& mta,
                      Journal& journal) {
  const auto begin = std::chrono::steady_clock::now();
  MessageLine line;
  const Answer answer = Handling(mail, equipment, mta, journal).run(line);
  if (answer == Answer::pass) {
    line.queue_id = queue_id;
    line.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
    journal.message(line);
  }
  return answer;
}

}  // namespace intake
