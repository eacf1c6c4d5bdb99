#include "plugin/crypto/mail_sealer.h"

#include <algorithm>
#include <cstdint>

#include "plugin/configuration/configuration.h"
#include "plugin/id_maker.h"
#include "plugin/mail/base64.h"

namespace intake {

namespace {

constexpr std::size_t room_for_armor = 1U << 20;

std::string with_crlf(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) out += '\r';
    out += text[i];
  }
  return out;
}

// A new boundary each time: hexadecimal digits of the kernel's randomness do not occur in what they separate.
std::string new_boundary() {
  return "=-" + SystemIdMaker().random_hex(16);
}

std::string multipart(const std::string& type, const std::vector<std::string>& parts) {
  const std::string boundary = new_boundary();
  std::string out = "Content-Type: multipart/" + type + ";\r\n boundary=\"" + boundary + "\"\r\n\r\n";
  for (const std::string& part : parts) out += "--" + boundary + "\r\n" + part + "\r\n";
  return out + "--" + boundary + "--\r\n";
}

struct Signature {
  std::string digest;
  std::string bytes;
};

Signature signature_of(const std::string& output) {
  const std::size_t line = output.find('\n');
  return line == std::string::npos ? Signature{} : Signature{output.substr(0, line), output.substr(line + 1)};
}

}  // namespace

MailSealer::MailSealer(std::shared_ptr<GpgEngine> engine, const std::string& sign_key) : engine_(std::move(engine)) {
  if (sign_key.empty()) return;
  const auto keys = list_keys(*engine_);
  const KeyEntry* key = keys ? find_key(*keys, sign_key) : nullptr;
  if (key != nullptr && key->secret && key->signs && key->valid) signer_ = *key;
}

std::optional<Opened> MailSealer::run(SealOperation operation, SealProtocol protocol, const std::string& data,
                                      const std::string& recipient) const {
  SealRequest request;
  request.operation = operation;
  request.protocol = protocol;
  request.data = data;
  request.recipient = recipient;
  request.most_bytes = 2 * data.size() + room_for_armor;
  // OpenPGP signs and encrypts in one; for S/MIME the entity is signed before.
  if (signer_ && signer_->protocol == protocol &&
      (operation == SealOperation::sign || protocol == SealProtocol::openpgp)) {
    request.signer = signer_->fingerprint;
  }
  Opened sealed = engine_->run(std::move(request));
  return sealed.outcome == OpenOutcome::opened ? std::optional<Opened>(std::move(sealed)) : std::nullopt;
}

std::optional<std::string> MailSealer::pgp_encrypted(const std::string& entity, const std::string& recipient) const {
  const auto sealed = run(SealOperation::encrypt, SealProtocol::openpgp, entity, recipient);
  if (!sealed) return std::nullopt;
  return multipart(
      "encrypted; protocol=\"application/pgp-encrypted\"",
      {"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n",
       "Content-Type: application/octet-stream; name=\"encrypted.asc\"\r\n\r\n" + with_crlf(sealed->plaintext)});
}

std::optional<std::string> MailSealer::cms_encrypted(const std::string& entity, const std::string& recipient) const {
  const bool signs = signer_ && signer_->protocol == SealProtocol::cms;
  const std::optional<std::string> inner = signs ? signed_entity(entity) : std::optional<std::string>(entity);
  if (!inner) return std::nullopt;
  const auto sealed = run(SealOperation::encrypt, SealProtocol::cms, *inner, recipient);
  if (!sealed) return std::nullopt;
  return "Content-Type: application/pkcs7-mime; smime-type=enveloped-data;\r\n name=\"smime.p7m\"\r\n"
         "Content-Disposition: attachment; filename=\"smime.p7m\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
         base64_lines(sealed->plaintext);
}

std::optional<std::string> MailSealer::encrypted(const std::string& entity, const std::string& recipient) const {
  auto sealed = pgp_encrypted(entity, recipient);
  return sealed ? sealed : cms_encrypted(entity, recipient);
}

std::optional<std::string> MailSealer::signed_entity(const std::string& entity) const {
  if (!signer_) return std::nullopt;
  const bool cms = signer_->protocol == SealProtocol::cms;
  // The line break before the boundary is not signed (RFC 1847, 2.1); the entity ends in one of its own.
  const auto sealed = run(SealOperation::sign, signer_->protocol, entity, {});
  if (!sealed) return std::nullopt;
  const Signature signature = signature_of(sealed->plaintext);
  const std::string name = cms ? "application/pkcs7-signature" : "application/pgp-signature";
  const std::string part =
      cms ? "Content-Type: application/pkcs7-signature; name=\"smime.p7s\"\r\nContent-Transfer-Encoding: "
            "base64\r\n\r\n" +
                base64_lines(signature.bytes)
          : "Content-Type: application/pgp-signature; name=\"signature.asc\"\r\n\r\n" + with_crlf(signature.bytes);
  return multipart("signed; micalg=" + signature.digest + ";\r\n protocol=\"" + name + "\"", {entity, part});
}

std::string MailSealer::reply_entity(const std::string& entity, const std::string& address,
                                     bool request_was_encrypted) const {
  std::optional<std::string> sealed;
  if (request_was_encrypted) sealed = encrypted(entity, address);
  if (!sealed) sealed = signed_entity(entity);
  return sealed.value_or(entity);
}

std::shared_ptr<const MailSealer> make_mail_sealer(const Settings& settings) {
  std::shared_ptr<GpgEngine> engine = make_gpg_engine(settings);
  return engine == nullptr ? nullptr : std::make_shared<const MailSealer>(std::move(engine), settings.reply_sign_key);
}

}  // namespace intake
