// intake-ocr-reader: intake-reader with OCR, for ocr.enabled. A program of its own, because the libraries of tesseract
// make every fork of a reader dearer, also where no picture is read.
#include <unistd.h>

#include "plugin/worker/prepare_judge.h"

int main() {
  using namespace intake;
  return serve_readers(STDIN_FILENO, [](const ReaderSetup& setup) { return prepare_judge(setup, load_ocr); });
}
