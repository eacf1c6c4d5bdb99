// What a reader of attached files gives: text in the conventions of document.h (not yet cleaned), or the trouble it ran into.
// Readers are pure functions of the bytes, bounded by Limits::unpacked_bytes and Limits::text_bytes, and never throw.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/limits.h"
#include "parser/message.h"

namespace intake {

struct FileText {
  std::string body;                    // running text; cells of a table row separated by "\t"
  std::string fields;                  // "label\tvalue" lines of a form's filled fields
  std::optional<TroubleKind> trouble;  // why the file, or part of it, could not be read
  bool pages_without_text = false;     // of a PDF: scans, as a rule
};

FileText read_pdf(std::string_view bytes, const Limits& limits);
FileText read_docx(std::string_view bytes, const Limits& limits);
FileText read_odt(std::string_view bytes, const Limits& limits);
FileText read_rtf(std::string_view bytes, const Limits& limits);

}  // namespace intake
