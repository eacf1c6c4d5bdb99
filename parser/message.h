// The values of the first two steps: RawMessage (what the MTA gave) and Message (a flat vector of parts).
// Plain data, owned by value, free of any library's types; no function here can fail.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace intake {

struct RawMessage {
  std::string envelope_from;             // without angle brackets; empty for the null sender <>
  std::vector<std::string> recipients;   // envelope recipients, without angle brackets
  std::string bytes;                     // header, blank line, body, as they came
};

// A flaw of a mail. Flaws travel along as values; they never stop the line.
enum class TroubleKind {
  too_large,        // message over limits.message_bytes                          -> limit
  too_deep,         // nesting over limits.nesting                                -> limit
  too_many_parts,   // limits.parts or limits.dash_lines                          -> limit
  header_limit,     // a header over a limit                                      -> limit
  text_limit,       // more text than limits.text_bytes: only the first is read   -> limit
  internal_error,   // a bug of ours, caught                                      -> limit
  ambiguous,        // the structure can be read in two ways                      -> unreadable
  encrypted,        // encrypted and not (yet) opened: no key, no decryptor       -> unreadable
  damaged,          // part cannot be decoded, decrypted or parsed                -> unreadable
  unsupported,      // media type without a reader that may hold a request        -> unreadable
  picture,          // scan or photo that may hold a request                      -> unreadable
  password,         // attachment behind a password                               -> unreadable
  too_big_unpacked, // one attachment over limits.unpacked_bytes                  -> unreadable
  bad_signature,    // a signature is present and does not verify                 -> bad_signature
  crypto_fault,     // our fault: no gpg, agent dead, out of memory               -> limit
};

struct Trouble {
  TroubleKind kind;
  int part = 0;          // index into Message::parts
  std::string detail;    // for `explain`: fixed words and numbers only, never text of the message
};

// As `crypto` in the JSON of `intakectl check` (interfaces).
enum class Crypto { none, is_signed, encrypted, encrypted_and_signed, undecryptable, bad_signature };

struct HeaderField {
  std::string name;   // as spelt
  std::string value;  // unfolded (CRLF removed), otherwise raw bytes; decode with header_words.h
};

struct Part {
  int parent = -1;                // index into Message::parts; -1 for the root
  int depth = 0;
  std::string media_type;         // "text/plain", lower case; RFC 2045 5.2 default applied
  std::map<std::string, std::string> parameters;  // of Content-Type: lower-case name, UTF-8 value (RFC 2231 decoded)
  std::string disposition;        // "attachment", "inline" or empty, lower case
  std::string filename;           // UTF-8, from Content-Disposition or Content-Type; untrusted, never a path
  std::string content_id;
  std::vector<HeaderField> headers;
  std::size_t begin = 0;          // byte range in Message::sources[source], header included
  std::size_t body_begin = 0;
  std::size_t end = 0;
  int source = 0;                 // which byte string the range points into (0: the message itself; others: decrypted payloads)
  std::string content;            // leaves only: body with the transfer encoding removed
  std::string preamble;           // multiparts only: text before the first and after the last boundary line,
  std::string epilogue;           //   which no mail program shows (RFC 2046 5.1.1)
  bool opened = false;            // a seal that was opened: its payload follows as a child
  bool opened_payload = false;    // root of what came out of a seal
  bool protected_by_encryption = false;
  bool inside_signature = false;  // covered by a signature that verified
};

struct Message {
  std::vector<std::string> sources;    // original bytes; signatures are verified over ranges of these
  std::vector<Part> parts;             // parts[0] is the root; children follow their parent in document order
  std::vector<Trouble> troubles;
  Crypto crypto = Crypto::none;

  // First value of a header field of the root part (name compared without case), or an empty string.
  [[nodiscard]] std::string header(const char* name) const;
  [[nodiscard]] std::vector<std::string> headers(const char* name) const;
  [[nodiscard]] bool has_header(const char* name) const;
};

}  // namespace intake
