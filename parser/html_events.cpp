#include "parser/html_events.h"

#include <gumbo.h>

#include <csetjmp>
#include <cstddef>
#include <cstdlib>
#include <vector>

#include "parser/html_screen.h"

namespace intake {
namespace {

constexpr std::size_t most_memory = 64U << 20;  // of the tree at a time
constexpr std::size_t most_allocations =
    8'000'000;  // in all: bounds the time of formatting elements reopened again and again

// Every allocation of one parse, so that the tree is freed without walking it (gumbo's own destroyer recurses), also
// when the parse is given up. Gumbo does not expect an allocator to fail, so giving up means a jump over its frames,
// which hold nothing else.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() {
    while (first_ != nullptr) {
      Header* next = first_->next;
      std::free(first_);
      first_ = next;
    }
  }

  static void* allocate(void* arena, std::size_t size) { return static_cast<Arena*>(arena)->take(size); }
  static void release(void* arena, void* memory) { static_cast<Arena*>(arena)->give_back(memory); }

  std::jmp_buf give_up;

 private:
  struct alignas(std::max_align_t) Header {
    Header* next;
    Header* previous;
    std::size_t size;
  };

  void* take(std::size_t size) {
    ++allocations_;
    Header* header = nullptr;
    const bool allowed = allocations_ <= most_allocations && size <= most_memory && live_ + size <= most_memory;
    if (allowed) header = static_cast<Header*>(std::malloc(sizeof(Header) + size));
    if (header == nullptr) std::longjmp(give_up, 1);
    *header = {first_, nullptr, size};
    if (first_ != nullptr) first_->previous = header;
    first_ = header;
    live_ += size;
    return header + 1;
  }

  void give_back(void* memory) {
    if (memory == nullptr) return;
    Header* header = static_cast<Header*>(memory) - 1;
    (header->previous != nullptr ? header->previous->next : first_) = header->next;
    if (header->next != nullptr) header->next->previous = header->previous;
    live_ -= header->size;
    std::free(header);
  }

  Header* first_ = nullptr;
  std::size_t live_ = 0;
  std::size_t allocations_ = 0;
};

// Only trivial objects live here: the jump may pass over this frame.
const GumboOutput* parse(Arena& arena, const char* data, std::size_t size) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Arena::allocate;
  options.deallocator = &Arena::release;
  options.userdata = &arena;
  options.max_errors = 0;
  if (setjmp(arena.give_up) != 0) return nullptr;
  return gumbo_parse_with_options(&options, data, size);
}

class Attributes : public HtmlAttributes {
 public:
  explicit Attributes(const GumboVector& attributes) : attributes_(attributes) {}
  [[nodiscard]] const char* find(const char* name) const override {
    const GumboAttribute* attribute = gumbo_get_attribute(&attributes_, name);
    return attribute == nullptr ? nullptr : attribute->value;
  }

 private:
  const GumboVector& attributes_;
};

std::string_view name_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  return {};
}

bool is_element(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT;
}

struct Open {
  const GumboNode* node;
  unsigned next_child;
};

// Without recursion: the depth of the tree is the sender's choice.
void walk(const GumboNode* root, HtmlVisitor& visitor) {
  std::vector<Open> open;
  const auto enter = [&](const GumboNode* node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
      visitor.text(node->v.text.text);
    } else if (is_element(*node) && visitor.begin(name_of(node->v.element), Attributes(node->v.element.attributes))) {
      open.push_back({node, 0});
    }
  };
  enter(root);
  while (!open.empty()) {
    Open& top = open.back();
    const GumboVector& children = top.node->v.element.children;
    if (top.next_child < children.length) {
      enter(static_cast<const GumboNode*>(children.data[top.next_child++]));
    } else {
      visitor.end(name_of(top.node->v.element));
      open.pop_back();
    }
  }
}

}  // namespace

bool visit_html(std::string_view html, HtmlVisitor& visitor) {
  if (!is_bounded_html(html)) return false;
  Arena arena;
  const GumboOutput* output = parse(arena, html.data(), html.size());
  if (output == nullptr) return false;
  walk(output->root, visitor);
  return true;
}

}  // namespace intake
