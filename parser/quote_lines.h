// Step 3: what single lines of clean text say about quoting: '>' marks, attribution lines ("X kirjoitti:"), Outlook's
// header blocks and separator lines, in Finnish, Swedish, English and a few other languages that mail programs are set
// to. Pure functions of a bounded number of lines each; no pattern can backtrack.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

struct QuoteLine {
  std::size_t depth = 0;  // number of '>' marks
  std::string_view text;  // without them
};

constexpr std::size_t most_quote_depth = 8;  // deeper quotes count as this deep: each level is an earlier letter

QuoteLine read_quote_line(std::string_view line);

// Small letters for ASCII and the Latin-1 letters of UTF-8 text; byte for byte, so offsets stay.
std::string small_letters(std::string_view text);

// How many lines (0 to 3) from `first` make up an attribution. `quote_follows`: a deeper quoted line comes next, so
// that "Maija kirjoitti:" is enough; otherwise a date with time or an address must stand in it.
struct Attribution {
  std::size_t lines = 0;
  bool quote_follows = false;
  std::string text;  // joined, small letters
};
Attribution find_attribution(const std::vector<QuoteLine>& lines, std::size_t first);

// "-----Original Message-----", "Välitetty viesti alkaa:" and the like.
bool is_separator_line(std::string_view text);

// Nothing but five or more ruling characters.
bool is_ruler(std::string_view text);

// The number of "3. puhelin" or "3) puhelin", up to 99; else 0.
std::size_t number_of_item(std::string_view text);

// Outlook's or a forward's copy of header fields (From, Sent, To, Subject in any order and language) at `first`.
struct CopiedHeader {
  std::size_t lines = 0;    // 0: none here
  std::string from;         // small letters
  std::size_t subject = 0;  // index of the Subject line, or 0 (a block never starts the text with its Subject alone)
  bool has_subject = false;
};
// `after_separator`: a separator line stands above, so less proof is needed.
CopiedHeader find_header_block(const std::vector<QuoteLine>& lines, std::size_t first, bool after_separator);

}  // namespace intake
