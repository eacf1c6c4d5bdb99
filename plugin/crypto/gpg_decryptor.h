// The real Decryptor: each operation by GpgEngine. Thread-safe; never throws.
#pragma once

#include <memory>

#include "parser/decryptor.h"
#include "plugin/crypto/gpg_engine.h"

namespace intake {

class GpgDecryptor : public Decryptor {
 public:
  explicit GpgDecryptor(GpgOptions options) : engine_(std::make_shared<GpgEngine>(std::move(options))) {}
  explicit GpgDecryptor(std::shared_ptr<GpgEngine> engine) : engine_(std::move(engine)) {}
  Opened decrypt(SealProtocol protocol, std::string_view ciphertext, std::size_t most_bytes) override;
  SignatureState verify_detached(SealProtocol protocol, std::string_view signed_bytes,
                                 std::string_view signature) override;
  Opened verify_opaque(SealProtocol protocol, std::string_view signed_bytes, std::size_t most_bytes) override;

 private:
  std::shared_ptr<GpgEngine> engine_;
};

}  // namespace intake
