// Tells in one pass which of many word beginnings a text holds, so that rules without their words need not be tried.
// Letters are compared without case (ASCII and À-Þ). Linear; immutable once built, so thread-safe; never fails.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace intake {

class WordStarts {
 public:
  // Adds a beginning of a word ("itsemurh") and gives its number; the same one twice has one number.
  std::size_t add(std::string_view start);
  // Every place where a word of the text begins so: its offset and the number, from left to right.
  void each(std::string_view text, const std::function<void(std::size_t, std::size_t)>& visit) const;
  [[nodiscard]] std::size_t size() const { return count_; }
  // For each number, whether some word of the text begins so.
  [[nodiscard]] std::vector<bool> in(std::string_view text) const;

 private:
  struct Node {
    std::vector<std::pair<char, std::uint32_t>> children;
    std::int32_t number = -1;
  };
  [[nodiscard]] std::uint32_t child(std::uint32_t node, char c) const;

  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::array<std::uint32_t, 256> first_ = {};  // children of the root: asked for every word
  std::size_t count_ = 0;
};

}  // namespace intake
