// Step two of the line: every encrypted or signed part through the Decryptor port. A payload becomes further parts, read under
// the same gate and limits; what was opened keeps no content of its own. RFC 3156 (PGP/MIME), RFC 8551 (S/MIME), inline OpenPGP.
#include <algorithm>
#include <optional>
#include <string>

#include "parser/lines.h"
#include "parser/parser.h"
#include "parser/read_entity.h"

namespace intake {

namespace {

constexpr std::string_view armored_message = "-----BEGIN PGP MESSAGE-----";
constexpr std::string_view armored_message_end = "-----END PGP MESSAGE-----";
constexpr std::string_view clear_signed = "-----BEGIN PGP SIGNED MESSAGE-----";
constexpr std::string_view clear_signed_end = "-----END PGP SIGNATURE-----";

// Operations on one message: a hundred encrypted parts must not keep the engine busy for minutes.
constexpr int most_operations = 20;
// Seals inside seals (signed inside enveloped inside signed is three: RFC 8551, section 3.7).
constexpr int most_layers = 5;

bool is_type(const Part& part, std::string_view type) { return part.media_type == type; }

bool is_smime(const Part& part) {
  if (is_type(part, "application/pkcs7-mime") || is_type(part, "application/x-pkcs7-mime")) return true;
  return is_type(part, "application/octet-stream") && part.filename.size() > 4 &&
         part.filename.compare(part.filename.size() - 4, 4, ".p7m") == 0;
}

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return name.size() > ending.size() && equals_ignoring_case(name.substr(name.size() - ending.size()), ending);
  });
}

enum class Container { enveloped, signed_data, unknown };

