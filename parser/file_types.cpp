#include "parser/file_types.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "parser/quote_lines.h"

namespace intake {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t head_bytes = 1024;       // where a magic number may stand
constexpr std::size_t tail_bytes = 64U << 10;  // of a ZIP file: its directory of names

bool starts(std::string_view bytes, std::string_view magic) {
  return bytes.substr(0, magic.size()) == magic;
}
bool has(std::string_view bytes, std::string_view part) {
  return bytes.find(part) != std::string_view::npos;
}

bool is_zip(std::string_view bytes) {
  return starts(bytes, "PK\x03\x04");
}

bool zip_names(std::string_view bytes, std::string_view name) {
  const std::string_view tail = bytes.size() > tail_bytes ? bytes.substr(bytes.size() - tail_bytes) : bytes;
  return has(bytes.substr(0, head_bytes), name) || has(tail, name);
}

bool is_pdf(std::string_view bytes) {
  return has(bytes.substr(0, head_bytes), "%PDF-");
}
bool is_docx(std::string_view bytes) {
  return is_zip(bytes) && zip_names(bytes, "word/");
}
bool is_odt(std::string_view bytes) {
  return is_zip(bytes) && has(bytes.substr(0, head_bytes), "application/vnd.oasis.opendocument.text");
}
bool is_rtf(std::string_view bytes) {
  return starts(bytes, "{\\rtf");
}
bool is_tnef(std::string_view bytes) {
  return starts(bytes, "\x78\x9F\x3E\x22");
}
bool is_ole(std::string_view bytes) {
  return starts(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}
bool is_locked_office(std::string_view bytes) {
  return is_ole(bytes) && has(bytes, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv);
}
bool is_other_package(std::string_view bytes) {
  return is_zip(bytes) || starts(bytes, "7z\xBC\xAF\x27\x1C") || starts(bytes, "Rar!") || starts(bytes, "\x1F\x8B");
}
bool is_picture(std::string_view bytes) {
  const bool heic = bytes.size() > 12 && bytes.substr(4, 4) == "ftyp" &&
                    (has(bytes.substr(8, 4), "hei") || has(bytes.substr(8, 4), "mif1"));
  return starts(bytes, "\xFF\xD8\xFF") || starts(bytes, "\x89PNG") || starts(bytes, "GIF8") ||
         starts(bytes, "II*\0"sv) || starts(bytes, "MM\0*"sv) ||
         (starts(bytes, "BM") && bytes.substr(6, 4) == "\0\0\0\0"sv) ||
         (starts(bytes, "RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") || heic;
}
bool is_html(std::string_view bytes) {
  const std::string head = small_letters(bytes.substr(0, head_bytes));
  const std::size_t first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (first == std::string::npos || head[first] != '<') return false;
  return has(head, "<html") || has(head, "<!doctype html");
}
bool is_key(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, head_bytes);
  return has(head, "-----BEGIN PGP PUBLIC KEY BLOCK-----") || has(head, "-----BEGIN PGP SIGNATURE-----");
}
bool is_sealed(std::string_view bytes) {
  return has(bytes.substr(0, head_bytes), "-----BEGIN PGP MESSAGE-----");
}

struct Row {
  FileType type;
  bool (*recognises)(std::string_view bytes);   // null: no magic number
  std::array<std::string_view, 4> media_types;  // one that ends in "/" stands for all of its subtypes
  std::array<std::string_view, 6> extensions;
};

// The order matters where one magic number contains another (a DOCX is a ZIP) and for general types after special ones.
constexpr auto rows = std::to_array<Row>({
    {{FileKind::readable, read_pdf, "pdf"}, is_pdf, {"application/pdf", "application/x-pdf"}, {".pdf"}},
    {{FileKind::readable, read_odt, "odt"}, is_odt, {"application/vnd.oasis.opendocument.text"}, {".odt", ".ott"}},
    {{FileKind::readable, read_docx, "docx"},
     is_docx,
     {"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
     {".docx", ".docm", ".dotx"}},
    {{FileKind::readable, read_rtf, "rtf"}, is_rtf, {"application/rtf", "text/rtf", "text/richtext"}, {".rtf"}},
    {{FileKind::tnef, nullptr, "winmail.dat"},
     is_tnef,
     {"application/ms-tnef", "application/vnd.ms-tnef"},
     {"winmail.dat"}},
    {{FileKind::locked, nullptr, "locked"}, is_locked_office, {}, {}},
    {{FileKind::unsupported, nullptr, "old office"}, is_ole, {"application/msword"}, {".doc", ".msg", ".xls"}},
    {{FileKind::ignorable, nullptr, "key"},
     is_key,
     {"application/pgp-keys", "application/pgp-signature", "application/pkcs7-signature",
      "application/x-pkcs7-signature"},
     {".p7s", ".sig"}},
    {{FileKind::sealed, nullptr, "sealed"},
     is_sealed,
     {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted", "application/pgp"},
     {".p7m"}},
    {{FileKind::ignorable, nullptr, "card"},
     nullptr,
     {"text/vcard", "text/x-vcard", "text/directory", "text/calendar"},
     {".vcf", ".ics"}},
    {{FileKind::ignorable, nullptr, "calendar"}, nullptr, {"application/ics", "text/rfc822-headers"}, {}},
    {{FileKind::picture, nullptr, "picture"},
     is_picture,
     {"image/"},
     {".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff"}},
    {{FileKind::unsupported, nullptr, "package"},
     is_other_package,
     {"application/zip", "application/x-zip-compressed"},
     {".zip", ".7z", ".rar"}},
    {{FileKind::message, nullptr, "message"}, nullptr, {"message/rfc822", "message/global"}, {".eml"}},
    {{FileKind::html, nullptr, "html"}, is_html, {"text/html", "application/xhtml+xml"}, {".html", ".htm"}},
    {{FileKind::text, nullptr, "text"}, nullptr, {"text/"}, {".txt", ".text", ".md", ".csv", ".log"}},
});

template <std::size_t N>
bool lists(const std::array<std::string_view, N>& names, std::string_view wanted) {
  return std::find(names.begin(), names.end(), wanted) != names.end();
}

bool has_media_type(const Row& row, std::string_view media_type) {
  const std::string_view family = media_type.substr(0, media_type.find('/') + 1);
  return !media_type.empty() &&
         (lists(row.media_types, media_type) || (!family.empty() && lists(row.media_types, family)));
}

bool has_extension(const Row& row, std::string_view filename) {
  return std::any_of(row.extensions.begin(), row.extensions.end(), [&](std::string_view ending) {
    return !ending.empty() && filename.size() >= ending.size() &&
           filename.substr(filename.size() - ending.size()) == ending;
  });
}

template <typename Test>
const Row* find_row(const Test& test) {
  const auto* found = std::find_if(rows.begin(), rows.end(), test);
  return found == rows.end() ? nullptr : found;
}

// What no row claims, but is plainly written text, is read as text.
bool looks_like_text(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4 * head_bytes);
  const auto odd = std::count_if(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x09 || (byte > 0x0D && byte < 0x20) || byte == 0x7F;
  });
  return !head.empty() && odd == 0;
}

bool says_nothing(std::string_view media_type) {
  return media_type.empty() || media_type == "application/octet-stream" || media_type == "application/binary" ||
         media_type == "application/x-unknown" || media_type == "application/force-download";
}

}  // namespace

FileType type_of_file(std::string_view bytes, std::string_view media_type, std::string_view filename) {
  const std::string name = small_letters(filename);
  const Row* row =
      find_row([&](const Row& candidate) { return candidate.recognises != nullptr && candidate.recognises(bytes); });
  if (row == nullptr && !says_nothing(media_type))
    row = find_row([&](const Row& candidate) { return has_media_type(candidate, media_type); });
  // "text/plain; name=lomake.pdf" that is no PDF stays text; an unknown type may still have a telling name.
  if (row == nullptr) row = find_row([&](const Row& candidate) { return has_extension(candidate, name); });
  if (row != nullptr) return row->type;
  if (says_nothing(media_type) && looks_like_text(bytes)) return {FileKind::text, nullptr, "text"};
  return {};
}

std::vector<FileType> readable_types() {
  std::vector<FileType> types;
  for (const Row& row : rows) {
    if (row.type.read != nullptr) types.push_back(row.type);
  }
  return types;
}

}  // namespace intake
