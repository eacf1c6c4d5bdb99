#include "parser/gpgme_session.h"

#include <gpgme.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <memory>
#include <string_view>
#include <vector>

#include "parser/lines.h"

namespace intake {

namespace {

namespace fs = std::filesystem;

struct ContextDeleter {
  void operator()(gpgme_ctx_t context) const { gpgme_release(context); }
};
struct DataDeleter {
  void operator()(gpgme_data_t data) const { gpgme_data_release(data); }
};
struct KeyDeleter {
  void operator()(gpgme_key_t key) const { gpgme_key_unref(key); }
};
using Key = std::unique_ptr<_gpgme_key, KeyDeleter>;
using Context = std::unique_ptr<gpgme_context, ContextDeleter>;
using Data = std::unique_ptr<gpgme_data, DataDeleter>;

// Takes plaintext up to a bound; more is an error, which ends the operation (compression bombs).
struct Sink {
  std::string bytes;
  std::size_t most = 0;
  bool too_large = false;
};

ssize_t take(void* handle, const void* buffer, size_t size) {
  auto* sink = static_cast<Sink*>(handle);
  if (sink->bytes.size() + size > sink->most) {
    sink->too_large = true;
    errno = EFBIG;
    return -1;
  }
  sink->bytes.append(static_cast<const char*>(buffer), size);
  return static_cast<ssize_t>(size);
}

Data data_of(const std::string& bytes) {
  gpgme_data_t data = nullptr;
  gpgme_data_new_from_mem(&data, bytes.data(), bytes.size(), 0);
  return Data(data);
}

gpgme_data_cbs into_sink = {nullptr, take, nullptr, nullptr};

Data data_into(Sink& sink) {
  gpgme_data_t data = nullptr;
  gpgme_data_new_from_cbs(&data, &into_sink, &sink);
  return Data(data);
}

Context context_for(SealProtocol protocol) {
  gpgme_ctx_t raw = nullptr;
  if (gpgme_new(&raw) != 0) return nullptr;
  Context context(raw);
  const gpgme_protocol_t engine = protocol == SealProtocol::openpgp ? GPGME_PROTOCOL_OpenPGP : GPGME_PROTOCOL_CMS;
  if (gpgme_set_protocol(raw, engine) != 0) return nullptr;
  gpgme_set_offline(raw, 1);  // no dirmngr: no CRL, OCSP or AIA traffic
  gpgme_set_pinentry_mode(raw, GPGME_PINENTRY_MODE_ERROR);
  return context;
}

// GnuPG reports a lack of memory or a dead agent in many guises; these are ours, never the sender's.
bool is_our_fault(gpgme_err_code_t code) {
  switch (code) {
    case GPG_ERR_ENOMEM:
    case GPG_ERR_NO_AGENT:
    case GPG_ERR_AGENT:
    case GPG_ERR_INV_ENGINE:
    case GPG_ERR_ENOENT:
    case GPG_ERR_ENOSPC:
    case GPG_ERR_EPIPE:
    case GPG_ERR_TIMEOUT:
    case GPG_ERR_ASS_CONNECT_FAILED:
    case GPG_ERR_UNSUPPORTED_PROTOCOL:
      return true;
    default:
      return false;
  }
}

OpenOutcome outcome_of(gpgme_err_code_t code, gpgme_ctx_t context, const Sink& sink) {
  if (sink.too_large) return OpenOutcome::too_large;
  if (code == GPG_ERR_NO_ERROR) return OpenOutcome::opened;
  if (is_our_fault(code)) return OpenOutcome::fault;
  if (code == GPG_ERR_NO_SECKEY || code == GPG_ERR_BAD_PASSPHRASE || code == GPG_ERR_NO_PIN_ENTRY)
    return OpenOutcome::no_key;
  // "Decryption failed" with every recipient unknown is a missing key, not damage.
  if (const gpgme_decrypt_result_t result = gpgme_op_decrypt_result(context); result != nullptr) {
    bool all_unknown = result->recipients != nullptr;
    for (gpgme_recipient_t one = result->recipients; one != nullptr; one = one->next) {
      all_unknown = all_unknown && gpgme_err_code(one->status) == GPG_ERR_NO_SECKEY;
    }
    if (all_unknown) return OpenOutcome::no_key;
  }
  return OpenOutcome::damaged;
}

SignatureState state_of(const gpgme_signature_t signature) {
  switch (gpgme_err_code(signature->status)) {
    case GPG_ERR_NO_ERROR:
      break;
    case GPG_ERR_NO_PUBKEY:
    case GPG_ERR_GENERAL:
      return SignatureState::unknown_key;
    default:
      return SignatureState::bad;  // does not verify, or expired or revoked
  }
  // A certificate of an unknown authority neither proves nor hides anything.
  if ((signature->summary & (GPGME_SIGSUM_KEY_MISSING | GPGME_SIGSUM_CRL_MISSING)) != 0)
    return SignatureState::unknown_key;
  if ((signature->summary & (GPGME_SIGSUM_KEY_EXPIRED | GPGME_SIGSUM_KEY_REVOKED | GPGME_SIGSUM_SIG_EXPIRED)) != 0) {
    return SignatureState::bad;
  }
  return SignatureState::good;
}

// One bad signature spoils all; else one good is enough; else unknown.
SignatureState signature_of(gpgme_ctx_t context) {
  const gpgme_verify_result_t result = gpgme_op_verify_result(context);
  SignatureState state = SignatureState::none;
  for (gpgme_signature_t one = result == nullptr ? nullptr : result->signatures; one != nullptr; one = one->next) {
    const SignatureState this_one = state_of(one);
    if (this_one == SignatureState::bad) return SignatureState::bad;
    if (state == SignatureState::none || this_one == SignatureState::good) state = this_one;
  }
  return state;
}

// GnuPG may say "no secret key" where the agent had no memory or was ending. Where the key file is there, the fault is
// ours.
bool has_key_file(gpgme_ctx_t context, const std::string& home, const char* key_id) {
  gpgme_set_keylist_mode(context, GPGME_KEYLIST_MODE_LOCAL | GPGME_KEYLIST_MODE_WITH_KEYGRIP);
  gpgme_key_t raw = nullptr;
  if (key_id == nullptr || gpgme_get_key(context, key_id, &raw, 0) != 0) return false;
  const Key key(raw);
  for (gpgme_subkey_t one = key->subkeys; one != nullptr; one = one->next) {
    const bool meant = std::string_view(one->keyid) == key_id;
    std::error_code error;
    if (meant && one->keygrip != nullptr &&
        fs::exists(fs::path(home) / "private-keys-v1.d" / (std::string(one->keygrip) + ".key"), error)) {
      return true;
    }
  }
  return false;
}

bool key_is_ours(gpgme_ctx_t context, const SealRequest& request) {
  if (request.protocol != SealProtocol::openpgp) return false;
  const gpgme_decrypt_result_t result = gpgme_op_decrypt_result(context);
  std::vector<std::string> key_ids;
  for (gpgme_recipient_t one = result == nullptr ? nullptr : result->recipients; one != nullptr; one = one->next) {
    if (one->keyid != nullptr) key_ids.emplace_back(one->keyid);
  }
  const Context lister = context_for(request.protocol);
  constexpr std::size_t most_looked_at = 20;  // a message may name thousands
  key_ids.resize(std::min(key_ids.size(), most_looked_at));
  return lister && std::any_of(key_ids.begin(), key_ids.end(), [&](const std::string& key_id) {
           return has_key_file(lister.get(), request.home, key_id.c_str());
         });
}

gpgme_error_t open_or_verify(gpgme_ctx_t context, const SealRequest& request, gpgme_data_t out) {
  const Data data = data_of(request.data);
  const Data signature = data_of(request.signature);
  if (request.operation == SealOperation::verify_detached)
    return gpgme_op_verify(context, signature.get(), data.get(), nullptr);
  if (request.operation == SealOperation::verify_opaque) return gpgme_op_verify(context, data.get(), nullptr, out);
  if (request.protocol == SealProtocol::cms) return gpgme_op_decrypt(context, data.get(), out);
  return gpgme_op_decrypt_verify(context, data.get(), out);
}

Opened open_seal(const SealRequest& request) {
  Opened opened;
  const Context context = context_for(request.protocol);
  if (!context) return opened;
  Sink sink{{}, request.most_bytes, false};
  const gpgme_error_t error = open_or_verify(context.get(), request, data_into(sink).get());
  opened.outcome = outcome_of(gpgme_err_code(error), context.get(), sink);
  if (opened.outcome == OpenOutcome::no_key && key_is_ours(context.get(), request)) opened.outcome = OpenOutcome::fault;
  if (opened.outcome != OpenOutcome::opened) return opened;
  if (request.operation != SealOperation::decrypt || request.protocol == SealProtocol::openpgp) {
    opened.signature = signature_of(context.get());
  }
  opened.plaintext = std::move(sink.bytes);
  return opened;
}

// ---- making seals

bool is_usable(const gpgme_key_t key) {
  return key->can_encrypt != 0 && key->revoked == 0 && key->expired == 0 && key->disabled == 0 && key->invalid == 0;
}

// The home holds only keys that its administrator put there, so a name in it is taken for true; but only the whole
// address.
bool bears_address(const gpgme_key_t key, const std::string& address) {
  for (gpgme_user_id_t one = key->uids; one != nullptr; one = one->next) {
    std::string_view email = one->email == nullptr ? std::string_view() : one->email;
    if (!email.empty() && email.front() == '<') email = email.substr(1, email.size() - 2);
    if (one->revoked == 0 && one->invalid == 0 && equals_ignoring_case(email, address)) return true;
  }
  return false;
}

Key key_for(gpgme_ctx_t context, const std::string& recipient) {
  const bool address = recipient.find('@') != std::string::npos;
  const std::string pattern = address ? "<" + recipient + ">" : recipient;
  if (recipient.empty() || gpgme_op_keylist_start(context, pattern.c_str(), 0) != 0) return nullptr;
  Key found;
  for (gpgme_key_t raw = nullptr; gpgme_op_keylist_next(context, &raw) == 0;) {
    Key key(raw);
    if (is_usable(key.get()) && (!address || bears_address(key.get(), recipient))) found = std::move(key);
  }
  gpgme_op_keylist_end(context);
  return found;
}

bool add_signer(gpgme_ctx_t context, const std::string& signer) {
  gpgme_key_t raw = nullptr;
  if (gpgme_get_key(context, signer.c_str(), &raw, 1) != 0) return false;
  const Key key(raw);
  return gpgme_signers_add(context, key.get()) == 0;
}

OpenOutcome made(gpgme_error_t error, const Sink& sink) {
  if (sink.too_large) return OpenOutcome::too_large;
  return error == 0 ? OpenOutcome::opened : OpenOutcome::fault;
}

Opened encrypt(const SealRequest& request) {
  Opened sealed;
  const Context context = context_for(request.protocol);
  if (!context) return sealed;
  const Key key = key_for(context.get(), request.recipient);
  if (!key) sealed.outcome = OpenOutcome::no_key;
  if (!key || (!request.signer.empty() && !add_signer(context.get(), request.signer))) return sealed;
  gpgme_set_armor(context.get(), request.protocol == SealProtocol::openpgp ? 1 : 0);
  gpgme_key_t keys[] = {key.get(), nullptr};
  const Data data = data_of(request.data);
  Sink sink{{}, request.most_bytes, false};
  const Data out = data_into(sink);
  const gpgme_error_t error =
      request.signer.empty()
          ? gpgme_op_encrypt(context.get(), keys, GPGME_ENCRYPT_ALWAYS_TRUST, data.get(), out.get())
          : gpgme_op_encrypt_sign(context.get(), keys, GPGME_ENCRYPT_ALWAYS_TRUST, data.get(), out.get());
  sealed.outcome = made(error, sink);
  if (sealed.outcome == OpenOutcome::opened) sealed.plaintext = std::move(sink.bytes);
  return sealed;
}

// As RFC 3156 and RFC 8551 want the digest in micalg.
std::string digest_name(gpgme_ctx_t context, SealProtocol protocol) {
  const gpgme_sign_result_t result = gpgme_op_sign_result(context);
  const bool known = result != nullptr && result->signatures != nullptr;
  const char* name = known ? gpgme_hash_algo_name(result->signatures->hash_algo) : nullptr;
  const std::string digest = lower_ascii(name == nullptr ? "sha256" : name);
  if (protocol == SealProtocol::openpgp) return "pgp-" + digest;
  return digest.rfind("sha", 0) == 0 && digest != "sha1" ? "sha-" + digest.substr(3) : digest;
}

Opened sign(const SealRequest& request) {
  Opened sealed;
  const Context context = context_for(request.protocol);
  if (!context || !add_signer(context.get(), request.signer)) return sealed;
  gpgme_set_armor(context.get(), request.protocol == SealProtocol::openpgp ? 1 : 0);
  const Data data = data_of(request.data);
  Sink sink{{}, request.most_bytes, false};
  sealed.outcome = made(gpgme_op_sign(context.get(), data.get(), data_into(sink).get(), GPGME_SIG_MODE_DETACH), sink);
  if (sealed.outcome == OpenOutcome::opened)
    sealed.plaintext = digest_name(context.get(), request.protocol) + "\n" + sink.bytes;
  return sealed;
}

// ---- what is there

// Until when a key can be encrypted to: the longest-lived of its parts that can, but no longer than the key itself. 0:
// for ever.
long expiry_of(const gpgme_key_t key) {
  constexpr long for_ever = std::numeric_limits<long>::max();
  const auto end_of = [](gpgme_subkey_t one) { return one->expires > 0 ? one->expires : for_ever; };
  long latest = 0;
  for (gpgme_subkey_t one = key->subkeys; one != nullptr; one = one->next) {
    if (one->can_encrypt != 0 && one->revoked == 0) latest = std::max(latest, end_of(one));
  }
  if (key->subkeys != nullptr) latest = latest == 0 ? end_of(key->subkeys) : std::min(latest, end_of(key->subkeys));
  return latest == for_ever ? 0 : latest;
}

std::string key_line(const gpgme_key_t key, bool secret) {
  const char* name = key->uids == nullptr || key->uids->uid == nullptr ? "" : key->uids->uid;
  std::string line(key->subkeys == nullptr ? "" : key->subkeys->fpr);
  line += "\t" + std::to_string(expiry_of(key)) + "\t" + (secret ? "secret" : "public") + "\t" +
          (key->can_encrypt != 0 ? "encrypt" : "-") + "\t" + (key->can_sign != 0 ? "sign" : "-") + "\t" +
          (key->expired != 0   ? "expired"
           : key->revoked != 0 ? "revoked"
                               : "valid") +
          "\t" + name;
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line + "\n";
}

Opened list_keys(const SealRequest& request) {
  Opened listed;
  const Context context = context_for(request.protocol);
  if (!context) return listed;
  for (const int secret : {1, 0}) {
    gpgme_error_t error = gpgme_op_keylist_start(context.get(), nullptr, secret);
    for (gpgme_key_t raw = nullptr; error == 0 && (error = gpgme_op_keylist_next(context.get(), &raw)) == 0;) {
      listed.plaintext += key_line(Key(raw).get(), secret == 1);
    }
    gpgme_op_keylist_end(context.get());
    if (gpgme_err_code(error) != GPG_ERR_EOF) return {};
  }
  listed.outcome = OpenOutcome::opened;
  return listed;
}

}  // namespace

Opened perform(const SealRequest& request) {
  static const bool initialised = gpgme_check_version(nullptr) != nullptr;
  // Through the environment: to set it in the context makes GpgME ask the engine's version each time (2 ms).
  if (!initialised || setenv("GNUPGHOME", request.home.c_str(), 1) != 0) return {};
  switch (request.operation) {
    case SealOperation::decrypt:
    case SealOperation::verify_detached:
    case SealOperation::verify_opaque:
      return open_seal(request);
    case SealOperation::encrypt:
      return encrypt(request);
    case SealOperation::sign:
      return sign(request);
    case SealOperation::list_keys:
      return list_keys(request);
  }
  return {};
}

}  // namespace intake
