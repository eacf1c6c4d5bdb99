#include "plugin/trouble_words.h"

namespace intake {

std::string_view words_of(TroubleKind kind) {
  switch (kind) {
    case TroubleKind::too_large:
      return "the message is larger than allowed";
    case TroubleKind::too_deep:
      return "nested deeper than allowed";
    case TroubleKind::too_many_parts:
      return "more parts than allowed";
    case TroubleKind::header_limit:
      return "a header is larger than allowed";
    case TroubleKind::text_limit:
      return "more text than allowed: only the first is read";
    case TroubleKind::internal_error:
      return "the filter met an error of its own";
    case TroubleKind::ambiguous:
      return "the structure can be read in two ways";
    case TroubleKind::encrypted:
      return "encrypted, and not opened";
    case TroubleKind::damaged:
      return "damaged: it cannot be decoded, decrypted or read";
    case TroubleKind::unsupported:
      return "of a kind that nothing here reads";
    case TroubleKind::picture:
      return "a picture or scan, without text";
    case TroubleKind::password:
      return "locked by a password";
    case TroubleKind::too_big_unpacked:
      return "unpacks to more than allowed";
    case TroubleKind::bad_signature:
      return "a signature that does not verify";
    case TroubleKind::crypto_fault:
      return "GnuPG did not answer";
  }
  return "unknown";
}

}  // namespace intake
