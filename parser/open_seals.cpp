// Step two of the line: every encrypted or signed part through the Decryptor port. A payload becomes further parts,
// read under the same gate and limits; what was opened keeps no content of its own. RFC 3156 (PGP/MIME), RFC 8551
// (S/MIME), inline OpenPGP.
#include <algorithm>
#include <optional>
#include <string>

#include "parser/lines.h"
#include "parser/parser.h"
#include "parser/part_text.h"
#include "parser/read_entity.h"
#include "parser/seal_marks.h"

namespace intake {

namespace {

// Operations on one message: a hundred encrypted parts must not keep the engine busy for minutes.
constexpr int most_operations = 20;
// Seals inside seals (signed inside enveloped inside signed is three: RFC 8551, section 3.7).
constexpr int most_layers = 5;

bool is_type(const Part& part, std::string_view type) {
  return part.media_type == type;
}
bool is_text(const Part& part) {
  return part.media_type.rfind("text/", 0) == 0;
}
bool is_signature_part(const Part& part, std::string_view word) {
  return part.media_type.find(word) != std::string::npos;
}

// Signatures of text are made over CRLF line ends (RFC 3156, section 5; RFC 8551, section 3.1.1).
std::string with_crlf(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 40);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) out += '\r';
    out += bytes[i];
  }
  return out;
}

