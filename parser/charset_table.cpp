#include "parser/charset_table.h"

#include <algorithm>
#include <array>
#include <string>

namespace intake {
namespace {

using Kind = CharsetKind;

// ISO-8859-1 is read as windows-1252: nobody sends C1 control characters on purpose.
constexpr auto charsets = std::to_array<Charset>({
    {"utf-8", Kind::utf8, nullptr},
    {"utf8", Kind::utf8, nullptr},
    {"unicode-1-1-utf-8", Kind::utf8, nullptr},
    {"us-ascii", Kind::ascii, nullptr},
    {"ascii", Kind::ascii, nullptr},
    {"ansi_x3.4-1968", Kind::ascii, nullptr},
    {"iso646-us", Kind::ascii, nullptr},
    {"utf-16", Kind::utf16, nullptr},
    {"utf16", Kind::utf16, nullptr},
    {"utf-16le", Kind::utf16, nullptr},
    {"utf-16be", Kind::utf16, nullptr},
    {"ucs-2", Kind::utf16, nullptr},
    {"unicode", Kind::utf16, nullptr},
    {"iso-10646-ucs-2", Kind::utf16, nullptr},
    {"iso-8859-1", Kind::latin, "windows-1252"},
    {"iso8859-1", Kind::latin, "windows-1252"},
    {"iso_8859-1", Kind::latin, "windows-1252"},
    {"latin1", Kind::latin, "windows-1252"},
    {"latin-1", Kind::latin, "windows-1252"},
    {"l1", Kind::latin, "windows-1252"},
    {"windows-1252", Kind::latin, "windows-1252"},
    {"cp1252", Kind::latin, "windows-1252"},
    {"cp-1252", Kind::latin, "windows-1252"},
    {"x-ansi", Kind::latin, "windows-1252"},
    {"iso-8859-15", Kind::latin, "iso-8859-15"},
    {"iso8859-15", Kind::latin, "iso-8859-15"},
    {"iso_8859-15", Kind::latin, "iso-8859-15"},
    {"latin9", Kind::latin, "iso-8859-15"},
    {"latin-9", Kind::latin, "iso-8859-15"},
    {"iso-8859-2", Kind::latin, "iso-8859-2"},
    {"iso-8859-3", Kind::latin, "iso-8859-3"},
    {"iso-8859-4", Kind::latin, "iso-8859-4"},
    {"iso-8859-9", Kind::latin, "windows-1254"},
    {"iso-8859-10", Kind::latin, "iso-8859-10"},
    {"iso-8859-13", Kind::latin, "iso-8859-13"},
    {"windows-1250", Kind::latin, "windows-1250"},
    {"windows-1254", Kind::latin, "windows-1254"},
    {"windows-1257", Kind::latin, "windows-1257"},
    {"windows-1258", Kind::latin, "windows-1258"},
    {"macintosh", Kind::latin, "macintosh"},
    {"x-mac-roman", Kind::latin, "macintosh"},
    {"ibm850", Kind::latin, "ibm-850"},
    {"cp850", Kind::latin, "ibm-850"},
    {"ibm437", Kind::latin, "ibm-437"},
    {"cp437", Kind::latin, "ibm-437"},
    {"iso-8859-5", Kind::foreign, "iso-8859-5"},
    {"iso-8859-6", Kind::foreign, "iso-8859-6"},
    {"iso-8859-7", Kind::foreign, "iso-8859-7"},
    {"iso-8859-8", Kind::foreign, "iso-8859-8"},
    {"iso-8859-8-i", Kind::foreign, "iso-8859-8"},
    {"windows-874", Kind::foreign, "windows-874"},
    {"tis-620", Kind::foreign, "windows-874"},
    {"windows-1251", Kind::foreign, "windows-1251"},
    {"cp1251", Kind::foreign, "windows-1251"},
    {"windows-1253", Kind::foreign, "windows-1253"},
    {"windows-1255", Kind::foreign, "windows-1255"},
    {"windows-1256", Kind::foreign, "windows-1256"},
    {"koi8-r", Kind::foreign, "koi8-r"},
    {"koi8-u", Kind::foreign, "koi8-u"},
    {"gb2312", Kind::wide, "gb18030"},
    {"gbk", Kind::wide, "gb18030"},
    {"gb18030", Kind::wide, "gb18030"},
    {"big5", Kind::wide, "big5"},
    {"shift_jis", Kind::wide, "shift_jis"},
    {"euc-jp", Kind::wide, "euc-jp"},
    {"iso-2022-jp", Kind::wide, "iso-2022-jp"},
    {"euc-kr", Kind::wide, "euc-kr"},
    {"ks_c_5601-1987", Kind::wide, "euc-kr"},
});

constexpr Charset unknown_charset{};
constexpr std::size_t longest_label = 40;  // a longer one is no charset's name

std::string plain_label(std::string_view label) {
  label = label.substr(0, label.find('*'));
  const auto is_noise = [](char c) { return c == ' ' || c == '\t' || c == '"' || c == '\''; };
  while (!label.empty() && is_noise(label.front())) label.remove_prefix(1);
  while (!label.empty() && (is_noise(label.back()) || label.back() == ';')) label.remove_suffix(1);
  std::string plain(label.substr(0, longest_label));
  for (char& c : plain) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return plain;
}

}  // namespace

const Charset& find_charset(std::string_view label) {
  const std::string wanted = plain_label(label);
  const auto* found =
      std::find_if(charsets.begin(), charsets.end(), [&](const Charset& charset) { return charset.label == wanted; });
  return found == charsets.end() ? unknown_charset : *found;
}

const Charset& find_detected_charset(std::string_view name) {
  const Charset& charset = find_charset(name);
  return charset.converter == nullptr ? unknown_charset : charset;
}

}  // namespace intake
