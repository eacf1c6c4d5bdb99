#include "plugin/worker/remote_decryptor.h"

#include <sysexits.h>
#include <unistd.h>

#include "plugin/worker/seal_wire.h"

namespace intake {

Opened RemoteDecryptor::decrypt(SealProtocol protocol, std::string_view ciphertext, std::size_t most_bytes) {
  return ask(RecordKind::decrypt, {protocol, std::string(ciphertext), {}, most_bytes});
}

SignatureState RemoteDecryptor::verify_detached(SealProtocol protocol, std::string_view signed_bytes,
                                                std::string_view signature) {
  return ask(RecordKind::verify_detached, {protocol, std::string(signed_bytes), std::string(signature), 0}).signature;
}

Opened RemoteDecryptor::verify_opaque(SealProtocol protocol, std::string_view signed_bytes, std::size_t most_bytes) {
  return ask(RecordKind::verify_opaque, {protocol, std::string(signed_bytes), {}, most_bytes});
}

Opened RemoteDecryptor::ask(RecordKind kind, const SealQuestion& question) const {
  if (!send_record(fd_, kind, to_wire(question), std::nullopt)) _exit(EX_UNAVAILABLE);
  const auto most = [&](RecordKind answer) { return answer == RecordKind::opened ? most_opened_bytes(limits_) : 0; };
  Received received = receive_record(fd_, most, std::nullopt);
  if (!received.record) _exit(EX_UNAVAILABLE);
  std::optional<Opened> opened = opened_from_wire(received.record->bytes);
  if (!opened) _exit(EX_PROTOCOL);
  return std::move(*opened);
}

}  // namespace intake
