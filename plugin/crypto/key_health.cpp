#include "plugin/crypto/key_health.h"

#include <sys/stat.h>
#include <unistd.h>

#include <ctime>

#include "plugin/configuration/configuration.h"

namespace intake {

namespace {

constexpr std::int64_t day = 24 * 60 * 60;

std::string kind_of(const KeyEntry& key) {
  return key.protocol == SealProtocol::openpgp ? "OpenPGP key " : "S/MIME certificate ";
}

void look_at(const KeyEntry& key, std::int64_t now, std::vector<std::string>& warnings) {
  const std::string what = kind_of(key) + key.fingerprint;
  if (!key.valid || (key.expires != 0 && key.expires <= now)) {
    warnings.push_back(
        what + " has expired or was revoked; mail to it is still opened, but senders can no longer use it: renew it");
  } else if (key.expires != 0 && key.expires - now < warn_days_ahead * day) {
    warnings.push_back(what + " expires on " + expiry_of(key) + "; renew it and publish the new one");
  }
}

void look_for(const std::vector<KeyEntry>& keys, const char* setting, const std::string& fingerprint, bool signs,
              std::vector<std::string>& warnings) {
  if (fingerprint.empty()) return;
  const KeyEntry* key = find_key(keys, fingerprint);
  const std::string start = std::string(setting) + ": ";
  if (key == nullptr) return warnings.push_back(start + "no such key in crypto.gnupg_home; import it");
  if (!key->valid) warnings.push_back(start + "the key has expired or was revoked");
  if (signs ? !key->secret || !key->signs : !key->encrypts) {
    warnings.push_back(start +
                       (signs ? "the key cannot sign, or its secret part is missing" : "the key cannot encrypt"));
  }
}

void look_at_home(const std::filesystem::path& home, std::vector<std::string>& warnings) {
  struct stat status {};
  if (stat(home.c_str(), &status) != 0) return;
  if ((status.st_mode & 077U) != 0)
    warnings.push_back("crypto.gnupg_home: others may look into " + home.string() + "; chmod 700");
  if (status.st_uid != geteuid())
    warnings.push_back("crypto.gnupg_home: " + home.string() + " belongs to another user than the one that runs this");
}

}  // namespace

std::string expiry_of(const KeyEntry& key) {
  if (key.expires == 0) return "never";
  const auto when = static_cast<std::time_t>(key.expires);
  std::tm parts{};
  gmtime_r(&when, &parts);
  char text[16];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts)};
}

std::vector<std::string> key_warnings(const std::vector<KeyEntry>& keys, const Settings& settings, std::int64_t now) {
  std::vector<std::string> warnings;
  bool decrypts = false;
  for (const KeyEntry& key : keys) {
    if (!key.secret) continue;
    decrypts = decrypts || key.encrypts;
    look_at(key, now, warnings);
  }
  if (!decrypts)
    warnings.push_back("crypto.gnupg_home holds no key that can decrypt; all encrypted mail goes to a person");
  look_for(keys, "reply.sign_key", settings.reply_sign_key, true, warnings);
  look_for(keys, "forward.key", settings.forward_key, false, warnings);
  return warnings;
}

KeyLook look_at_keys(const Settings& settings, std::int64_t now) {
  const std::shared_ptr<GpgEngine> engine = make_gpg_engine(settings);
  if (engine == nullptr) return {};
  KeyLook look;
  look_at_home(settings.gnupg_home, look.warnings);
  const auto keys = list_keys(*engine);
  if (!keys) {
    look.warnings.push_back(
        "the keys of crypto.gnupg_home cannot be listed; check gpg, gpgsm, gpg-agent and the home's permissions");
    return look;
  }
  for (std::string& warning : key_warnings(*keys, settings, now)) look.warnings.push_back(std::move(warning));
  for (const KeyEntry& key : *keys) {
    if (key.secret) look.expiry[key.fingerprint] = key.expires;
  }
  return look;
}

}  // namespace intake
