#include "parser/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>

#include "parser/byte_statistics.h"
#include "parser/charset_table.h"
#include "parser/double_encoding.h"

namespace intake {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::size_t detector_bytes = 4096;              // ICU's detector costs about 0.2 ms a kilobyte
constexpr int detector_confidence = 40;                   // of 100; below it is a guess like any other
constexpr std::size_t detector_letters = 12;              // fewer letters of another script are not worth asking it
constexpr std::size_t chunk_bytes = 64U << 10;            // converted at a time: bounds the UTF-16 buffer

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
struct CloseDetector {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

UConverter* kept_converter(const char* name) {
  thread_local std::map<std::string, std::unique_ptr<UConverter, CloseConverter>, std::less<>> converters;
  auto found = converters.find(std::string_view(name));
  if (found == converters.end()) {
    UErrorCode status = U_ZERO_ERROR;
    found = converters.emplace(name, ucnv_open(name, &status)).first;
  }
  if (found->second != nullptr) ucnv_reset(found->second.get());
  return found->second.get();
}

void append_code_point(std::string& out, UChar32 c) {
  std::uint8_t buffer[U8_MAX_LENGTH];
  std::int32_t length = 0;
  UBool error = 0;
  U8_APPEND(buffer, length, U8_MAX_LENGTH, c, error);
  if (error) {
    out += replacement;
  } else {
    out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(length));
  }
}

// C1 control characters come from windows bytes in a text labelled ISO-8859-n.
UChar32 without_c1(UChar32 c) {
  return c >= 0x80 && c <= 0x9F ? static_cast<UChar32>(windows_1252_letter(static_cast<std::uint8_t>(c))) : c;
}

void append_utf16(std::string& out, const UChar* units, std::int32_t count) {
  for (std::int32_t i = 0; i < count;) {
    UChar32 c = 0;
    U16_NEXT(units, i, count, c);
    append_code_point(out, U_IS_SURROGATE(c) ? 0xFFFD : without_c1(c));
  }
}

std::string convert(std::string_view bytes, const char* converter_name) {
  UConverter* converter = kept_converter(converter_name);
  if (converter == nullptr) return replace_invalid_utf8(bytes);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  std::u16string units(chunk_bytes, u'\0');
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  // A surrogate pair may straddle two chunks: a high one at the end is carried over.
  std::size_t carried = 0;
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    UChar* target = units.data() + carried;
    ucnv_toUnicode(converter, &target, units.data() + units.size(), &source, end, nullptr, true, &status);
    auto count = static_cast<std::int32_t>(target - units.data());
    const bool split =
        status == U_BUFFER_OVERFLOW_ERROR && count > 0 && U16_IS_LEAD(units[static_cast<std::size_t>(count - 1)]);
    if (split) --count;
    append_utf16(out, units.data(), count);
    carried = split ? 1 : 0;
    if (split) units[0] = units[static_cast<std::size_t>(count)];
  }
  return out;
}

std::string decode_utf16(std::string_view bytes, bool little_endian) {
  std::string out;
  out.reserve(bytes.size());
  const auto unit_at = [&](std::size_t i) {
    const auto first = static_cast<std::uint8_t>(bytes[i]);
    const auto second = static_cast<std::uint8_t>(bytes[i + 1]);
    return static_cast<UChar32>(little_endian ? first | second << 8 : first << 8 | second);
  };
  const std::size_t mark = bytes.size() >= 2 && unit_at(0) == 0xFEFF ? 2 : 0;
  for (std::size_t i = mark; i + 1 < bytes.size(); i += 2) {
    UChar32 c = unit_at(i);
    if (U16_IS_LEAD(c) && i + 3 < bytes.size() && U16_IS_TRAIL(unit_at(i + 2))) {
      c = U16_GET_SUPPLEMENTARY(c, unit_at(i + 2));
      i += 2;
    }
    append_code_point(out, U_IS_SURROGATE(c) ? 0xFFFD : c);
  }
  return out;
}

