// winmail.dat (application/ms-tnef, MS-OXTNEF): the message text and the files that Outlook packed into it. The only owner of
// libytnef; it has had memory errors, so it must run in a jailed worker wherever there is one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/limits.h"

namespace intake {

struct PackedFile {
  std::string filename;  // UTF-8, untrusted
  std::string bytes;
};

struct TnefContent {
  bool damaged = false;
  std::string text;      // plain text body
  std::string rtf;       // the body as RTF, where there is one
  std::vector<PackedFile> files;
};

TnefContent unpack_tnef(std::string_view bytes, const Limits& limits);

}  // namespace intake
