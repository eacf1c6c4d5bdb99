#include "parser/html_style.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "parser/quote_lines.h"

namespace intake {
namespace {

constexpr std::size_t most_declaration_bytes = 4096;  // of one style attribute or rule
constexpr std::size_t most_rules = 2000;              // a mail's style sheet has some dozens
constexpr std::size_t most_classes = 16;              // of one element
constexpr std::size_t longest_selector = 80;
constexpr double off_screen = -500;  // pixels or so

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Leading number of a CSS value; nothing where there is none ("auto").
std::optional<double> number_of(std::string_view value) {
  const std::string digits(value.substr(0, 16));
  char* end = nullptr;
  const double number = std::strtod(digits.c_str(), &end);
  if (end == digits.c_str()) return std::nullopt;
  return number;
}

bool is_zero(std::string_view value) {
  return number_of(value) == 0.0;
}

struct NamedColor {
  std::string_view name;
  std::uint32_t color;
};
constexpr auto named_colors = std::to_array<NamedColor>({{"white", 0xFFFFFF},
                                                         {"snow", 0xFFFAFA},
                                                         {"whitesmoke", 0xF5F5F5},
                                                         {"ivory", 0xFFFFF0},
                                                         {"black", 0x000000},
                                                         {"red", 0xFF0000},
                                                         {"blue", 0x0000FF},
                                                         {"navy", 0x000080},
                                                         {"gray", 0x808080},
                                                         {"grey", 0x808080},
                                                         {"silver", 0xC0C0C0},
                                                         {"yellow", 0xFFFF00},
                                                         {"green", 0x008000}});

std::optional<std::uint32_t> read_hex_color(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return std::nullopt;
    const auto half = static_cast<std::uint32_t>(digit);
    value = digits.size() == 3 ? value << 8 | half << 4 | half : value << 4 | half;
  }
  if (digits.size() != 3 && digits.size() != 6) return std::nullopt;
  return value;
}

std::optional<std::uint32_t> read_rgb_color(std::string_view text) {
  std::uint32_t value = 0;
  std::size_t at = text.find('(');
  for (int part = 0; part < 3; ++part) {
    if (at == std::string_view::npos) return std::nullopt;
    const auto number = number_of(trimmed(text.substr(at + 1, 12)));
    if (!number || *number < 0 || *number > 255) return std::nullopt;
    value = value << 8 | static_cast<std::uint32_t>(*number);
    at = text.find(',', at + 1);
  }
  return value;
}

struct Sizes {
  bool no_height = false, no_width = false, clipped = false, absolute = false, off = false;
};

void read_box(std::string_view name, std::string_view value, Sizes& sizes) {
  const auto number = number_of(value);
  if (name == "max-height" || name == "height" || name == "line-height") sizes.no_height |= number == 0.0;
  if (name == "max-width" || name == "width") sizes.no_width |= number == 0.0;
  if (name.substr(0, 8) == "overflow") sizes.clipped |= contains(value, "hidden");
  if (name == "position") sizes.absolute |= value == "absolute" || value == "fixed";
  if (name == "left" || name == "top" || name == "right") sizes.off |= number && *number <= off_screen;
}

void read_text_look(std::string_view name, std::string_view value, Style& style) {
  if (name == "font-size") {
    const auto size = number_of(value);
    const bool relative = contains(value, "em") || contains(value, "%");
    style.tiny = size && (*size == 0.0 || (!relative && *size <= 1.0) || (relative && *size <= 0.05));
  }
  if (name == "white-space") style.preserves_lines = value.substr(0, 3) == "pre";
  if (name == "color") {
    style.color = read_color(value);
    style.transparent_text = value == "transparent" || (contains(value, "rgba(") && contains(value, ",0)"));
  }
  if (name == "background" || name == "background-color") {
    const auto color = read_color(value);
    if (color) style.background = color;
    style.unknown_background |=
        !color && value != "transparent" && value != "none" && value != "inherit" && value != "initial";
  }
}

void read_visibility(std::string_view name, std::string_view value, Style& style) {
  if (name == "display") style.hidden = value == "none";
  if (name == "visibility" && (value == "hidden" || value == "collapse")) style.hidden = true;
  if (name == "opacity" && number_of(value).value_or(1.0) < 0.05) style.hidden = true;
  if (name == "text-indent" && number_of(value).value_or(0.0) <= off_screen) style.hidden = true;
  if (name == "clip" && contains(value, "rect(0")) style.hidden = true;
  if (name == "transform" && contains(value, "scale(0)")) style.hidden = true;
  if (name == "margin" || name == "margin-bottom" || name == "margin-top") style.no_margin = is_zero(value);
  if (name == "border" || name == "border-left") style.no_border = value == "none" || is_zero(value);
}

}  // namespace

