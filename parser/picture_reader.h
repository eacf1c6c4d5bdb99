// Port: reads the text of pictures (OCR). The real one (readers/ocr.h) wraps tesseract; where there is none, pictures
// stay unread. Implementations are for one thread, never throw for what a picture holds, and give nothing where they
// cannot read or their time for this message is over.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parser/document.h"

namespace intake {

// What to_document found and could not read: an attached picture, or a PDF that has pages without text.
struct Picture {
  int part = 0;  // index into Message::parts
  Author author = Author::sender;
  bool pdf = false;
  std::string bytes;
};

// Bounds of reading the pictures of one message.
struct PictureBounds {
  int pages = 10;                   // pictures and pages read: each costs a second; a request has one or two
  std::size_t pixels = 40'000'000;  // declared by one picture: memory, 4 bytes each; A4 at 600 dpi has 35 million
  int seconds = 30;                 // for all pictures of a message, by the clock: an MTA waits for the answer
};

class PictureReader {
 public:
  virtual ~PictureReader() = default;
  // A new message: its time and pages are counted from here.
  virtual void begin() = 0;
  // UTF-8, not yet cleaned; one text for each page on which there is any.
  virtual std::vector<std::string> read(const Picture& picture) = 0;
};

}  // namespace intake
