// Counts in raw HTML, before it is parsed, what costs a parser more than linear time or memory: open elements, tags,
// attributes of one tag. One pass. An approximation of the HTML5 tokenizer that errs on the side of counting too much.
#pragma once

#include <string_view>

namespace intake {

bool is_bounded_html(std::string_view html);

}  // namespace intake
