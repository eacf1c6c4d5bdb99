// What is fuzzed: one function per door through which hostile bytes come in. Each must neither crash nor hang, and checks the
// promises of the header that it calls. Built as libFuzzer programs (cmake -DINTAKE_FUZZ=ON, clang) and as a replay for ctest.
#pragma once

#include <array>
#include <string_view>

namespace intake::fuzz {

void read_message_target(std::string_view bytes);
void header_words_target(std::string_view bytes);
void charset_target(std::string_view bytes);
void html_target(std::string_view bytes);
void thread_target(std::string_view bytes);
void attachment_target(std::string_view bytes);  // the first byte chooses the reader of the table
void worker_target(std::string_view bytes);
void rules_target(std::string_view bytes);

struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
};

inline constexpr std::array<Target, 8> targets = {{{"read_message", read_message_target},
                                                   {"header_words", header_words_target},
                                                   {"charset", charset_target},
                                                   {"html", html_target},
                                                   {"thread", thread_target},
                                                   {"attachment", attachment_target},
                                                   {"worker", worker_target},
                                                   {"rules", rules_target}}};

}  // namespace intake::fuzz
