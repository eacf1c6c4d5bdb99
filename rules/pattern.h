// One compiled PCRE2 pattern: UTF, UCP, case-insensitive, JIT, with limits. The only owner of PCRE2.
// Subjects must be valid UTF-8 (parser/clean_text.h guarantees it), but for half a letter at either end, which is left out:
// windows are cut by bytes. Offsets are bytes. Thread-safe after construction.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/text.h"

namespace intake {

struct Match {
  std::vector<Span> groups;  // [0] is the whole match; a group that did not take part is {npos, npos}
  [[nodiscard]] const Span& whole() const { return groups.front(); }
  [[nodiscard]] bool has(std::size_t group) const {
    return group < groups.size() && groups[group].begin != std::string::npos;
  }
};

class Pattern {
 public:
  // Throws std::invalid_argument with PCRE2's words and the offset when the pattern is wrong.
  explicit Pattern(const std::string& expression, bool case_sensitive = false);

  [[nodiscard]] std::optional<Match> find(std::string_view subject, std::size_t from = 0) const;
  [[nodiscard]] bool matches(std::string_view subject) const;
  // Every match from left to right; `visit` returns false to stop.
  void each(std::string_view subject, const std::function<bool(const Match&)>& visit) const;
  // Number of a named group (?<name>...), or 0.
  [[nodiscard]] std::size_t group(const char* name) const;

  // Matches of this thread that ran into a limit since the last call: they count as no match, and as a trouble.
  static int take_limit_hits();

 private:
  [[nodiscard]] int run(std::string_view subject, std::size_t from) const;  // number of groups; 0: no match

  struct Code;
  std::shared_ptr<const Code> code_;
};

}  // namespace intake
