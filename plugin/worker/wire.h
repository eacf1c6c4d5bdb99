// The bytes of the records between the daemon and its readers: numbers big-endian, texts and lists with their length in
// front. One list of members, `members(wire, value)`, serves writing and reading. Reading trusts nothing: every length
// is checked against the bytes that are there, every enum against its last value; after the first flaw all stays unread
// and whole() is false. Lists grow as they are read, so a false length costs no memory.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace intake {

// `Is<const Span, Span>`: one members() function for values that are written and values that are read.
template <typename T, typename Value>
concept Is = std::same_as<std::remove_const_t<T>, Value>;

class WireWriter {
 public:
  template <typename... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  void put_number(std::uint64_t number, int bytes);
  void put(bool value) { put_number(value ? 1 : 0, 1); }
  void put(int value) { put_number(static_cast<std::uint64_t>(static_cast<std::int64_t>(value)), 8); }
  void put(std::size_t value) { put_number(value, 8); }
  void put(const std::string& text);

  template <typename Value>
  void put(const std::vector<Value>& list) {
    put(list.size());
    for (const Value& value : list) put(value);
  }
  template <typename Value>
  void put(const Value& value) {
    if constexpr (std::is_enum_v<Value>) {
      put_number(static_cast<std::uint64_t>(value), 1);
    } else {
      members(*this, value);
    }
  }

  std::string bytes_;
};

class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename... Values>
  void operator()(Values&... values) {
    (get(values), ...);
  }
  // All bytes were read, and none was wrong.
  [[nodiscard]] bool whole() const { return ok_ && bytes_.empty(); }

 private:
  std::uint64_t get_number(std::size_t bytes);
  void get(bool& value);
  void get(int& value);
  void get(std::size_t& value) { value = get_number(8); }
  void get(std::string& text);

  template <typename Value>
  void get(std::vector<Value>& list) {
    list.clear();
    const std::uint64_t count = get_number(8);
    for (std::uint64_t i = 0; i < count && ok_; ++i) {
      if (bytes_.empty()) return fail();
      get(list.emplace_back());
    }
  }
  template <typename Value>
  void get(Value& value) {
    if constexpr (std::is_enum_v<Value>) {
      const std::uint64_t number = get_number(1);
      if (number > static_cast<std::uint64_t>(last_of(Value()))) return fail();
      value = static_cast<Value>(number);
    } else {
      members(*this, value);
    }
  }
  void fail() { ok_ = false; }

  std::string_view bytes_;
  bool ok_ = true;
};

template <typename Value>
std::string to_wire(const Value& value) {
  WireWriter writer;
  writer(value);
  return writer.take();
}

template <typename Value>
bool from_wire(std::string_view bytes, Value& value) {
  WireReader reader(bytes);
  reader(value);
  return reader.whole();
}

}  // namespace intake
