// Every limit of the parser in one place, with the attack that it stops. Values are defaults; configuration may change them.
// triage-policy, section 4: a message over a limit is `limit`, a single attachment over one is `unreadable`.
#pragma once

#include <cstddef>

namespace intake {

struct Limits {
  std::size_t message_bytes = 25U << 20;     // bytes of the whole message: memory of the filter
  int nesting = 20;                          // levels of multipart and message: stack overflow in recursive parsers
  std::size_t parts = 500;                   // parts of the whole tree: memory (2 million empty parts cost mimetic 1.7 GB)
  std::size_t unpacked_bytes = 64U << 20;    // bytes out of one attachment or one encrypted part: compression bombs
  std::size_t text_bytes = 2U << 20;         // bytes of UTF-8 text read in all: time of the rules, which is linear in it
  std::size_t header_field_bytes = 64U << 10;   // one unfolded header field: mimetic is quadratic in it (10 MB: 87 s)
  std::size_t header_block_bytes = 256U << 10;  // header of one part: the same
  std::size_t header_fields = 1000;             // fields of one header: memory
  std::size_t boundary_bytes = 256;             // a boundary (RFC 2046 allows 70): quadratic search in mimetic
  std::size_t dash_lines = 5000;                // lines starting with "--" in the message: parts in disguise
  std::size_t second_reading_bytes = 1U << 20;  // messages that mimetic reads as well: it is quadratic in the boundary
  std::size_t second_reading_types = 100;       // Content-Type lines in such a message: mimetic recurses per level
  std::size_t second_reading_dashes = 20000;    // "--" in such a message: an empty boundary makes each one a part
};

}  // namespace intake
