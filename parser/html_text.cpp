#include "parser/html_text.h"

#include "parser/tag_remover.h"

namespace intake {

HtmlText html_to_text(std::string_view html) {
  return {remove_tags(html, html.size()), false};
}

std::string html_charset(std::string_view) {
  return {};
}

}  // namespace intake
