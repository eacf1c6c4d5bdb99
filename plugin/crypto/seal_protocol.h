// What the daemon and its helper program intake-seal say to each other over a pair of pipes: length-prefixed records,
// each length checked against a bound before memory is taken. The helper is the only program that links GpgME.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "parser/gpgme_session.h"

namespace intake {

// Bytes of one record: the largest message plus some; a helper that claims more is taken for broken.
inline constexpr std::uint64_t largest_seal_record = 128U << 20;

// Appends an 8-byte big-endian length and the bytes.
void put_record(std::string& out, const std::string& bytes);
// Takes the next record from `from` on; nothing when it is cut off or too long.
std::optional<std::string> take_record(const std::string& in, std::size_t& from);

std::string bytes_of(const SealRequest& request);
std::optional<SealRequest> request_of(const std::string& bytes);
std::string bytes_of(const Opened& answer);
// Nothing where the answer is none of ours, or holds more plaintext than was asked for.
std::optional<Opened> answer_of(const std::string& bytes, std::size_t most_bytes);

}  // namespace intake
