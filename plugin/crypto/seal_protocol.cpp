#include "plugin/crypto/seal_protocol.h"

#include <cstdlib>

namespace intake {

void put_record(std::string& out, const std::string& bytes) {
  const std::uint64_t size = bytes.size();
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>((size >> shift) & 0xFFU));
  out.append(bytes);
}

std::optional<std::string> take_record(const std::string& in, std::size_t& from) {
  constexpr std::size_t length_bytes = 8;
  if (in.size() < from + length_bytes) return std::nullopt;
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < length_bytes; ++i) size = (size << 8U) | static_cast<unsigned char>(in[from + i]);
  if (size > largest_seal_record || in.size() - from - length_bytes < size) return std::nullopt;
  const std::size_t begin = from + length_bytes;
  from = begin + static_cast<std::size_t>(size);
  return in.substr(begin, static_cast<std::size_t>(size));
}

std::string bytes_of(const SealRequest& request) {
  std::string out;
  put_record(out, {static_cast<char>(request.operation), static_cast<char>(request.protocol)});
  for (const std::string* text :
       {&request.home, &request.data, &request.signature, &request.recipient, &request.signer})
    put_record(out, *text);
  put_record(out, std::to_string(request.most_bytes));
  return out;
}

std::optional<SealRequest> request_of(const std::string& bytes) {
  std::size_t at = 0;
  const auto head = take_record(bytes, at);
  if (!head || head->size() != 2 || (*head)[0] < 0 || (*head)[0] > static_cast<char>(SealOperation::list_keys))
    return std::nullopt;
  SealRequest request;
  request.operation = static_cast<SealOperation>((*head)[0]);
  request.protocol = static_cast<SealProtocol>((*head)[1]);
  for (std::string* text : {&request.home, &request.data, &request.signature, &request.recipient, &request.signer}) {
    auto record = take_record(bytes, at);
    if (!record) return std::nullopt;
    *text = std::move(*record);
  }
  const auto most = take_record(bytes, at);
  if (!most || at != bytes.size()) return std::nullopt;
  request.most_bytes = std::strtoull(most->c_str(), nullptr, 10);
  return request;
}

std::string bytes_of(const Opened& answer) {
  std::string out;
  put_record(out, {static_cast<char>(answer.outcome), static_cast<char>(answer.signature)});
  put_record(out, answer.plaintext);
  return out;
}

std::optional<Opened> answer_of(const std::string& bytes, std::size_t most_bytes) {
  std::size_t at = 0;
  const auto head = take_record(bytes, at);
  auto plaintext = take_record(bytes, at);
  if (!head || head->size() != 2 || !plaintext || at != bytes.size() || plaintext->size() > most_bytes)
    return std::nullopt;
  const auto outcome = static_cast<unsigned char>((*head)[0]);
  const auto signature = static_cast<unsigned char>((*head)[1]);
  if (outcome > static_cast<unsigned char>(OpenOutcome::fault) ||
      signature > static_cast<unsigned char>(SignatureState::not_checked)) {
    return std::nullopt;
  }
  return Opened{static_cast<OpenOutcome>(outcome), static_cast<SignatureState>(signature), std::move(*plaintext)};
}

}  // namespace intake
