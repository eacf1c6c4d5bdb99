// What CSS says about whether text can be seen: inline styles and the simple selectors of <style> elements. No cascade
// beyond tag, class, tag.class, id and inline; rules inside @media and the like do not count. Linear time, bounded
// tables.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace intake {

struct Style {
  std::optional<bool> hidden;           // display, visibility, opacity, zero height, off-screen
  std::optional<bool> tiny;             // font-size 0 or 1 pixel; inherited
  std::optional<bool> preserves_lines;  // white-space: pre…; inherited
  std::optional<std::uint32_t> color;   // 0xRRGGBB; inherited
  std::optional<std::uint32_t> background;
  bool unknown_background = false;  // a picture or gradient: no guess about contrast
  bool transparent_text = false;
  bool no_margin = false;  // paragraphs without a blank line between
  bool no_border = false;  // a <blockquote> that only indents

  void add(const Style& stronger);
};

// Of a colour as in CSS or in bgcolor: "#fff", "#FFFFFF", "white", "rgb(255, 255, 255)".
std::optional<std::uint32_t> read_color(std::string_view text);

Style read_declarations(std::string_view declarations);

class StyleSheet {
 public:
  void add(std::string_view css);
  [[nodiscard]] Style style_of(std::string_view tag, std::string_view classes, std::string_view id) const;

 private:
  void add_rule(std::string_view selectors, const Style& style);
  std::map<std::string, Style, std::less<>> rules_;
};

}  // namespace intake