// A text that is UTF-8 but for a few bytes: a lone high byte inside a word is a letter of windows-1252, which happens
// where a gateway adds its own footer; everything else becomes U+FFFD.
std::string decode_mostly_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 64);
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto is_letter = [&](std::size_t i) { return i < bytes.size() && is_ascii_letter(bytes[i]); };
  for (std::size_t i = 0; i < bytes.size();) {
    std::size_t next = i;
    UChar32 c = 0;
    U8_NEXT(data, next, bytes.size(), c);
    const bool lone = c < 0 && next == i + 1 && data[i] >= 0xC0 && (is_letter(i + 1) || (i > 0 && is_letter(i - 1)));
    append_code_point(out, lone ? static_cast<UChar32>(windows_1252_letter(data[i])) : c < 0 ? 0xFFFD : c);
    i = next;
  }
  return out;
}

// Neither UTF-8 nor Latin letters between Latin letters, and no label: the only case for the slow detector.
const char* detect_converter(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return "windows-1252";
  const auto length = static_cast<std::int32_t>(std::min(bytes.size(), detector_bytes));
  ucsdet_setText(detector.get(), bytes.data(), length, &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr || ucsdet_getConfidence(match, &status) < detector_confidence) {
    return "windows-1252";
  }
  const char* name = ucsdet_getName(match, &status);
  const Charset& charset = find_detected_charset(U_SUCCESS(status) && name != nullptr ? name : "");
  return charset.converter == nullptr ? "windows-1252" : charset.converter;
}

// One byte a letter (or an East Asian set): which converter, if the label may lie.
const char* choose_converter(std::string_view bytes, const Charset& charset) {
  if (charset.kind == CharsetKind::foreign || charset.kind == CharsetKind::wide) {
    const ScriptCount count = count_scripts(bytes);
    return count.in_latin_words > 2 * count.elsewhere ? "windows-1252" : charset.converter;
  }
  const bool windows_label =
      charset.kind == CharsetKind::latin && std::string_view(charset.converter) == "windows-1252";
  if (charset.kind == CharsetKind::latin && !windows_label) return charset.converter;
  if (looks_like_dos(bytes)) return "ibm-850";
  if (looks_like_mac_roman(bytes)) return "macintosh";
  if (looks_like_latin_9(bytes)) return "iso-8859-15";
  const ScriptCount count = count_scripts(bytes);
  const bool other_script = count.elsewhere >= detector_letters && count.elsewhere > count.in_latin_words;
  return charset.kind == CharsetKind::unknown && other_script ? detect_converter(bytes) : "windows-1252";
}

std::string decode_with_high_bytes(std::string_view bytes, const Charset& charset) {
  const Utf8Count count = count_utf8(bytes);
  if (count.bad == 0) return repair_double_encoding(std::string(bytes));
  const bool utf8_expected = charset.kind == CharsetKind::utf8 || charset.kind == CharsetKind::unknown;
  // A label that says UTF-8 and as many good sequences as bad ones, or far more good ones under any label.
  const std::size_t bar = utf8_expected ? count.bad : 8 * count.bad;
  if (count.good > 0 && count.good >= bar) return repair_double_encoding(decode_mostly_utf8(bytes));
  return convert(bytes, choose_converter(bytes, charset));
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  return count_utf8(bytes).bad == 0;
}

std::string replace_invalid_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t begin = i;
    UChar32 c = 0;
    U8_NEXT(data, i, bytes.size(), c);
    out += c < 0 ? replacement : bytes.substr(begin, i - begin);
  }
  return out;
}

std::string to_utf8(std::string_view bytes, std::string_view label) {
  const Charset& charset = find_charset(label);
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") return to_utf8(bytes.substr(3), "utf-8");
  switch (utf16_order(bytes, charset.kind == CharsetKind::utf16)) {
    case Utf16Order::little:
      return decode_utf16(bytes, true);
    case Utf16Order::big:
      return decode_utf16(bytes, false);
    case Utf16Order::none:
      break;
  }
  const bool escapes = charset.kind == CharsetKind::wide && bytes.find('\x1B') != std::string_view::npos;
  if (escapes) return convert(bytes, charset.converter);
  const bool ascii =
      std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? std::string(bytes) : decode_with_high_bytes(bytes, charset);
}

}  // namespace intake
