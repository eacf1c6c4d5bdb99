// Finds what the message is for: whether it asks for records, or has another evident purpose (triage policy, section
// 2). What was found for requested_information counts first; a bare "data request" asks too, but not inside a question
// about when the answer to an earlier one comes. Mail of machines, advertisers and archives is never a request.
#include <algorithm>
#include <array>

#include "rules/finders.h"
#include "rules/fold.h"
#include "rules/prose.h"

namespace intake {

namespace {

// Mail about handing over archives speaks of patient records too; two signs of it outweigh what looks like a request.
constexpr std::size_t archiving_signs_that_decide = 2;
// So do questions of the press and invitations of researchers, which speak of people who asked for their records.
constexpr std::size_t press_signs_that_decide = 2;

class PurposeFinder {
 public:
  PurposeFinder(const Evidence& evidence, Facts& facts)
      : evidence_(evidence), facts_(facts), purpose_(facts.purpose), prose_(evidence.prose) {}

  void run() {
    const bool asks = facts_.request.given();
    const std::size_t archiving = note("purpose.archiving");
    const bool away = evidence_.document.auto_replied || evidence_.document.report || says_away();
    const bool bulk = evidence_.document.list_mail || note("purpose.bulk") > 0;
    const std::size_t press = note("purpose.press");
    const bool personal = asks && facts_.code.given();
    const bool public_interest = press > 0 && (!asks || (press >= press_signs_that_decide && !facts_.code.given()));

    purpose_.never_request = (archiving > 0 && (!asks || archiving >= archiving_signs_that_decide)) ||
                             (away && (!asks || subject_says_away())) || (bulk && !personal) || public_interest;
    const bool other = archiving > 0 || away || bulk || public_interest;
    // Questions and thanks count only where nothing is asked for: "how long will it take?" often ends a request.
    const bool question = !asks && note("purpose.how_to") + note("purpose.status") + note("purpose.thanks") > 0;
    purpose_.evident_other = purpose_.never_request || (!asks && (other || question));
    purpose_.asks_for_records = !purpose_.never_request && (asks || (!purpose_.evident_other && asks_barely()));
  }

 private:
  // Writes down the matches of a group and gives how many different phrases there were.
  std::size_t note(std::string_view group) {
    const std::vector<Hit> hits = hits_of(evidence_.rules, group, prose_);
    constexpr std::size_t most_shown = 3;  // per group: `explain` is for people
    for (std::size_t i = 0; i < std::min(hits.size(), most_shown); ++i) {
      purpose_.candidates.push_back({prose_.source(hits[i].span), hits[i].rule->id, true, ""});
    }
    return different(hits);
  }

  [[nodiscard]] std::size_t different(const std::vector<Hit>& hits) const {
    std::vector<std::string_view> phrases;
    for (const Hit& hit : hits) phrases.push_back(prose_.slice(hit.span));
    std::sort(phrases.begin(), phrases.end());
    return static_cast<std::size_t>(std::unique(phrases.begin(), phrases.end()) - phrases.begin());
  }

  [[nodiscard]] std::string_view subject() const {
    const auto& lines = evidence_.text.lines();
    const auto line =
        std::find_if(lines.begin(), lines.end(), [](const Line& one) { return one.role == Role::subject; });
    return line == lines.end() ? std::string_view() : evidence_.text.slice(line->span);
  }

  // "Re: Automatic reply: ..." is the Subject of an answer to one.
  [[nodiscard]] bool answers_something() const {
    static constexpr auto marks =
        std::to_array<std::string_view>({"re:", "vs:", "sv:", "re ", "aw:", "ang:", "vb:", "fwd:", "fw:"});
    const std::string folded = fold_case(trim(subject()));
    return std::any_of(marks.begin(), marks.end(),
                       [&](std::string_view mark) { return folded.compare(0, mark.size(), mark) == 0; });
  }

  [[nodiscard]] bool subject_says_away() const {
    return !answers_something() && evidence_.holds("purpose.out_of_office", subject());
  }

  [[nodiscard]] bool body_says_away() const {
    const std::vector<Hit> hits = hits_of(evidence_.rules, "purpose.out_of_office", prose_);
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
      const Text& text = evidence_.text;
      return text.lines().at(text.line_of(prose_.source(hit.span).begin)).role != Role::subject;
    });
  }

  [[nodiscard]] bool says_away() {
    note("purpose.out_of_office");
    return subject_says_away() || body_says_away();
  }

  // "Tietopyyntö, Vastaamo": a request, though it does not say which data.
  bool asks_barely() {
    return note("request.bare") > 0 || (note("request.about_records") > 0 && facts_.provider.given());
  }

  const Evidence& evidence_;
  Facts& facts_;
  Purpose& purpose_;
  const Prose& prose_;
};

}  // namespace

void find_purpose(const Evidence& evidence, Facts& facts) {
  PurposeFinder(evidence, facts).run();
}

}  // namespace intake
