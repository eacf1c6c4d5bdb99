// Step 3: the visible text of HTML in reading order. Block elements and <br> end lines, cells of a table row are joined
// by tabs (further lines of a cell begin with one), quotes are marked with "> " as in plain text. What a browser hides
// is left out. Nothing is fetched, no script runs. Bounded: over its limits a simple tag remover takes over and
// `limited` is set. Thread-safe. Source: HTML living standard, rendering and parsing.
#pragma once

#include <string>
#include <string_view>

namespace intake {

struct HtmlText {
  std::string text;      // valid UTF-8, not yet cleaned (clean_text.h)
  bool limited = false;  // too deep, too large or too odd for the parser: hidden text may be among it
};

// `html`: valid UTF-8.
HtmlText html_to_text(std::string_view html);

// The charset of a <meta> element near the beginning of the bytes, or empty.
std::string html_charset(std::string_view bytes);

}  // namespace intake
