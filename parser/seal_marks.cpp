#include "parser/seal_marks.h"

#include <algorithm>
#include <array>
#include <string>

#include "parser/lines.h"
#include "parser/transfer_encoding.h"

namespace intake {

namespace {

constexpr std::string_view armored_message = "-----BEGIN PGP MESSAGE-----";
constexpr std::string_view armored_message_end = "-----END PGP MESSAGE-----";
constexpr std::string_view clear_signed = "-----BEGIN PGP SIGNED MESSAGE-----";
constexpr std::string_view clear_signed_end = "-----END PGP SIGNATURE-----";
constexpr std::string_view any_armor = "-----BEGIN PGP ";

constexpr std::size_t head_bytes = 4096;  // armor headers and blank lines before the data
constexpr int most_header_lines = 30;     // of a payload, before its Content-Type

bool ends_with(std::string_view name, std::string_view ending) {
  return name.size() > ending.size() && equals_ignoring_case(name.substr(name.size() - ending.size()), ending);
}

// RFC 4880, section 4.2: the tag of the first packet, old or new format.
int packet_tag(std::string_view bytes) {
  const auto first = bytes.empty() ? 0U : static_cast<unsigned char>(bytes.front());
  if ((first & 0x80U) == 0) return 0;
  return static_cast<int>((first & 0x40U) != 0 ? first & 0x3FU : (first & 0x3CU) >> 2U);
}

SealKind kind_of_tag(int tag) {
  switch (tag) {
    case 1:   // session key, by public key
    case 3:   // session key, by password
    case 9:   // encrypted data without integrity protection
    case 10:  // marker, before a message of an old program
    case 18:  // encrypted and integrity protected data
    case 20:
      return SealKind::pgp_encrypted;
    case 4:  // one-pass signature
    case 8:  // compressed data
    case 11:
      return SealKind::pgp_signed;
    case 2:  // signature
    case 5:
    case 6:
    case 7:
    case 13:
    case 14:
      return SealKind::pgp_keys;
    default:
      return SealKind::none;
  }
}

// The data of an armor begins after the first blank line; a few characters of base64 hold the tag.
SealKind kind_of_armor(std::string_view armor) {
  const std::string_view head = armor.substr(0, head_bytes);
  for (std::size_t at = 0; at < head.size();) {
    const ByteLine line = line_at(head, at, head.size(), '\n');
    at = line.next;
    if (!trim_blanks(head.substr(line.begin, line.end - line.begin)).empty()) continue;
    const std::string data = decode_base64(trim_blanks(head.substr(at)).substr(0, 8));
    const SealKind kind = kind_of_tag(packet_tag(data));
    return kind == SealKind::none ? SealKind::pgp_encrypted : kind;  // broken: the engine will say so
  }
  return SealKind::pgp_encrypted;
}

bool is_smime_type(const Part& part) {
  if (part.media_type == "application/pkcs7-mime" || part.media_type == "application/x-pkcs7-mime") return true;
  return part.media_type == "application/octet-stream" && ends_with(part.filename, ".p7m");
}

// The content type of a CMS structure stands at its beginning: pkcs7 1.2.840.113549.1.7.x, authEnveloped
// 1.2.840.113549.1.9.16.1.23.
SealKind kind_of_cms(std::string_view der) {
  const std::string_view head = der.substr(0, 64);
  const auto holds = [&](std::string_view type) { return head.find(type) != std::string_view::npos; };
  if (holds("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02")) return SealKind::cms_signed;
  if (holds("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x03")) return SealKind::cms_enveloped;
  if (holds("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x17")) return SealKind::cms_enveloped;
  return SealKind::cms_unknown;
}

bool is_certificates_only(const Part& part) {
  const auto type = part.parameters.find("smime-type");
  if (type != part.parameters.end() && equals_ignoring_case(type->second, "certs-only")) return true;
  return ends_with(part.filename, ".p7c") || ends_with(part.filename, ".p7b");
}

std::size_t find_at_line_start(std::string_view text, std::string_view mark, std::size_t from) {
  for (std::size_t at = text.find(mark, from); at != std::string_view::npos; at = text.find(mark, at + 1)) {
    std::size_t before = at;
    while (before > from && is_blank(text[before - 1])) --before;
    if (before == from || text[before - 1] == '\n' || text[before - 1] == '\r') return at;
  }
  return std::string_view::npos;
}

}  // namespace

SealKind openpgp_kind_of(std::string_view bytes) {
  const std::size_t start = bytes.substr(0, head_bytes).find(any_armor);
  if (start == std::string_view::npos) return kind_of_tag(packet_tag(bytes));
  const std::string_view armor = bytes.substr(start);
  if (armor.substr(0, armored_message.size()) == armored_message) return kind_of_armor(armor);
  return armor.substr(0, clear_signed.size()) == clear_signed ? SealKind::pgp_signed : SealKind::pgp_keys;
}

SealKind seal_kind_of(const Part& part) {
  if (!is_smime_type(part)) return openpgp_kind_of(part.content);
  return is_certificates_only(part) ? SealKind::cms_keys : kind_of_cms(part.content);
}

std::optional<Armor> find_armor(std::string_view text, std::size_t from) {
  const std::size_t message = find_at_line_start(text, armored_message, from);
  const std::size_t clear = find_at_line_start(text, clear_signed, from);
  if (message == std::string_view::npos && clear == std::string_view::npos) return std::nullopt;
  Armor armor;
  armor.clear_signed = clear < message;
  armor.begin = std::min(message, clear);
  const std::string_view end_mark = armor.clear_signed ? clear_signed_end : armored_message_end;
  const std::size_t end = text.find(end_mark, armor.begin);
  armor.end = end == std::string_view::npos ? text.size() : end + end_mark.size();
  return armor;
}

bool begins_like_entity(std::string_view payload) {
  std::size_t at = 0;
  for (int i = 0; i < most_header_lines && at < payload.size(); ++i) {
    const ByteLine line = line_at(payload, at, payload.size(), '\n');
    const std::string_view text = payload.substr(line.begin, line.end - line.begin);
    if (starts_with_ignoring_case(text, "content-type:")) return true;
    const std::size_t name = text.find_first_of(": \t");
    const bool folded = i > 0 && !text.empty() && is_blank(text.front());
    if (!folded && (name == std::string_view::npos || name == 0 || text[name] != ':')) return false;
    at = line.next;
  }
  return false;
}

bool has_pgp_ending(std::string_view filename) {
  constexpr auto endings = std::to_array<std::string_view>({".asc", ".pgp", ".gpg"});
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return ends_with(filename, ending); });
}

}  // namespace intake
