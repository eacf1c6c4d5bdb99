#include "plugin/ledger/ledger_key.h"

#include <fcntl.h>
#include <openssl/hmac.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace intake {

namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::size_t id_bytes = 2;  // tells four keys apart

std::string wrong(const std::filesystem::path& file, const std::string& reason) {
  return "ledger.key_file " + file.string() + ": " + reason;
}

bool is_hex(const std::string& text, std::size_t least) {
  return text.size() >= least && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// An administrator may write it as root; the filter must still read it.
bool keep_owner(int fd, const std::filesystem::path& before) {
  struct stat info {};
  if (stat(before.c_str(), &info) != 0) return true;
  return fchown(fd, info.st_uid, info.st_gid) == 0;
}

// Whole on the disk before it has its name.
bool write_durably(const std::filesystem::path& file, const std::string& text, const std::filesystem::path& before) {
  const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_EXCL, 0600);
  if (fd < 0) return false;
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       keep_owner(fd, before) && fsync(fd) == 0;
  close(fd);
  return written;
}

}  // namespace

Success LedgerKey::write(const std::filesystem::path& file, const std::vector<Key>& keys) {
  std::string text;
  for (const Key& key : keys) text += key.id + " " + key.secret + "\n";
  const std::filesystem::path fresh = file.string() + ".new";
  unlink(fresh.c_str());
  if (write_durably(fresh, text, file) && rename(fresh.c_str(), file.c_str()) == 0) return Done{};
  unlink(fresh.c_str());
  return Success::failure(
      wrong(file, "cannot be written; check that its folder exists and that this user may write there"));
}

Result<LedgerKey> LedgerKey::load(const std::filesystem::path& file) {
  const auto refused = [&](const std::string& reason) { return Result<LedgerKey>::failure(wrong(file, reason)); };
  struct stat info {};
  if (stat(file.c_str(), &info) != 0) return refused("is not there");
  if ((info.st_mode & 077U) != 0) return refused("others may read it; run chmod 600 on it");
  std::ifstream in(file);
  if (!in) return refused("this user may not read it; it belongs to the filter's user");
  std::vector<Key> keys;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    Key key;
    if (!(words >> key.id >> key.secret) || !is_hex(key.id, 1) || !is_hex(key.secret, 2 * secret_bytes)) {
      return refused("a line of it is no key; restore it from the backup");
    }
    keys.push_back(std::move(key));
  }
  if (keys.empty()) return refused("is empty; restore it from the backup, or remove it and start with an empty ledger");
  keys.resize(std::min(keys.size(), most_keys));
  return LedgerKey(std::move(keys));
}

Result<LedgerKey> LedgerKey::load_or_make(const std::filesystem::path& file, IdMaker& ids) {
  if (!std::filesystem::exists(file)) {
    const Key key{ids.random_hex(id_bytes), ids.random_hex(secret_bytes)};
    if (const Success written = write(file, {key}); !written) return Result<LedgerKey>::failure(written.error());
  }
  return load(file);
}

Result<LedgerKey> LedgerKey::rotate(const std::filesystem::path& file, IdMaker& ids) {
  const auto loaded = load(file);
  if (!loaded) return loaded;
  std::vector<Key> keys = loaded->keys_;
  keys.insert(keys.begin(), {ids.random_hex(id_bytes), ids.random_hex(secret_bytes)});
  keys.resize(std::min(keys.size(), most_keys));
  if (const Success written = write(file, keys); !written) return Result<LedgerKey>::failure(written.error());
  return load(file);
}

std::string LedgerKey::hash_with(const Key& key, std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE] = {};
  unsigned size = 0;
  HMAC(EVP_sha256(), key.secret.data(), static_cast<int>(key.secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
  static const char* const hex = "0123456789abcdef";
  std::string out = key.id + ":";
  for (unsigned i = 0; i < size; ++i) out.append({hex[digest[i] >> 4U], hex[digest[i] & 15U]});
  return out;
}

std::string LedgerKey::hash(std::string_view text) const {
  return hash_with(keys_.front(), text);
}

std::vector<std::string> LedgerKey::hashes(std::string_view text) const {
  std::vector<std::string> all;
  for (const Key& key : keys_) all.push_back(hash_with(key, text));
  return all;
}

bool LedgerKey::matches(const std::string& hash, std::string_view text) const {
  const std::vector<std::string> all = hashes(text);
  return std::find(all.begin(), all.end(), hash) != all.end();
}

std::vector<std::string> LedgerKey::ids() const {
  std::vector<std::string> all;
  for (const Key& key : keys_) all.push_back(key.id);
  return all;
}

}  // namespace intake
