// What reading pictures costs: ocr_bench FILE... prints milliseconds, the most memory so far and the letters read of
// each picture (*.pdf: of its pages without text), after what loading took. Not a test.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "parser/readers/ocr.h"

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

long mebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  auto begin = Clock::now();
  const intake::LoadedOcr ocr = intake::load_ocr({}, {});
  if (!ocr.reader) return std::puts(ocr.mistake.c_str()), 1;
  std::printf("loading: %.0f ms, %ld MiB\n", milliseconds_since(begin), mebibytes());
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    std::ifstream in(name, std::ios::binary);
    const bool pdf = name.size() > 4 && name.substr(name.size() - 4) == ".pdf";
    const intake::Picture picture{0, intake::Author::sender, pdf, std::string(std::istreambuf_iterator<char>(in), {})};
    begin = Clock::now();
    ocr.reader->begin();
    std::size_t letters = 0;
    for (const std::string& text : ocr.reader->read(picture)) letters += text.size();
    std::printf("%s: %.0f ms, %ld MiB, %zu bytes of text\n", name.c_str(), milliseconds_since(begin), mebibytes(),
                letters);
  }
}
