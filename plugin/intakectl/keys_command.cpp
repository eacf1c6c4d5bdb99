#include "plugin/intakectl/keys_command.h"

#include <sysexits.h>

#include <ctime>
#include <iostream>

#include "plugin/configuration/configuration.h"
#include "plugin/crypto/key_health.h"
#include "plugin/id_maker.h"

namespace intake {

namespace {

constexpr int exit_no = 1;
constexpr std::size_t most_bytes = 64U << 10;

SealRequest request_for(SealOperation operation, SealProtocol protocol, const std::string& data) {
  SealRequest request;
  request.operation = operation;
  request.protocol = protocol;
  request.data = data;
  request.most_bytes = most_bytes;
  return request;
}

// A text of our own, encrypted to the key and opened again: gpg or gpgsm, the agent, and for S/MIME the trust list.
std::string round_trip(GpgEngine& engine, const KeyEntry& key) {
  const std::string text = SystemIdMaker().random_hex(32);
  SealRequest encrypt = request_for(SealOperation::encrypt, key.protocol, text);
  encrypt.recipient = key.fingerprint;
  const Opened sealed = engine.run(std::move(encrypt));
  if (sealed.outcome != OpenOutcome::opened) {
    return key.protocol == SealProtocol::cms
               ? "cannot encrypt to it; is its authority in trustlist.txt, and are revocation checks off or possible?"
               : "cannot encrypt to it";
  }
  const Opened opened = engine.run(request_for(SealOperation::decrypt, key.protocol, sealed.plaintext));
  return opened.outcome == OpenOutcome::opened && opened.plaintext == text
             ? ""
             : "cannot open what was encrypted to it; check the agent and the secret key";
}

// The signature is verified as a sender's would be: in a home that is thrown away, with the real agent and its trust
// list.
std::string signing_trip(GpgEngine& engine, const KeyEntry& key) {
  const std::string text = SystemIdMaker().random_hex(32);
  SealRequest sign = request_for(SealOperation::sign, key.protocol, text);
  sign.signer = key.fingerprint;
  const Opened sealed = engine.run(std::move(sign));
  const std::size_t line = sealed.plaintext.find('\n');
  if (sealed.outcome != OpenOutcome::opened || line == std::string::npos) return "cannot sign with it";
  SealRequest verify = request_for(SealOperation::verify_detached, key.protocol, text);
  verify.signature = sealed.plaintext.substr(line + 1);
  const Opened verified = engine.run(std::move(verify));
  return verified.outcome == OpenOutcome::opened && verified.signature == SignatureState::good
             ? ""
             : "its signatures do not verify; is its authority in trustlist.txt?";
}

class KeyCheck {
 public:
  KeyCheck(GpgEngine& engine, const Settings& settings) : engine_(engine), settings_(settings) {}

  bool run() {
    const auto keys = list_keys(engine_);
    if (!keys) {
      trouble("the keys cannot be listed; check gpg, gpgsm, gpg-agent and the home's permissions");
      return false;
    }
    for (const KeyEntry& key : *keys) {
      if (key.secret) show(key);
    }
    if (const KeyEntry* key = find_key(*keys, settings_.reply_sign_key))
      report(*key, "signs", signing_trip(engine_, *key));
    if (const KeyEntry* key = find_key(*keys, settings_.forward_key); key != nullptr && !key->secret) {
      std::cout << name_of(*key) << "  for forwarding copies, expires " << expiry_of(*key) << "\n";
    }
    return well_;
  }

 private:
  static std::string name_of(const KeyEntry& key) {
    return (key.protocol == SealProtocol::openpgp ? "OpenPGP " : "S/MIME  ") + key.fingerprint;
  }

  void show(const KeyEntry& key) {
    std::cout << name_of(key) << "  " << key.name << "\n  " << (key.valid ? "valid" : "expired or revoked")
              << ", expires " << expiry_of(key) << "\n";
    if (key.encrypts && key.valid) report(key, "decrypts", round_trip(engine_, key));
  }

  void report(const KeyEntry& key, const char* does, const std::string& wrong) {
    if (wrong.empty())
      std::cout << "  " << does << ": round trip done\n";
    else
      trouble(name_of(key) + ": " + wrong);
  }

  void trouble(const std::string& sentence) {
    well_ = false;
    std::cout << "  " << sentence << "\n";
  }

  GpgEngine& engine_;
  const Settings& settings_;
  bool well_ = true;
};

}  // namespace

int check_keys(const std::filesystem::path& config) {
  const LoadedSettings loaded = load_settings(config);
  for (const std::string& mistake : loaded.mistakes) std::cerr << mistake << "\n";
  if (!loaded.mistakes.empty()) return EX_CONFIG;
  const std::shared_ptr<GpgEngine> engine = make_gpg_engine(loaded.settings);
  if (engine == nullptr) {
    std::cout << "no crypto.gnupg_home in " << config.string() << ": all encrypted mail goes to a person\n";
    return exit_no;
  }
  const bool well = KeyCheck(*engine, loaded.settings).run();
  const std::vector<std::string> warnings = look_at_keys(loaded.settings, std::time(nullptr)).warnings;
  for (const std::string& warning : warnings) std::cout << "warning: " << warning << "\n";
  return well && warnings.empty() ? EX_OK : exit_no;
}

}  // namespace intake
