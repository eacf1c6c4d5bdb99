#include "plugin/crypto/gpg_decryptor.h"

namespace intake {

namespace {

SealRequest request_for(SealOperation operation, SealProtocol protocol, std::string_view data, std::size_t most_bytes) {
  SealRequest request;
  request.operation = operation;
  request.protocol = protocol;
  request.data = std::string(data);
  request.most_bytes = most_bytes;
  return request;
}

}  // namespace

Opened GpgDecryptor::decrypt(SealProtocol protocol, std::string_view ciphertext, std::size_t most_bytes) {
  return engine_->run(request_for(SealOperation::decrypt, protocol, ciphertext, most_bytes));
}

SignatureState GpgDecryptor::verify_detached(SealProtocol protocol, std::string_view signed_bytes,
                                             std::string_view signature) {
  SealRequest request = request_for(SealOperation::verify_detached, protocol, signed_bytes, 0);
  request.signature = std::string(signature);
  const Opened opened = engine_->run(std::move(request));
  if (opened.outcome == OpenOutcome::fault) return SignatureState::not_checked;
  return opened.outcome == OpenOutcome::opened ? opened.signature : SignatureState::bad;
}

Opened GpgDecryptor::verify_opaque(SealProtocol protocol, std::string_view signed_bytes, std::size_t most_bytes) {
  return engine_->run(request_for(SealOperation::verify_opaque, protocol, signed_bytes, most_bytes));
}

}  // namespace intake
