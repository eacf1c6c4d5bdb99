#include "plugin/ledger_key.h"

#include <fcntl.h>
#include <openssl/hmac.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

namespace intake {

namespace {

constexpr std::size_t secret_bytes = 32;

Result<LedgerKey> wrong(const std::filesystem::path& file, const std::string& reason) {
  return Result<LedgerKey>::failure("ledger.key_file " + file.string() + ": " + reason);
}

}  // namespace

Result<LedgerKey> LedgerKey::load_or_make(const std::filesystem::path& file, IdMaker& ids) {
  const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0) {
    const std::string secret = ids.random_hex(secret_bytes);
    const bool written = write(fd, secret.data(), secret.size()) == static_cast<ssize_t>(secret.size()) && fsync(fd) == 0;
    close(fd);
    if (!written) {
      unlink(file.c_str());
      return wrong(file, "cannot be written; check the disk");
    }
  }
  struct stat info {};
  if (stat(file.c_str(), &info) != 0) return wrong(file, "cannot be made; check that its folder exists and that this user may write there");
  if ((info.st_mode & 077U) != 0) return wrong(file, "others may read it; run chmod 600 on it");
  std::ifstream in(file, std::ios::binary);
  const std::string secret(std::istreambuf_iterator<char>(in), {});
  if (secret.size() < secret_bytes) return wrong(file, "is too short to be a secret; restore it from the backup, or remove it and start with an empty ledger");
  return LedgerKey(secret);
}

std::string LedgerKey::hash(std::string_view text) const {
  unsigned char digest[EVP_MAX_MD_SIZE] = {};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest, &size);
  static const char* const hex = "0123456789abcdef";
  std::string out;
  for (unsigned i = 0; i < size; ++i) out.append({hex[digest[i] >> 4U], hex[digest[i] & 15U]});
  return out;
}

}  // namespace intake
