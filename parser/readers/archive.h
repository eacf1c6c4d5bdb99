// One named member of a ZIP archive in memory, unpacked under a bound (DOCX and ODT are ZIP archives). Nothing touches a disk.
// The only owner of libarchive.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/limits.h"

namespace intake {

enum class UnpackOutcome { found, missing, encrypted, damaged, too_large };

struct Unpacked {
  UnpackOutcome outcome = UnpackOutcome::missing;
  std::string bytes;
};

// `most_bytes` bounds everything unpacked on the way, so that an archive of bombs costs no more than one member.
Unpacked unpack_member(std::string_view archive_bytes, const std::string& name, std::size_t most_bytes);

}  // namespace intake
