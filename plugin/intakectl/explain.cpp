#include "plugin/intakectl/explain.h"

#include <algorithm>
#include <sstream>

#include "parser/clean_text.h"
#include "plugin/intakectl/text_view.h"
#include "plugin/trouble_words.h"

namespace intake {

namespace {

constexpr std::size_t most_lines = 400;  // of one block of text; a clerk reads no more
constexpr std::size_t most_finds = 30;   // of one item

constexpr std::size_t place_columns = 22;
constexpr std::size_t rule_columns = 26;

std::string padded(std::string text, std::size_t columns) {
  text.append(text.size() < columns ? columns - text.size() : 0, ' ');
  return text + "  ";
}

// Text from outside that is no clean text yet: a file name, a media type.
std::string plain(std::string_view text) {
  return clean_line(text.substr(0, 200));
}

const char* words_of(Author author) {
  switch (author) {
    case Author::sender:
      return "written by the sender";
    case Author::sender_earlier:
      return "quoted from an earlier mail of the sender";
    case Author::mailbox:
      return "quoted from a mail of this mailbox: no evidence";
  }
  return "";
}

class Explanation {
 public:
  Explanation(const Decision& decision, bool show_values)
      : decision_(decision), facts_(decision.verdict.facts), view_(decision.document, show_values) {}

  std::string write(const std::string& file, const ReplyOutlook& reply) {
    write_verdict(file, reply);
    write_parts();
    for (const Item item : all_items) write_item(item);
    write_finds("purpose", facts_.purpose.candidates);
    write_text();
    return out_.str();
  }

 private:
  // ---- the verdict and why

  void write_verdict(const std::string& file, const ReplyOutlook& reply) {
    const Verdict& verdict = decision_.verdict;
    out_ << file << ": " << name_of(verdict.status) << "\n  language " << name_of(facts_.language) << ", crypto "
         << name_of(verdict.crypto) << ", reply "
         << (reply.due        ? "yes"
             : reply.withheld ? "withheld (" + *reply.withheld + ")"
                              : "no")
         << "\n\nWhy\n";
    for (const std::string& reason : reasons()) out_ << "  " << reason << "\n";
  }

  std::vector<std::string> reasons() const {
    const Verdict& verdict = decision_.verdict;
    switch (verdict.status) {
      case Status::complete:
        return {"a request; every item is given, and nothing needs a person"};
      case Status::incomplete:
        return lacking();
      case Status::review:
        return for_a_person();
      case Status::other:
        return {why_other()};
    }
    return {};
  }

  std::vector<std::string> lacking() const {
    std::vector<std::string> lines = {"a request; nothing needs a person"};
    for (const Item item : decision_.verdict.ask) {
      lines.push_back("asks for " + std::string(name_of(item)) + ": " + std::string(name_of(facts_.of(item).status)));
    }
    return lines;
  }

  std::vector<std::string> for_a_person() const {
    std::vector<std::string> lines;
    for (const Reason reason : decision_.verdict.review) {
      const std::vector<std::string> causes = causes_of(reason);
      for (const std::string& cause : causes) lines.push_back(std::string(name_of(reason)) + ": " + cause);
      if (causes.empty()) lines.emplace_back(name_of(reason));
    }
    return lines;
  }

  std::vector<std::string> causes_of(Reason reason) const {
    std::vector<std::string> causes;
    for (const ReasonFact& fact : facts_.reasons) {
      if (fact.reason == reason) causes.push_back(found(fact.candidate));
    }
    for (const Trouble& trouble : decision_.document.troubles) {
      if (reason_of(trouble.kind) == reason)
        causes.push_back(in_words(trouble) + " (part " + std::to_string(trouble.part) + ")");
    }
    if (reason == Reason::several_codes && !facts_.code.others.empty()) {
      causes.push_back(std::to_string(facts_.code.others.size() + 1) + " different valid codes");
    }
    if (reason == Reason::other_provider && facts_.provider.given() && facts_.provider.route.empty()) {
      causes.emplace_back("no provider that is named is on a route");
    }
    if (reason == Reason::contradiction && causes.empty())
      causes.emplace_back("all years of treatment lie before the birth");
    return causes;
  }

  std::string why_other() const {
    if (decision_.document.report) return "no request: a report of a mail system (bounce or receipt)";
    if (facts_.purpose.never_request) return "no request: a purpose that is never one (see purpose)";
    if (facts_.purpose.evident_other) return "no request: another purpose is evident (see purpose)";
    return "no request: it asks for no records, has no identity code, and names no provider with two more items";
  }

