// Step 3, reserve of html_text.h: the text of HTML that is too deep or too large to be parsed, in one pass without a
// tree. Tags go, block tags end lines, cells become tabs; comments, scripts and styles go. Hidden text is not told from
// visible text.
#pragma once

#include <string>
#include <string_view>

namespace intake {

// `most_bytes` of text at most.
std::string remove_tags(std::string_view html, std::size_t most_bytes);

// "&auml;" or "&#228;" at the beginning of `text`: writes the letter and gives the length read; 0 when it is no entity.
std::size_t read_entity_letter(std::string_view text, std::string& out);

}  // namespace intake