// The content type of a CMS structure stands at its beginning: pkcs7 1.2.840.113549.1.7.x, authEnveloped 1.2.840.113549.1.9.16.1.23.
Container container_of(std::string_view der) {
  const std::string_view head = der.substr(0, 64);
  if (head.find("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02") != std::string_view::npos) return Container::signed_data;
  if (head.find("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x03") != std::string_view::npos) return Container::enveloped;
  if (head.find("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x17") != std::string_view::npos) return Container::enveloped;
  return Container::unknown;
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

class SealOpener {
 public:
  SealOpener(Message& message, Decryptor* decryptor, const Limits& limits)
      : message_(message), decryptor_(decryptor), limits_(limits) {}

  void open_all() {
    // Payloads are appended, so they are looked at in turn.
    for (std::size_t i = 0; i < message_.parts.size(); ++i) {
      if (layers(static_cast<int>(i)) <= most_layers) look_at(i);
      else if (is_sealed(i)) trouble(TroubleKind::too_deep, i, "seals inside seals");
    }
    message_.crypto = summary();
  }

 private:
  bool is_sealed(std::size_t i) const {
    const Part& part = message_.parts[i];
    return is_type(part, "multipart/encrypted") || is_smime(part) || part.content.find(armored_message) != std::string::npos;
  }

  int layers(int i) const {
    int count = 0;
    for (; i >= 0; i = message_.parts[static_cast<std::size_t>(i)].parent) {
      count += message_.parts[static_cast<std::size_t>(i)].opened_payload ? 1 : 0;
    }
    return count;
  }

  void look_at(std::size_t i) {
    const Part& part = message_.parts[i];
    if (is_type(part, "multipart/signed")) return verify_multipart(i);
    if (is_smime(part)) return open_cms(i);
    if (is_type(part, "application/pgp-encrypted")) return;
    const bool text = part.media_type.rfind("text/", 0) == 0;
    const std::size_t armor = part.content.find(armored_message);
    if (armor != std::string::npos) return text && !beside_pgp_mark(i) ? open_inline(i, armor) : open_pgp_file(i);
    if (text && part.content.find(clear_signed) != std::string::npos) return verify_clear_signed(i);
    if (ends_with_any(part.filename, {".gpg", ".pgp"}) || beside_pgp_mark(i)) return open_pgp_file(i);
  }

  // Beside an application/pgp-encrypted part the payload is a MIME entity (RFC 3156), also where Exchange made it a mixed one.
  bool beside_pgp_mark(std::size_t i) const {
    const int parent = message_.parts[i].parent;
    return std::any_of(message_.parts.begin(), message_.parts.end(), [&](const Part& part) {
      return part.parent == parent && is_type(part, "application/pgp-encrypted");
    });
  }

  void open_pgp_file(std::size_t i) {
    const bool entity = beside_pgp_mark(i);
    const std::optional<Opened> opened = decrypt(SealProtocol::openpgp, i, message_.parts[i].content);
    if (!opened) return;
    if (entity) return put_entity(i, opened->plaintext, *opened);
    put_file(i, opened->plaintext, *opened);
  }

  void open_inline(std::size_t i, std::size_t armor) {
    const std::string content = message_.parts[i].content;
    const std::size_t end_mark = content.find(armored_message_end, armor);
    const std::size_t end = end_mark == std::string::npos ? content.size() : end_mark + armored_message_end.size();
    const std::optional<Opened> opened = decrypt(SealProtocol::openpgp, i, content.substr(armor, end - armor));
    // What stands around the seal stays a part of its own: opened and open text are never joined (EFAIL).
    message_.parts[i].content = content.substr(0, armor) + "\n" + content.substr(end);
    if (opened) put_text(i, opened->plaintext, *opened);
  }

  void open_cms(std::size_t i) {
    const std::string content = message_.parts[i].content;
    const Container container = container_of(content);
    if (container == Container::signed_data) {
      if (const std::optional<Opened> opened = verify_opaque(SealProtocol::cms, i, content)) {
        put_entity(i, opened->plaintext, *opened);
      }
      return;
    }
    if (const std::optional<Opened> opened = decrypt(SealProtocol::cms, i, content)) put_entity(i, opened->plaintext, *opened);
  }

  void verify_clear_signed(std::size_t i) {
    const std::string content = message_.parts[i].content;
    const std::size_t begin = content.find(clear_signed);
    const std::size_t end_mark = content.find(clear_signed_end, begin);
    const std::size_t end = end_mark == std::string::npos ? content.size() : end_mark + clear_signed_end.size();
    const std::optional<Opened> opened = verify_opaque(SealProtocol::openpgp, i, content.substr(begin, end - begin));
    if (!opened) return;  // unreadable frame: the text stays as it is, and is evidence as any other
    message_.parts[i].content = content.substr(0, begin) + "\n" + content.substr(end);
    put_text(i, opened->plaintext, *opened);
  }

  void verify_multipart(std::size_t i) {
    std::vector<std::size_t> children;
    for (std::size_t j = i + 1; j < message_.parts.size(); ++j) {
      if (message_.parts[j].parent == static_cast<int>(i)) children.push_back(j);
    }
    if (children.size() != 2) return note_signature(SignatureState::bad, i);
    const Part& content = message_.parts[children[0]];
    const Part& signature = message_.parts[children[1]];
    const bool cms = signature.media_type.find("pkcs7-signature") != std::string::npos;
    if (!cms && !is_type(signature, "application/pgp-signature")) return;
    if (decryptor_ == nullptr || !may_operate(i)) return;
    const std::string& source = message_.sources[static_cast<std::size_t>(content.source)];
    const std::string bytes = with_crlf(std::string_view(source).substr(content.begin, content.end - content.begin));
    const SignatureState state =
        decryptor_->verify_detached(cms ? SealProtocol::cms : SealProtocol::openpgp, bytes, signature.content);
    note_signature(state, i);
    if (state == SignatureState::good) mark_signed(children[0]);
  }

  void mark_signed(std::size_t root) {
    for (std::size_t j = root; j < message_.parts.size(); ++j) {
      if (j == root || is_below(j, root)) message_.parts[j].inside_signature = true;
    }
  }

  bool is_below(std::size_t i, std::size_t root) const {
    for (int at = message_.parts[i].parent; at >= 0; at = message_.parts[static_cast<std::size_t>(at)].parent) {
      if (static_cast<std::size_t>(at) == root) return true;
    }
    return false;
  }

  bool may_operate(std::size_t i) {
    if (++operations_ <= most_operations) return true;
    trouble(TroubleKind::too_many_parts, i, "seals");
    return false;
  }

  std::optional<Opened> decrypt(SealProtocol protocol, std::size_t i, const std::string& ciphertext) {
    encrypted_ = true;
    if (decryptor_ == nullptr) {
      undecryptable_ = true;
      trouble(TroubleKind::encrypted, i, "no decryptor");
      return std::nullopt;
    }
    if (!may_operate(i)) return std::nullopt;
    return taken(decryptor_->decrypt(protocol, ciphertext, limits_.unpacked_bytes), i, true);
  }

  std::optional<Opened> verify_opaque(SealProtocol protocol, std::size_t i, const std::string& bytes) {
    if (decryptor_ == nullptr || !may_operate(i)) return std::nullopt;
    return taken(decryptor_->verify_opaque(protocol, bytes, limits_.unpacked_bytes), i, false);
  }

  std::optional<Opened> taken(Opened opened, std::size_t i, bool was_encrypted) {
    switch (opened.outcome) {
      case OpenOutcome::opened: note_signature(opened.signature, i); return opened;
      case OpenOutcome::no_key: trouble(TroubleKind::encrypted, i, "no key"); break;
      case OpenOutcome::damaged: trouble(was_encrypted ? TroubleKind::damaged : TroubleKind::bad_signature, i, "seal"); break;
      case OpenOutcome::too_large: trouble(TroubleKind::too_big_unpacked, i, "seal"); break;
      case OpenOutcome::fault: trouble(TroubleKind::crypto_fault, i, "engine"); break;
    }
    undecryptable_ = undecryptable_ || was_encrypted;
    bad_signature_ = bad_signature_ || (!was_encrypted && opened.outcome == OpenOutcome::damaged);
    message_.parts[i].content.clear();
    return std::nullopt;
  }

  void note_signature(SignatureState state, std::size_t i) {
    if (state == SignatureState::none) return;
    signed_ = true;
    if (state != SignatureState::bad) return;
    bad_signature_ = true;
    trouble(TroubleKind::bad_signature, i, "signature");
  }

  void put_entity(std::size_t i, const std::string& payload, const Opened& opened) {
    const std::size_t first = message_.parts.size();
    append_entity(message_, payload, static_cast<int>(i), limits_);
    finish(i, first, opened);
  }

  void put_text(std::size_t i, const std::string& payload, const Opened& opened) {
    append_entity(message_, "Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + payload,
                  static_cast<int>(i), limits_);
    finish(i, message_.parts.size() - 1, opened);
  }

  // An encrypted attachment: the file inside keeps its name without the last ending.
  void put_file(std::size_t i, const std::string& payload, const Opened& opened) {
    const std::size_t first = message_.parts.size();
    append_entity(message_, "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n\r\n" + payload,
                  static_cast<int>(i), limits_);
    if (first < message_.parts.size()) {
      const std::string& name = message_.parts[i].filename;
      message_.parts[first].filename = name.substr(0, name.rfind('.'));
      message_.parts[first].disposition = "attachment";
    }
    finish(i, first, opened);
  }

  void finish(std::size_t i, std::size_t first, const Opened& opened) {
    const bool was_clear = message_.parts[i].media_type.rfind("text/", 0) == 0;
    if (!was_clear) message_.parts[i].content.clear();
    message_.parts[i].opened = true;
    for (std::size_t j = first; j < message_.parts.size(); ++j) {
      message_.parts[j].protected_by_encryption = encrypted_;
      message_.parts[j].inside_signature = opened.signature == SignatureState::good;
      message_.parts[j].opened_payload = j == first;
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
