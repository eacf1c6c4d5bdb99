// The pages of a PDF that have no text, drawn as gray pictures one after the other: scans, as a rule. Bounded in what
// the file may declare; never throws, and gives nothing of a file that cannot be drawn.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace intake {

struct GrayPicture {
  const char* bytes = nullptr;  // rows from the top, one byte a pixel; lives during the call only
  int width = 0;
  int height = 0;
  int bytes_per_row = 0;
};

struct ScanBounds {
  std::size_t picture_pixels = 0;  // declared by one picture within the file: memory
  std::size_t page_pixels = 0;     // of one drawn page: time and memory
};

using LookAtPage = std::function<bool(const GrayPicture& page)>;  // false: enough is seen

void each_scanned_page(std::string_view bytes, const ScanBounds& bounds, const LookAtPage& look);

}  // namespace intake
