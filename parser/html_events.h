// HTML as browsers parse it (HTML5), given as events in document order. The only owner of gumbo. Bounded in depth,
// tags, attributes and memory: over a bound nothing more is delivered and the answer is false. Iterative throughout;
// thread-safe.
#pragma once

#include <string_view>

namespace intake {

class HtmlAttributes {
 public:
  virtual ~HtmlAttributes() = default;
  // Value of an attribute, or null where there is none. Entities are decoded.
  [[nodiscard]] virtual const char* find(const char* name) const = 0;
};

class HtmlVisitor {
 public:
  virtual ~HtmlVisitor() = default;
  // False: the element's content is not wanted (its end is not reported either).
  virtual bool begin(std::string_view tag, const HtmlAttributes& attributes) = 0;
  virtual void end(std::string_view tag) = 0;
  virtual void text(std::string_view text) = 0;
};

// False when the HTML is over a bound: too large or deep, or made to exhaust the parser.
bool visit_html(std::string_view html, HtmlVisitor& visitor);

}  // namespace intake