  // ---- finds

  std::string found(const Candidate& candidate) const {
    if (candidate.span.size() == 0) return candidate.rule;
    return padded(view_.place(candidate.span), place_columns) + padded(candidate.rule, rule_columns) +
           view_.around(candidate.span);
  }

  void write_item(Item item) {
    const Fact& fact = facts_.of(item);
    write_finds(std::string(name_of(item)) + ": " + std::string(name_of(fact.status)) +
                    (fact.recognised ? " (in a picture)" : ""),
                fact.candidates);
  }

  void write_finds(const std::string& title, const std::vector<Candidate>& candidates) {
    out_ << "\n" << title << "\n";
    std::size_t written = 0;
    for (const Candidate& candidate : candidates) {
      if (++written > most_finds) break;
      out_ << (candidate.taken ? "  taken  " : "  lost   ") << found(candidate);
      if (!candidate.why.empty()) out_ << "  (" << candidate.why << ")";
      out_ << "\n";
    }
    if (candidates.size() > most_finds) out_ << "  and " << candidates.size() - most_finds << " more\n";
    if (candidates.empty()) out_ << "  nothing found\n";
  }

  // ---- parts and text

  void write_parts() {
    out_ << "\nParts\n";
    for (std::size_t i = 0; i < decision_.message.parts.size(); ++i) {
      const Part& part = decision_.message.parts[i];
      out_ << "  " << std::string(2 * static_cast<std::size_t>(part.depth), ' ') << i << "  " << plain(part.media_type);
      if (!part.disposition.empty()) out_ << ", " << plain(part.disposition);
      if (!part.filename.empty()) out_ << ", file \"" << view_.shown(plain(part.filename)) << "\"";
      out_ << ", " << part.end - part.begin << " bytes" << marks_of(part) << "\n";
      write_outcome(i, std::string(2 * static_cast<std::size_t>(part.depth) + 5, ' '));
    }
  }

  static std::string marks_of(const Part& part) {
    std::string marks;
    if (part.opened) marks += ", opened";
    if (part.protected_by_encryption) marks += ", was encrypted";
    if (part.inside_signature) marks += ", under a good signature";
    return marks;
  }

  // What came of a part: text, or why there is none.
  void write_outcome(std::size_t part, const std::string& indent) {
    for (const Block& block : decision_.document.blocks) {
      if (static_cast<std::size_t>(block.part) != part) continue;
      out_ << indent << name_of(block.role) << ", " << count_of_lines(block.text) << ", " << words_of(block.author)
           << (block.from_ocr ? ", recognised from a picture" : "") << "\n";
    }
    for (const Trouble& trouble : decision_.document.troubles) {
      if (static_cast<std::size_t>(trouble.part) == part) out_ << indent << in_words(trouble) << "\n";
    }
  }

  static std::string in_words(const Trouble& trouble) {
    const std::string words(intake::words_of(trouble.kind));
    return trouble.detail.empty() ? words : words + " (" + trouble.detail + ")";
  }

  void write_text() {
    out_ << "\nText\n";
    for (const Block& block : decision_.document.blocks) {
      out_ << "  " << name_of(block.role) << " of part " << block.part << ", " << words_of(block.author) << "\n";
      const std::vector<std::string_view> lines = lines_of(block.text);
      for (std::size_t i = 0; i < std::min(lines.size(), most_lines); ++i) {
        out_ << "  " << mark_of(block.author)
             << std::string(5 - std::min<std::size_t>(4, std::to_string(i + 1).size()), ' ') << i + 1 << "  "
             << view_.shown(lines[i]) << "\n";
      }
      if (lines.size() > most_lines) out_ << "  and " << lines.size() - most_lines << " lines more\n";
    }
    if (decision_.document.blocks.empty()) out_ << "  none\n";
  }

  static std::string count_of_lines(std::string_view text) {
    const std::size_t lines = lines_of(text).size();
    return std::to_string(lines) + (lines == 1 ? " line" : " lines");
  }

  static char mark_of(Author author) { return author == Author::sender ? ' ' : author == Author::mailbox ? '#' : '>'; }

  static std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      lines.push_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
  }

  const Decision& decision_;
  const Facts& facts_;
  TextView view_;
  std::ostringstream out_;
};

}  // namespace

std::string explanation(const std::string& file, const Decision& decision, const ReplyOutlook& reply,
                        bool show_values) {
  return Explanation(decision, show_values).write(file, reply);
}

}  // namespace intake
