// The text of scans, photos and screenshots (PNG, JPEG, TIFF, pages of a PDF), read by tesseract in Finnish, Swedish
// and English. Loaded once, before a jail closes: reading opens no file and starts no thread (OMP_THREAD_LIMIT=1 in the
// environment). What is declared too large, is no page of text, or takes too long gives nothing. The only owner of
// tesseract and leptonica; both have had memory errors, so it must run in a jailed worker.
#pragma once

#include <memory>
#include <string>

#include "parser/picture_reader.h"

namespace intake {

// Either a reader or, in words for the administrator, why there is none.
struct LoadedOcr {
  std::shared_ptr<PictureReader> reader;
  std::string mistake;
};

// `data_directory` has the *.traineddata files; empty: where Debian's packages put them.
LoadedOcr load_ocr(const std::string& data_directory, const PictureBounds& bounds);

}  // namespace intake
