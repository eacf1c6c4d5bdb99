// Seals mail of our own: a reply to an encrypted request, the forwarding copy. A MIME entity goes in, a MIME entity
// comes out: PGP/MIME (RFC 3156) or S/MIME (RFC 8551), by the kind of the key. Nothing comes out where there is no
// valid key, or GnuPG cannot. Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/configuration/settings.h"
#include "plugin/crypto/gpg_engine.h"
#include "plugin/crypto/key_list.h"

namespace intake {

class MailSealer {
 public:
  // `sign_key`: fingerprint of the mailbox's signing key; empty: nothing is signed.
  MailSealer(std::shared_ptr<GpgEngine> engine, const std::string& sign_key);

  // To a valid key of that mail address, or of that fingerprint.
  std::optional<std::string> encrypted(const std::string& entity, const std::string& recipient) const;
  std::optional<std::string> signed_entity(const std::string& entity) const;
  // Encrypted where the request was and a key is there; else signed where that is configured; else as it is. The text
  // of a reply is neutral: it may go out in the open.
  std::string reply_entity(const std::string& entity, const std::string& address, bool request_was_encrypted) const;

 private:
  std::optional<std::string> pgp_encrypted(const std::string& entity, const std::string& recipient) const;
  std::optional<std::string> cms_encrypted(const std::string& entity, const std::string& recipient) const;
  std::optional<Opened> run(SealOperation operation, SealProtocol protocol, const std::string& data,
                            const std::string& recipient) const;

  std::shared_ptr<GpgEngine> engine_;
  std::optional<KeyEntry> signer_;
};

// For these settings; null where no GnuPG home is configured.
std::shared_ptr<const MailSealer> make_mail_sealer(const Settings& settings);

}  // namespace intake
