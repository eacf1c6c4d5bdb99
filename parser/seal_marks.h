// Step two: by what a seal is known in a part. RFC 4880 (armor, packet tags), RFC 8551 (S/MIME types), RFC 5652
// (content types). Looks at the first bytes only; names and media types are hints of the sender, the bytes decide. Pure
// functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "parser/message.h"

namespace intake {

enum class SealKind {
  none,           // no seal that we know
  pgp_encrypted,  // session key, or data sealed by one
  pgp_signed,     // a message that is signed, or merely packed, as a whole
  pgp_keys,       // keys or a detached signature: nothing to read, and never imported
  cms_enveloped,
  cms_signed,
  cms_keys,     // certificates only
  cms_unknown,  // S/MIME by its name; what it is, the engine shall say
};

// What the bytes of a leaf are: armored or binary OpenPGP, or S/MIME by type or name of the part.
SealKind seal_kind_of(const Part& part);
SealKind openpgp_kind_of(std::string_view bytes);

// An armored OpenPGP message or a clear-signed text within text, at the beginning of a line; without an end it reaches
// to the end.
struct Armor {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool clear_signed = false;
};
std::optional<Armor> find_armor(std::string_view text, std::size_t from);

// Whether a payload is a MIME entity of its own: it begins with a header that has a Content-Type.
bool begins_like_entity(std::string_view payload);

// "letter.pdf.pgp": a file that was sealed.
bool has_pgp_ending(std::string_view filename);

}  // namespace intake
