#include "parser/gpgme_session.h"

#include <gpgme.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <thread>

namespace intake {

namespace {

namespace fs = std::filesystem;

struct ContextDeleter {
  void operator()(gpgme_ctx_t context) const { gpgme_release(context); }
};
struct DataDeleter {
  void operator()(gpgme_data_t data) const { gpgme_data_release(data); }
};
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

Context context_for(SealProtocol protocol, const std::string& home) {
  gpgme_ctx_t raw = nullptr;
  if (gpgme_new(&raw) != 0) return nullptr;
  Context context(raw);
  const gpgme_protocol_t engine = protocol == SealProtocol::openpgp ? GPGME_PROTOCOL_OpenPGP : GPGME_PROTOCOL_CMS;
  if (gpgme_set_protocol(raw, engine) != 0) return nullptr;
  if (gpgme_ctx_set_engine_info(raw, engine, nullptr, home.c_str()) != 0) return nullptr;
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
    case GPG_ERR_UNSUPPORTED_PROTOCOL: return true;
    default: return false;
  }
}

OpenOutcome outcome_of(gpgme_err_code_t code, gpgme_ctx_t context, const Sink& sink) {
  if (sink.too_large) return OpenOutcome::too_large;
  if (code == GPG_ERR_NO_ERROR) return OpenOutcome::opened;
  if (is_our_fault(code)) return OpenOutcome::fault;
  if (code == GPG_ERR_NO_SECKEY || code == GPG_ERR_BAD_PASSPHRASE || code == GPG_ERR_NO_PIN_ENTRY) return OpenOutcome::no_key;
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
    case GPG_ERR_NO_ERROR: break;
    case GPG_ERR_NO_PUBKEY:
    case GPG_ERR_GENERAL: return SignatureState::unknown_key;
    default: return SignatureState::bad;  // does not verify, or expired or revoked
  }
  // A certificate of an unknown authority neither proves nor hides anything.
  if ((signature->summary & (GPGME_SIGSUM_KEY_MISSING | GPGME_SIGSUM_CRL_MISSING)) != 0) return SignatureState::unknown_key;
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

// gpgsm stores every certificate that it sees while verifying: it works on a copy of the home that is thrown away.
// The copy's agent socket redirects to the real agent, which knows the trust list.
class ThrowAwayHome {
 public:
  explicit ThrowAwayHome(const std::string& home) {
    std::string made = (fs::temp_directory_path() / "intake-seal-XXXXXX").string();
    if (mkdtemp(made.data()) == nullptr) return;
    path_ = made;
    std::error_code ignored;
    for (const char* file : {"pubring.kbx", "gpgsm.conf", "gpg-agent.conf", "trustlist.txt"}) {
      fs::copy_file(fs::path(home) / file, path_ / file, ignored);
    }
    std::ofstream(path_ / "S.gpg-agent") << "%Assuan%\nsocket=" << (fs::absolute(home) / "S.gpg-agent").string() << "\n";
  }
  ThrowAwayHome(const ThrowAwayHome&) = delete;
  ThrowAwayHome& operator=(const ThrowAwayHome&) = delete;
  // gpgsm may still be clearing its lock file away while it ends: try again until the folder is gone.
  ~ThrowAwayHome() {
    constexpr int tries = 200;
    for (int i = 0; i < tries && !path_.empty(); ++i) {
      std::error_code error;
      fs::remove_all(path_, error);
      if (!error) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

Opened run(const SealRequest& request, const std::string& home) {
  Opened opened;
  const Context context = context_for(request.protocol, home);
  if (!context) return opened;
  Sink sink{{}, request.most_bytes, false};
  gpgme_data_cbs callbacks = {nullptr, take, nullptr, nullptr};
  gpgme_data_t raw_plain = nullptr;
  gpgme_data_new_from_cbs(&raw_plain, &callbacks, &sink);
  const Data plain(raw_plain);
  const Data data = data_of(request.data);
  const Data signature = data_of(request.signature);

  gpgme_error_t error = 0;
  if (request.operation == SealOperation::verify_detached) {
    error = gpgme_op_verify(context.get(), signature.get(), data.get(), nullptr);
  } else if (request.operation == SealOperation::verify_opaque) {
    error = gpgme_op_verify(context.get(), data.get(), nullptr, plain.get());
  } else if (request.protocol == SealProtocol::cms) {
    error = gpgme_op_decrypt(context.get(), data.get(), plain.get());
  } else {
    error = gpgme_op_decrypt_verify(context.get(), data.get(), plain.get());
  }
  opened.outcome = outcome_of(gpgme_err_code(error), context.get(), sink);
  if (opened.outcome != OpenOutcome::opened) return opened;
  if (request.operation != SealOperation::decrypt || request.protocol == SealProtocol::openpgp) {
    opened.signature = signature_of(context.get());
  }
  opened.plaintext = std::move(sink.bytes);
  return opened;
}

}  // namespace

Opened perform(const SealRequest& request) {
  static const bool initialised = gpgme_check_version(nullptr) != nullptr;
  if (!initialised) return {};
  if (request.protocol == SealProtocol::cms && request.operation != SealOperation::decrypt) {
    const ThrowAwayHome copy(request.home);
    return copy.path().empty() ? Opened{} : run(request, copy.path());
  }
  return run(request, request.home);
}

}  // namespace intake
