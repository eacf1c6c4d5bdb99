#include "parser/readers/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace intake {

namespace {

constexpr int most_members = 2000;          // an office file has some dozens
constexpr std::size_t chunk_bytes = 1U << 16;

struct ArchiveDeleter {
  void operator()(archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<archive, ArchiveDeleter>;

Unpacked read_entry(archive* a, std::size_t most_bytes) {
  Unpacked unpacked;
  std::string chunk(chunk_bytes, '\0');
  for (;;) {
    const la_ssize_t got = archive_read_data(a, chunk.data(), chunk.size());
    if (got == 0) break;
    if (got < 0) return {UnpackOutcome::damaged, {}};
    if (unpacked.bytes.size() + static_cast<std::size_t>(got) > most_bytes) return {UnpackOutcome::too_large, {}};
    unpacked.bytes.append(chunk, 0, static_cast<std::size_t>(got));
  }
  unpacked.outcome = UnpackOutcome::found;
  return unpacked;
}

}  // namespace

Unpacked unpack_member(std::string_view archive_bytes, const std::string& name, std::size_t most_bytes) {
  const Archive a(archive_read_new());
  archive_read_support_format_zip_seekable(a.get());
  if (archive_read_open_memory(a.get(), archive_bytes.data(), archive_bytes.size()) != ARCHIVE_OK) {
    return {UnpackOutcome::damaged, {}};
  }
  archive_entry* entry = nullptr;
  for (int members = 0; members < most_members; ++members) {
    const int result = archive_read_next_header(a.get(), &entry);
    if (result == ARCHIVE_EOF) return {UnpackOutcome::missing, {}};
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) return {UnpackOutcome::damaged, {}};
    const char* path = archive_entry_pathname(entry);
    if (path == nullptr || name != path) continue;
    if (archive_entry_is_encrypted(entry) != 0) return {UnpackOutcome::encrypted, {}};
    return read_entry(a.get(), most_bytes);
  }
  return {UnpackOutcome::too_large, {}};
}

}  // namespace intake