// A value of Content-Type's parameters that is safe to write into a header line again.
std::string token_parameter(const Part& part, const char* name) {
  const auto found = part.parameters.find(name);
  if (found == part.parameters.end() || found->second.empty() || found->second.size() > 40) return {};
  const bool plain = std::all_of(found->second.begin(), found->second.end(), [](char c) {
    return (lower_ascii(c) >= 'a' && lower_ascii(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  return plain ? "; " + std::string(name) + "=" + found->second : std::string();
}

class SealOpener {
 public:
  SealOpener(Message& message, Decryptor* decryptor, const Limits& limits)
      : message_(message), decryptor_(decryptor), limits_(limits) {}

  void open_all() {
    // Payloads are appended, so they are looked at in turn.
    for (std::size_t i = 0; i < message_.parts.size(); ++i) {
      if (layers(i) <= most_layers)
        look_at(i);
      else if (is_sealed(i))
        trouble(TroubleKind::too_deep, i, "seals inside seals");
    }
    message_.crypto = summary();
  }

 private:
  // ---- what is where

  Part& part(std::size_t i) { return message_.parts[i]; }
  const Part& part(std::size_t i) const { return message_.parts[i]; }

  bool is_sealed(std::size_t i) const {
    if (is_type(part(i), "multipart/encrypted") || find_armor(part(i).content, 0)) return true;
    const SealKind kind = seal_kind_of(part(i));
    return kind == SealKind::cms_enveloped || kind == SealKind::cms_signed || kind == SealKind::cms_unknown;
  }

  template <typename Test>
  int ancestors(std::size_t i, const Test& test) const {
    int count = 0;
    for (int at = static_cast<int>(i); at >= 0; at = message_.parts[static_cast<std::size_t>(at)].parent) {
      count += test(static_cast<std::size_t>(at)) ? 1 : 0;
    }
    return count;
  }
  int layers(std::size_t i) const {
    return ancestors(i, [&](std::size_t at) { return part(at).opened_payload; });
  }
  // In a mail that was forwarded: what is signed there says nothing about this one. (A payload may be a mail: RFC
  // 8551, 3.1.)
  bool is_forwarded(std::size_t i) const {
    return ancestors(i, [&](std::size_t at) {
             return at != i && part(at).media_type.rfind("message/", 0) == 0 && !part(at).opened_payload;
           }) > 0;
  }

  bool is_half_of_encrypted(std::size_t i) const {
    const int parent = part(i).parent;
    return parent >= 0 && is_type(part(static_cast<std::size_t>(parent)), "multipart/encrypted");
  }

  // Beside an application/pgp-encrypted part the payload is a MIME entity (RFC 3156), also where Exchange made it a
  // mixed one.
  bool beside_pgp_mark(std::size_t i) const {
    if (is_half_of_encrypted(i)) return true;
    return std::any_of(message_.parts.begin(), message_.parts.end(), [&](const Part& other) {
      return other.parent == part(i).parent && is_type(other, "application/pgp-encrypted");
    });
  }

  void look_at(std::size_t i) {
    if (is_type(part(i), "multipart/signed")) return verify_multipart(i);
    if (is_type(part(i), "application/pgp-encrypted") || part(i).content.empty()) return;
    const bool file = part(i).disposition == "attachment" || has_pgp_ending(part(i).filename);
    if (is_text(part(i)) && !file && !beside_pgp_mark(i)) return open_text(i);
    switch (seal_kind_of(part(i))) {
      case SealKind::cms_enveloped:
      case SealKind::cms_unknown:
        return open_whole(i, SealProtocol::cms, true);
      case SealKind::cms_signed:
        return open_whole(i, SealProtocol::cms, false);
      case SealKind::pgp_encrypted:
        return open_file(i, true);
      case SealKind::pgp_signed:
        return open_file(i, is_half_of_encrypted(i));  // what claims to be encrypted must be
      case SealKind::none:
        if (names_a_seal(i)) open_file(i, true);  // damaged: the engine will say so
        return;
      case SealKind::pgp_keys:
      case SealKind::cms_keys:
        if (is_half_of_encrypted(i)) open_file(i, true);  // what claims to be encrypted must be
        return;
    }
  }

  bool names_a_seal(std::size_t i) const {
    return is_half_of_encrypted(i) || (has_pgp_ending(part(i).filename) && !is_text(part(i)));
  }

  // ---- the kinds of seals

  // Binary data is a seal only where its name or place says so; the first byte alone proves nothing.
  void open_file(std::size_t i, bool encrypted) {
    const bool armored =
        trim_blanks(std::string_view(part(i).content).substr(0, 1000)).rfind("-----BEGIN PGP ", 0) == 0;
    const bool marked = has_pgp_ending(part(i).filename) || (beside_pgp_mark(i) && !is_text(part(i)));
    if (armored || marked) open_whole(i, SealProtocol::openpgp, encrypted);
  }

  void open_whole(std::size_t i, SealProtocol protocol, bool encrypted) {
    const std::string content = part(i).content;
    const std::optional<Opened> opened =
        encrypted ? decrypt(protocol, i, content) : verify_opaque(protocol, i, content, false);
    if (!opened) return part(i).content.clear();
    const bool entity = protocol == SealProtocol::cms || beside_pgp_mark(i) || begins_like_entity(opened->plaintext);
    const std::size_t first = message_.parts.size();
    append_entity(message_, entity ? opened->plaintext : file_around(opened->plaintext), static_cast<int>(i), limits_);
    if (!entity && first < message_.parts.size()) name_file(i, first);
    part(i).content.clear();
    finish(i, first, *opened, encrypted);
  }

  static std::string file_around(const std::string& payload) {
    return "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n" + payload;
  }

  // An encrypted attachment: the file inside keeps its name without the last ending.
  void name_file(std::size_t i, std::size_t file) {
    const std::string& name = part(i).filename;
    part(file).filename = has_pgp_ending(name) ? name.substr(0, name.rfind('.')) : name;
    part(file).disposition = "attachment";
  }

  // Armor within text, as often as it comes. What stands around it stays a part of its own: opened and open text are
  // never joined (EFAIL).
  void open_text(std::size_t i) {
    const bool html = is_type(part(i), "text/html");
    if (part(i).content.find("-----BEGIN PGP ") == std::string::npos) return;
    const std::string content = html ? text_of_part(part(i), limits_).text : part(i).content;
    std::string around;
    std::size_t from = 0;
    for (auto armor = find_armor(content, from); armor; armor = find_armor(content, from)) {
      const std::string sealed = content.substr(armor->begin, armor->end - armor->begin);
      around += content.substr(from, armor->begin - from);
      around += open_armor(i, sealed, armor->clear_signed, html) ? "\n" : armor->clear_signed ? sealed : "\n";
      from = armor->end;
    }
    if (from == 0) return;
    part(i).content = around + content.substr(from);
    if (html) part(i).media_type = "text/plain";
    if (html) part(i).parameters["charset"] = "utf-8";
  }

  // False: nothing was opened. A clear-signed text whose frame is broken stays in view, and is evidence as any other.
  bool open_armor(std::size_t i, const std::string& sealed, bool clear_signed, bool html) {
    if (clear_signed && html) return false;  // HTML has no line ends that could have been signed: proves nothing
    const bool encrypted = !clear_signed && openpgp_kind_of(sealed) != SealKind::pgp_signed;
    const std::optional<Opened> opened = encrypted ? decrypt(SealProtocol::openpgp, i, sealed)
                                                   : verify_opaque(SealProtocol::openpgp, i, sealed, clear_signed);
    if (!opened) return false;
    if (clear_signed && opened->signature == SignatureState::none) note_signature(SignatureState::bad, i);
    const std::size_t first = message_.parts.size();
    std::string header;
    if (encrypted && begins_like_entity(opened->plaintext))
      header.clear();
    else
      header =
          "Content-Type: text/plain" +
          (clear_signed ? token_parameter(part(i), "charset") + token_parameter(part(i), "format") : std::string()) +
          "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    append_entity(message_, header + opened->plaintext, static_cast<int>(i), limits_);
    finish(i, first, *opened, encrypted);
    return true;
  }

  void verify_multipart(std::size_t i) {
    std::vector<std::size_t> children;
    for (std::size_t j = i + 1; j < message_.parts.size(); ++j) {
      if (part(j).parent == static_cast<int>(i)) children.push_back(j);
    }
    if (children.size() != 2) return note_signature(SignatureState::bad, i);
    const Part& signature = part(children[1]);
    const auto protocol = part(i).parameters.find("protocol");
    const std::string named = protocol == part(i).parameters.end() ? std::string() : lower_ascii(protocol->second);
    const bool cms =
        is_signature_part(signature, "pkcs7-signature") || named.find("pkcs7-signature") != std::string::npos;
    const bool pgp = is_signature_part(signature, "pgp-signature") || named.find("pgp-signature") != std::string::npos;
    if ((!cms && !pgp) || decryptor_ == nullptr || !may_operate(i)) return;
    const Part& content = part(children[0]);
    const std::string& source = message_.sources[static_cast<std::size_t>(content.source)];
    const std::string bytes = with_crlf(std::string_view(source).substr(content.begin, content.end - content.begin));
    const SignatureState state =
        decryptor_->verify_detached(cms ? SealProtocol::cms : SealProtocol::openpgp, bytes, signature.content);
    // There is a signature; where the engine finds none in it, it is none that verifies.
    note_signature(state == SignatureState::none ? SignatureState::bad : state, i);
    if (state == SignatureState::good) mark_signed(children[0]);
  }

  void mark_signed(std::size_t root) {
    for (std::size_t j = root; j < message_.parts.size(); ++j) {
      if (ancestors(j, [&](std::size_t at) { return at == root; }) > 0) part(j).inside_signature = true;
    }
  }

  // ---- the engine

  // A bomb or a stuck engine costs once: what else is sealed in such a message stays closed.
  bool may_operate(std::size_t i) {
    if (stopped_)
      trouble(*stopped_, i, "not opened after an earlier one");
    else if (++operations_ > most_operations)
      trouble(TroubleKind::too_many_parts, i, "seals");
    return !stopped_ && operations_ <= most_operations;
  }

  std::optional<Opened> decrypt(SealProtocol protocol, std::size_t i, const std::string& ciphertext) {
    encrypted_ = true;
    if (decryptor_ == nullptr) trouble(TroubleKind::encrypted, i, "no decryptor");
    if (decryptor_ == nullptr || !may_operate(i)) {
      undecryptable_ = true;
      return std::nullopt;
    }
    return taken(decryptor_->decrypt(protocol, ciphertext, limits_.unpacked_bytes), i, true, false);
  }

  // Clear-signed text stays in view where it cannot be verified; a container cannot be read.
  std::optional<Opened> verify_opaque(SealProtocol protocol, std::size_t i, const std::string& bytes, bool in_view) {
    if (decryptor_ == nullptr && !in_view) trouble(TroubleKind::encrypted, i, "no decryptor");
    if (decryptor_ == nullptr || !may_operate(i)) return std::nullopt;
    return taken(decryptor_->verify_opaque(protocol, bytes, limits_.unpacked_bytes), i, false, in_view);
  }

  std::optional<Opened> taken(Opened opened, std::size_t i, bool was_encrypted, bool in_view) {
    switch (opened.outcome) {
      case OpenOutcome::opened:
        note_signature(opened.signature, i);
        return opened;
      case OpenOutcome::no_key:
        trouble(TroubleKind::encrypted, i, "no key");
        break;
      case OpenOutcome::damaged:
        if (!was_encrypted) trouble(TroubleKind::bad_signature, i, "seal");
        if (!in_view) trouble(TroubleKind::damaged, i, "seal");
        break;
      case OpenOutcome::too_large:
        stop_with(TroubleKind::too_big_unpacked, i, "seal");
        break;
      case OpenOutcome::fault:
        stop_with(TroubleKind::crypto_fault, i, "engine");
        break;
    }
    undecryptable_ = undecryptable_ || was_encrypted;
    bad_signature_ = bad_signature_ || (!was_encrypted && opened.outcome == OpenOutcome::damaged);
    return std::nullopt;
  }

  void stop_with(TroubleKind kind, std::size_t i, const char* detail) {
    stopped_ = kind;
    trouble(kind, i, detail);
  }

  void note_signature(SignatureState state, std::size_t i) {
    if (state == SignatureState::none) return;
    if (state == SignatureState::not_checked) stop_with(TroubleKind::crypto_fault, i, "engine");
    signed_ = signed_ || !is_forwarded(i);
    if (state != SignatureState::bad) return;
    bad_signature_ = true;
    trouble(TroubleKind::bad_signature, i, "signature");
  }

  // ---- payloads

  void finish(std::size_t i, std::size_t first, const Opened& opened, bool was_encrypted) {
    part(i).opened = true;
    for (std::size_t j = first; j < message_.parts.size(); ++j) {
      part(j).protected_by_encryption = was_encrypted || part(i).protected_by_encryption;
      part(j).inside_signature = opened.signature == SignatureState::good || part(i).inside_signature;
      part(j).opened_payload = j == first;
    }
  }

  void trouble(TroubleKind kind, std::size_t i, const std::string& detail) {
    message_.troubles.push_back({kind, static_cast<int>(i), detail});
  }

  Crypto summary() const {
    if (bad_signature_) return Crypto::bad_signature;
    if (undecryptable_) return Crypto::undecryptable;
    if (encrypted_) return signed_ ? Crypto::encrypted_and_signed : Crypto::encrypted;
    return signed_ ? Crypto::is_signed : Crypto::none;
  }

  Message& message_;
  Decryptor* decryptor_;
  const Limits& limits_;
  int operations_ = 0;
  std::optional<TroubleKind> stopped_;
  bool encrypted_ = false;
  bool undecryptable_ = false;
  bool signed_ = false;
  bool bad_signature_ = false;
};

}  // namespace

void open_seals(Message& message, Decryptor* decryptor, const Limits& limits) {
  SealOpener(message, decryptor, limits).open_all();
}

}  // namespace intake