void Style::add(const Style& stronger) {
  if (stronger.hidden) hidden = stronger.hidden;
  if (stronger.tiny) tiny = stronger.tiny;
  if (stronger.preserves_lines) preserves_lines = stronger.preserves_lines;
  if (stronger.color) color = stronger.color;
  if (stronger.background) background = stronger.background;
  unknown_background |= stronger.unknown_background;
  transparent_text |= stronger.transparent_text;
  no_margin |= stronger.no_margin;
  no_border |= stronger.no_border;
}

std::optional<std::uint32_t> read_color(std::string_view text) {
  const std::string value = small_letters(trimmed(text.substr(0, 64)));
  const std::string_view first = std::string_view(value).substr(0, value.find(' '));
  if (!value.empty() && value[0] == '#') return read_hex_color(first.substr(1));
  if (value.compare(0, 3, "rgb") == 0) return read_rgb_color(value);
  const auto* found = std::find_if(named_colors.begin(), named_colors.end(),
                                   [&](const NamedColor& known) { return known.name == first; });
  if (found == named_colors.end()) return std::nullopt;
  return found->color;
}

Style read_declarations(std::string_view declarations) {
  Style style;
  Sizes sizes;
  const std::string text = small_letters(declarations.substr(0, most_declaration_bytes));
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::string_view declaration = std::string_view(text).substr(begin, end - begin);
    begin = end + 1;
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view name = trimmed(declaration.substr(0, colon));
    const std::string_view important = declaration.substr(colon + 1);
    const std::string_view value = trimmed(important.substr(0, important.find('!')));
    read_visibility(name, value, style);
    read_text_look(name, value, style);
    read_box(name, value, sizes);
  }
  if (((sizes.no_height || sizes.no_width) && sizes.clipped) || (sizes.absolute && sizes.off)) style.hidden = true;
  return style;
}

void StyleSheet::add_rule(std::string_view selectors, const Style& style) {
  for (std::size_t begin = 0; begin < selectors.size();) {
    const std::size_t end = std::min(selectors.find(',', begin), selectors.size());
    const std::string selector =
        small_letters(trimmed(selectors.substr(begin, end - begin)).substr(0, longest_selector + 1));
    begin = end + 1;
    const bool simple = !selector.empty() && selector.size() <= longest_selector &&
                        selector.find_first_of(" >+~:[*@") == std::string::npos &&
                        std::count(selector.begin(), selector.end(), '.') <= 1;
    if (simple && rules_.size() < most_rules) rules_[selector].add(style);
  }
}

void StyleSheet::add(std::string_view css) {
  std::string plain;  // without comments and the marks that hid styles from old browsers
  for (std::size_t at = 0; at < css.size();) {
    if (css.substr(at, 2) == "/*") {
      const std::size_t end = css.find("*/", at + 2);
      at = end == std::string_view::npos ? css.size() : end + 2;
    } else if (css.substr(at, 4) == "<!--" || css.substr(at, 3) == "-->") {
      at += css[at] == '<' ? 4 : 3;
    } else {
      plain += css[at++];
    }
  }
  std::size_t depth = 0;
  std::size_t begin = 0;  // of the selectors, or of the declarations
  std::string_view selectors;
  const std::string_view text = plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '{') {
      if (depth++ == 0) selectors = trimmed(text.substr(begin, at - begin));
      begin = at + 1;
    } else if (text[at] == '}') {
      const bool rule = depth == 1 && !selectors.empty() && selectors[0] != '@';
      if (rule) add_rule(selectors, read_declarations(text.substr(begin, at - begin)));
      if (depth > 0) --depth;
      begin = at + 1;
    } else if (text[at] == ';' && depth == 0) {
      begin = at + 1;  // @import, @charset
    }
  }
}

Style StyleSheet::style_of(std::string_view tag, std::string_view classes, std::string_view id) const {
  Style style;
  if (rules_.empty()) return style;
  const auto apply = [&](const std::string& selector) {
    const auto found = rules_.find(selector);
    if (found != rules_.end()) style.add(found->second);
  };
  apply(std::string(tag));
  const std::string names = small_letters(classes.substr(0, most_classes * longest_selector));
  for (std::size_t begin = 0, count = 0; begin < names.size() && count < most_classes; ++count) {
    const std::size_t end = std::min(names.find_first_of(" \t\r\n", begin), names.size());
    const std::string name = "." + names.substr(begin, end - begin);
    begin = end + 1;
    apply(name);
    apply(std::string(tag) + name);
  }
  if (!id.empty() && id.size() < longest_selector) apply("#" + small_letters(id));
  return style;
}

}  // namespace intake
