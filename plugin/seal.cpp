#include "plugin/seal.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace intake {

namespace {

constexpr std::size_t least_secret_bytes = 32;   // as many as the hash has: RFC 2104, section 3
constexpr mode_t forbidden_mode = S_IWGRP | S_IXGRP | S_IRWXO;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string plain_value(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool is_sealed_name(const std::string& name) {
  static const std::string seal = comparable_field_name(seal_tag);
  return name == "from" || name == "message-id" || name == "date" || (is_tag_name(name) && name != seal);
}

std::string plain_body(std::string_view body) {
  std::string out;
  out.reserve(body.size());
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\r') {
      out += body[i];
    } else if (i + 1 == body.size() || body[i + 1] != '\n') {
      out += '\n';
    }
  }
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

std::string sealed_bytes(const std::vector<HeaderLine>& fields, std::string_view body) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const HeaderLine& field : fields) {
    std::string name = comparable_field_name(field.name);
    if (is_sealed_name(name)) lines.emplace_back(std::move(name), plain_value(field.value));
  }
  std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string out;
  for (const auto& [name, value] : lines) out.append(name).append(":").append(value).append("\n");
  return out.append("\n").append(plain_body(body));
}

std::string hmac_hex(const std::string& secret, const std::string& bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(bytes.data()),
           bytes.size(), digest, &size) == nullptr) {
    return {};
  }
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (unsigned int i = 0; i < size; ++i) out.append({digits[digest[i] >> 4U], digits[digest[i] & 15U]});
  return out;
}

// "v=1; k=ID; h=HEX" apart; nothing when it has another shape.
std::optional<std::pair<std::string, std::string>> seal_parts(const std::string& value) {
  const std::string begin = "v=1; k=";
  const std::string middle = "; h=";
  const std::size_t hash = value.find(middle);
  if (value.rfind(begin, 0) != 0 || hash == value.npos || hash <= begin.size()) return std::nullopt;
  return std::pair(value.substr(begin.size(), hash - begin.size()), value.substr(hash + middle.size()));
}

bool same_bytes(const std::string& a, const std::string& b) {
  return a.size() == b.size() && !a.empty() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

LoadedSealKey load_seal_key(const std::filesystem::path& file, const std::string& id) {
  const std::string name = "tags.seal_key_file: " + file.string();
  struct stat about {};
  std::ifstream in(file, std::ios::binary);
  if (!in || stat(file.c_str(), &about) != 0 || !S_ISREG(about.st_mode)) {
    return {nullptr, name + " cannot be read; make it with: openssl rand -hex 32, readable by the filter's user"};
  }
  if ((about.st_mode & forbidden_mode) != 0) {
    return {nullptr, name + " is open to others; chmod 0600 it, or 0640 with the filter's group"};
  }
  std::string secret(std::istreambuf_iterator<char>(in), {});
  while (!secret.empty() && is_blank(secret.back())) secret.pop_back();
  if (secret.size() < least_secret_bytes) {
    return {nullptr, name + " holds fewer than 32 bytes; make it with: openssl rand -hex 32"};
  }
  return {std::make_shared<const SealKey>(SealKey{id, std::move(secret)}), {}};
}

std::string make_seal(const SealKey& key, const std::vector<HeaderLine>& fields, std::string_view body) {
  return "v=1; k=" + key.id + "; h=" + hmac_hex(key.secret, sealed_bytes(fields, body));
}

std::string_view name_of(SealState state) {
  switch (state) {
    case SealState::good: return "good";
    case SealState::missing: return "missing";
    case SealState::several: return "several";
    case SealState::malformed: return "malformed";
    case SealState::other_key: return "other_key";
    case SealState::wrong: return "wrong";
  }
  return "wrong";
}

SealState check_seal(const SealKey& key, const std::vector<HeaderLine>& fields, std::string_view body) {
  const std::string wanted = comparable_field_name(seal_tag);
  std::vector<std::string> seals;
  for (const HeaderLine& field : fields) {
    if (comparable_field_name(field.name) == wanted) seals.push_back(plain_value(field.value));
  }
  if (seals.empty()) return SealState::missing;
  if (seals.size() > 1) return SealState::several;
  const auto parts = seal_parts(seals.front());
  if (!parts) return SealState::malformed;
  if (parts->first != key.id) return SealState::other_key;
  return same_bytes(parts->second, hmac_hex(key.secret, sealed_bytes(fields, body))) ? SealState::good : SealState::wrong;
}

SealState check_seal(const SealKey& key, std::string_view message) {
  const SplitMessage split = split_message(message);
  return check_seal(key, split.fields, split.body);
}

SplitMessage split_message(std::string_view message) {
  SplitMessage split;
  while (!message.empty()) {
    const std::size_t end = std::min(message.find('\n'), message.size() - 1) + 1;
    std::string_view line = message.substr(0, end);
    message.remove_prefix(end);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    if ((line.front() == ' ' || line.front() == '\t') && !split.fields.empty()) {
      split.fields.back().value.append("\n").append(line);
    } else if (colon != line.npos) {
      split.fields.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 1))});
    }
  }
  split.body = message;
  return split;
}

}  // namespace intake
