// The scans of scans/ (made by make_scans.py), and the same on their side, in other formats, in a PDF.
#pragma once

#include <allheaders.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace intake::testing {

struct PixDeleter {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

inline std::string scan_file(const std::string& language) {
  std::ifstream in(INTAKE_SOURCE_DIR "/tests/ocr/scans/" + language + ".png", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline PixPtr picture_in(const std::string& bytes) {
  return PixPtr(pixReadMem(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size()));
}

inline PixPtr gray_scan(const std::string& language) {
  return PixPtr(pixConvertTo8(picture_in(scan_file(language)).get(), 0));
}

inline std::string taken(l_uint8* data, std::size_t size) {
  std::string bytes(reinterpret_cast<char*>(data), size);
  std::free(data);
  return bytes;
}

// `format` is leptonica's: IFF_PNG, IFF_JFIF_JPEG, IFF_TIFF_G4 ...
inline std::string written(const PixPtr& pix, int format) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  if (pixWriteMem(&data, &size, pix.get(), format) != 0) return {};
  return taken(data, size);
}

inline std::string as_pdf(const PixPtr& pix) {
  constexpr int dots_an_inch = 150;
  l_uint8* data = nullptr;
  std::size_t size = 0;
  if (pixWriteMemPdf(&data, &size, pix.get(), dots_an_inch, nullptr) != 0) return {};
  return taken(data, size);
}

}  // namespace intake::testing
