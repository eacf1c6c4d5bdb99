// A value, or the words that tell an administrator why there is none and what to do: for faults of our own world
// (files, database, network). Flaws of a mail are values of their own and never a Result.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace intake {

template <typename Value>
class [[nodiscard]] Result {
 public:
  Result(Value value) : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor): `return value;`
  static Result failure(std::string words) {
    Result result;
    result.words_ = std::move(words);
    return result;
  }

  explicit operator bool() const { return value_.has_value(); }
  Value& operator*() { return *value_; }
  const Value& operator*() const { return *value_; }
  Value* operator->() { return &*value_; }
  const Value* operator->() const { return &*value_; }
  [[nodiscard]] const std::string& error() const { return words_; }  // empty where there is a value

 private:
  Result() = default;
  std::optional<Value> value_;
  std::string words_;
};

struct Done {};
using Success = Result<Done>;

}  // namespace intake
