#include "rules/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <stdexcept>

#include "rules/walked_gaps.h"

namespace intake {

namespace {

// Enough for every shipped rule on 2 MiB of text, small enough that a runaway one ends within milliseconds.
constexpr std::uint32_t match_limit = 1'000'000;
constexpr std::uint32_t depth_limit = 10'000;
constexpr std::size_t jit_stack_start = 32U << 10;
constexpr std::size_t jit_stack_most = 1U << 20;

thread_local int limit_hits = 0;

// PCRE2's scratch memory is not shared between threads: one set for each.
struct Scratch {
  pcre2_match_data* data = pcre2_match_data_create(32, nullptr);
  pcre2_match_context* context = pcre2_match_context_create(nullptr);
  pcre2_jit_stack* stack = pcre2_jit_stack_create(jit_stack_start, jit_stack_most, nullptr);
  std::size_t cut = 0;  // bytes of the last subject before its first whole letter
  Scratch() {
    pcre2_set_match_limit(context, match_limit);
    pcre2_set_depth_limit(context, depth_limit);
    pcre2_jit_stack_assign(context, nullptr, stack);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    pcre2_match_data_free(data);
    pcre2_match_context_free(context);
    pcre2_jit_stack_free(stack);
  }
};

Scratch& scratch() {
  thread_local Scratch one;
  return one;
}

// With UCP the escape \\d means any digit of Unicode, which hides from PCRE2 with which bytes a match can begin and
// costs ten times as much. Subjects have ASCII digits only (NFKC and clean_text make the full-width ones so): say that.
std::string with_ascii_digits(const std::string& expression) {
  std::string out;
  bool in_class = false;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (c == '\\' && i + 1 < expression.size()) {
      const char escaped = expression[++i];
      if (escaped == 'd')
        out += in_class ? "0-9" : "[0-9]";
      else
        out += {c, escaped};
      continue;
    }
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
    out += c;
  }
  return out;
}

// Windows are cut by bytes, and PCRE2 trusts its subject: half a letter at an end would have it read beyond.
bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t half_letter_at_begin(std::string_view subject) {
  std::size_t bytes = 0;
  while (bytes < subject.size() && is_continuation(subject[bytes])) ++bytes;
  return bytes;
}

std::size_t half_letter_at_end(std::string_view subject) {
  std::size_t bytes = 0;
  while (bytes < subject.size() && is_continuation(subject[subject.size() - 1 - bytes])) ++bytes;
  if (bytes == subject.size()) return 0;
  const auto lead = static_cast<unsigned char>(subject[subject.size() - 1 - bytes]);
  const std::size_t wanted = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  return bytes == wanted ? 0 : bytes + 1;
}

}  // namespace

struct Pattern::Code {
  pcre2_code* code = nullptr;
  Code() = default;
  Code(const Code&) = delete;
  Code& operator=(const Code&) = delete;
  ~Code() { pcre2_code_free(code); }
};

Pattern::Pattern(const std::string& written, bool case_sensitive) {
  const std::string expression = with_walked_gaps(with_ascii_digits(written));
  int error = 0;
  PCRE2_SIZE offset = 0;
  const std::uint32_t options =
      PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | (case_sensitive ? 0U : PCRE2_CASELESS);
  auto code = std::make_shared<Code>();
  code->code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(), options, &error,
                             &offset, nullptr);
  if (code->code == nullptr) {
    PCRE2_UCHAR words[200] = {};
    pcre2_get_error_message(error, words, sizeof words);
    throw std::invalid_argument(std::string(reinterpret_cast<const char*>(words)) + " at character " +
                                std::to_string(offset + 1) + " of the pattern");
  }
  pcre2_jit_compile(code->code, PCRE2_JIT_COMPLETE);
  code_ = std::move(code);
}

int Pattern::run(std::string_view subject, std::size_t from) const {
  Scratch& mine = scratch();
  mine.cut = half_letter_at_begin(subject);
  subject.remove_prefix(mine.cut);
  subject.remove_suffix(half_letter_at_end(subject));
  from = std::min(std::max(from, mine.cut) - mine.cut, subject.size());
  from += half_letter_at_begin(subject.substr(from));
  const int count = pcre2_match(code_->code, reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(), from,
                                PCRE2_NO_UTF_CHECK, mine.data, mine.context);
  if (count < 0 && count != PCRE2_ERROR_NOMATCH) ++limit_hits;
  return std::max(count, 0);
}

bool Pattern::matches(std::string_view subject) const {
  return run(subject, 0) > 0;
}

std::optional<Match> Pattern::find(std::string_view subject, std::size_t from) const {
  const int count = run(subject, from);
  if (count == 0) return std::nullopt;
  const PCRE2_SIZE* ovector = pcre2_get_ovector_pointer(scratch().data);
  Match match;
  match.groups.reserve(static_cast<std::size_t>(count));
  const auto place = [](PCRE2_SIZE offset) {
    return offset == PCRE2_UNSET ? std::string::npos : offset + scratch().cut;
  };
  for (int i = 0; i < count; ++i) match.groups.push_back({place(ovector[2 * i]), place(ovector[2 * i + 1])});
  return match;
}

void Pattern::each(std::string_view subject, const std::function<bool(const Match&)>& visit) const {
  std::size_t from = 0;
  while (from <= subject.size()) {
    const std::optional<Match> match = find(subject, from);
    if (!match || !visit(*match)) return;
    from = match->whole().end;
    if (match->whole().size() == 0) {
      ++from;
      while (from < subject.size() && is_continuation(subject[from])) ++from;
    }
  }
}

std::size_t Pattern::group(const char* name) const {
  const int number = pcre2_substring_number_from_name(code_->code, reinterpret_cast<PCRE2_SPTR>(name));
  return number > 0 ? static_cast<std::size_t>(number) : 0;
}

int Pattern::take_limit_hits() {
  const int hits = limit_hits;
  limit_hits = 0;
  return hits;
}

}  // namespace intake
