// X-Intake-Seal: an HMAC-SHA-256 (RFC 2104) over our tags, Message-ID, From, Date and the body with normalised line ends,
// so that nothing is forwarded on a forged tag. Made by the daemon, checked by `intakectl verify`. Thread-safe.
//
// What is sealed, byte for byte: for each field of {X-Intake-* but the seal, From, Message-ID, Date}, every occurrence,
// ordered by name (lower case) and then by place: "name:value LF", the value with runs of blanks and line ends as one
// space and none at its ends; then LF; then the body with each line end as LF and without empty lines at its end.
// That survives refolding and delivery to a file; a second From, a changed or an added tag breaks it.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/tags.h"

namespace intake {

struct SealKey {
  std::string id;       // K in "k=K"
  std::string secret;
};

struct LoadedSealKey {
  std::shared_ptr<const SealKey> key;   // null when there is a mistake
  std::string mistake;
};

// A file with at least 32 bytes, readable and writable by nobody else (its group may read).
LoadedSealKey load_seal_key(const std::filesystem::path& file, const std::string& id);

// `fields` is the header as it will be: the message's own fields and the tags. The value of the tag.
std::string make_seal(const SealKey& key, const std::vector<HeaderLine>& fields, std::string_view body);

enum class SealState { good, missing, several, malformed, other_key, wrong };
std::string_view name_of(SealState state);

SealState check_seal(const SealKey& key, const std::vector<HeaderLine>& fields, std::string_view body);
// The same for a message as it lies in a file.
SealState check_seal(const SealKey& key, std::string_view message);

// Splits a message at the first empty line into fields (folds kept) and body.
struct SplitMessage {
  std::vector<HeaderLine> fields;
  std::string_view body;
};
SplitMessage split_message(std::string_view message);

}  // namespace intake
