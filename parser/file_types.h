// Step 3: what an attached file is, and who reads it: the table media type -> reader. The bytes decide first (magic
// numbers), then the declared type, then the end of the file name. A new type of attachment is a reader file and a row
// here. Pure functions, thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "parser/readers/file_text.h"

namespace intake {

enum class FileKind {
  text,  // read here: charset, then clean text
  html,
  readable,     // by the reader function of the row
  tnef,         // winmail.dat: text and further files
  message,      // a saved mail (.eml): read as message/rfc822
  picture,      // may be a photo of the request
  ignorable,    // signatures, keys, calendars, address cards: never hold a request
  sealed,       // OpenPGP or S/MIME: open_seals has dealt with it
  locked,       // behind a password
  unsupported,  // may hold a request, and nothing here reads it
};

struct FileType {
  FileKind kind = FileKind::unsupported;
  FileText (*read)(std::string_view bytes, const Limits& limits) = nullptr;  // of FileKind::readable
  const char* name = "";                                                     // for `explain`
};

// `media_type` in small letters.
FileType type_of_file(std::string_view bytes, std::string_view media_type, std::string_view filename);

// Every row of the table that has a reader: what fuzzing goes through.
std::vector<FileType> readable_types();

}  // namespace intake
