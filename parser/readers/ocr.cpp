#include "parser/readers/ocr.h"

#include <allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string_view>

#include "parser/readers/scanned_pages.h"

namespace intake {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::array<const char*, 3> languages = {"fin", "swe", "eng"};
constexpr std::size_t page_pixels = 9'000'000;  // of a page as it is read: A4 at 300 dpi, which recognition is made for
constexpr std::size_t few_pixels = 2'000'000;   // of a screenshot, or A4 at 150 dpi: read at twice the size
constexpr int least_side = 32;                  // pixels; a line of text is higher
constexpr int most_specks = 40'000;   // connected spots: a full page of text has 8000; noise and dither cost minutes
constexpr float most_ink = 0.35F;     // share of a page that is dark; text covers a tenth
constexpr int sure_confidence = 85;   // of 100, mean of all words; clean print has 95, a page on its side at most 80
constexpr int least_confidence = 65;  // below are patterns of a photo
constexpr int dots_an_inch = 300;     // what the sizes of letters are judged by

// A page takes one or two seconds; what takes so much longer is none, and the next one shall have its turn.
constexpr auto most_time_of_a_page = 10s;

struct PixDeleter {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

const l_uint8* data_of(std::string_view bytes) {
  return reinterpret_cast<const l_uint8*>(bytes.data());
}

// ---- from bytes to a gray picture

PixPtr gray(PixPtr pix) {
  if (!pix) return nullptr;
  const PixPtr opaque(pixRemoveAlpha(pix.get()));
  return PixPtr(opaque ? pixConvertTo8(opaque.get(), 0) : nullptr);
}

bool fits(int width, int height, std::size_t pixels) {
  return width >= least_side && height >= least_side &&
         static_cast<std::size_t>(width) * static_cast<std::size_t>(height) <= pixels;
}

PixPtr decode_page(std::string_view bytes, int format, int page) {
  if (format == IFF_JFIF_JPEG)
    return PixPtr(pixReadMemJpeg(data_of(bytes), bytes.size(), 0, 1, nullptr, L_JPEG_READ_LUMINANCE));
  if (format == IFF_PNG) return PixPtr(pixReadMem(data_of(bytes), bytes.size()));
  return PixPtr(pixReadMemTiff(data_of(bytes), bytes.size(), page));
}

// The header first: nothing is unpacked that declares too much. Only a TIFF has more pages than one.
PixPtr read_page(std::string_view bytes, int page, std::size_t most_pixels) {
  int format = IFF_UNKNOWN;
  if (findFileFormatBuffer(data_of(bytes), &format) != 0) return nullptr;
  int width = 0;
  int height = 0;
  const bool tiff = format >= IFF_TIFF && format <= IFF_TIFF_ZIP;
  if (!tiff && ((format != IFF_PNG && format != IFF_JFIF_JPEG) || page > 0)) return nullptr;
  const int failed =
      tiff ? readHeaderMemTiff(data_of(bytes), bytes.size(), page, &width, &height, nullptr, nullptr, nullptr, nullptr,
                               nullptr)
           : pixReadHeaderMem(data_of(bytes), bytes.size(), nullptr, &width, &height, nullptr, nullptr, nullptr);
  if (failed != 0 || !fits(width, height, most_pixels)) return nullptr;
  return gray(decode_page(bytes, format, page));
}

PixPtr copy_of(const GrayPicture& page) {
  PixPtr pix(pixCreate(page.width, page.height, 8));
  if (!pix) return nullptr;
  for (int y = 0; y < page.height; ++y) {
    l_uint32* const line = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
    const char* const row = page.bytes + static_cast<std::ptrdiff_t>(y) * page.bytes_per_row;
    for (int x = 0; x < page.width; ++x) SET_DATA_BYTE(line, x, static_cast<unsigned char>(row[x]));
  }
  return pix;
}

// ---- from a picture to a page of text, upright and of one brightness

PixPtr scaled(PixPtr pix) {
  const double pixels = static_cast<double>(pixGetWidth(pix.get())) * pixGetHeight(pix.get());
  double factor = 1;
  if (pixels < static_cast<double>(few_pixels)) factor = 2;
  if (pixels > static_cast<double>(page_pixels)) factor = std::sqrt(static_cast<double>(page_pixels) / pixels);
  if (factor == 1) return pix;
  return PixPtr(pixScale(pix.get(), static_cast<l_float32>(factor), static_cast<l_float32>(factor)));
}

// Ink is 1. At 150 dpi a page can be judged; more costs time.
PixPtr ink_of(const PixPtr& pix) {
  const bool large = static_cast<std::size_t>(pixGetWidth(pix.get())) * pixGetHeight(pix.get()) > 2 * few_pixels;
  const PixPtr page(large ? pixScaleAreaMap2(pix.get()) : pixClone(pix.get()));
  Pix* ink = nullptr;
  if (page)
    pixOtsuAdaptiveThreshold(page.get(), pixGetWidth(page.get()), pixGetHeight(page.get()), 0, 0, 0, nullptr, &ink);
  return PixPtr(ink);
}

float share_of(const PixPtr& ink) {
  l_float32 share = 1;
  pixForegroundFraction(ink.get(), &share);
  return share;
}

bool is_page_of_text(const PixPtr& ink) {
  constexpr int by_sides = 4;  // neighbours: dither that touches at corners stays apart
  l_int32 specks = 0;
  if (share_of(ink) > most_ink || pixCountConnComp(ink.get(), by_sides, &specks) != 0) return false;
  return specks > 0 && specks <= most_specks;
}

// Photos often lie on their side. Letters with strokes above the line are commoner than with strokes below; a short
// letter has too few of them to be sure, and stays as it is.
int quarter_turns(const PixPtr& ink) {
  constexpr float usual = 0;  // leptonica's own bounds
  l_int32 degrees = 0;
  const PixPtr turned(pixOrientCorrect(ink.get(), usual, usual, nullptr, nullptr, &degrees, 0));
  return turned ? degrees / 90 : 0;
}

PixPtr turned_by(const PixPtr& pix, int quarters) {
  return PixPtr(quarters % 4 == 0 ? pixClone(pix.get()) : pixRotateOrth(pix.get(), quarters % 4));
}

// Light letters on a dark ground become dark ones on a light ground; shadows and yellow paper become white.
PixPtr evened(PixPtr pix) {
  const PixPtr ink = ink_of(pix);
  if (!ink) return nullptr;
  if (share_of(ink) > 0.5F) pixInvert(pix.get(), pix.get());
  PixPtr even(pixBackgroundNormSimple(pix.get(), nullptr, nullptr));
  return even ? std::move(even) : std::move(pix);
}

// Null where it is no page of text.
PixPtr page_of_text(PixPtr pix) {
  if (pix) pix = scaled(std::move(pix));
  if (pix) pix = evened(std::move(pix));
  if (!pix) return nullptr;
  const PixPtr ink = ink_of(pix);
  if (!ink || !is_page_of_text(ink)) return nullptr;
  return turned_by(pix, quarter_turns(ink));
}

struct Reading {
  int confidence = 0;
  std::string text;
};

class TesseractReader : public PictureReader {
 public:
  explicit TesseractReader(const PictureBounds& bounds) : bounds_(bounds) {}

  // Empty, or what is wrong.
  std::string load(const std::string& data_directory) {
    std::string wanted;
    for (const char* language : languages) wanted.append(wanted.empty() ? "" : "+").append(language);
    const char* const directory = data_directory.empty() ? nullptr : data_directory.c_str();
    const int failed = api_.Init(directory, wanted.c_str(), tesseract::OEM_LSTM_ONLY);
    std::vector<std::string> loaded;
    if (failed == 0) api_.GetLoadedLanguagesAsVector(&loaded);
    for (const char* language : languages) {
      if (std::find(loaded.begin(), loaded.end(), language) == loaded.end()) return missing(language);
    }
    return {};
  }

  void begin() override {
    end_ = Clock::now() + std::chrono::seconds(bounds_.seconds);
    pages_ = 0;
  }

  std::vector<std::string> read(const Picture& picture) override {
    std::vector<std::string> texts;
    try {
      if (picture.pdf) {
        each_scanned_page(picture.bytes, {bounds_.pixels, page_pixels},
                          [&](const GrayPicture& page) { return may_go_on() && recognise(copy_of(page), texts); });
      } else {
        for (int page = 0; may_go_on() && recognise(read_page(picture.bytes, page, bounds_.pixels), texts); ++page) {
        }
      }
    } catch (const std::exception&) {  // memory ended: what was read before is all there is
    }
    return texts;
  }

 private:
  static std::string missing(const char* language) {
    return std::string("ocr.enabled: tesseract cannot load its data for \"") + language +
           "\": install the Debian package tesseract-ocr-" + language + ", or name its folder in ocr.data_directory";
  }

  [[nodiscard]] bool may_go_on() { return ++pages_ <= bounds_.pages && Clock::now() < end_; }

  // False where there is no picture.
  bool recognise(PixPtr pix, std::vector<std::string>& texts) {
    if (!pix) return false;
    const PixPtr page = page_of_text(std::move(pix));
    if (!page) return true;
    const Clock::time_point end = std::min(end_, Clock::now() + most_time_of_a_page);
    Reading best;
    for (const int quarters : {0, 1, 3, 2}) {
      Reading reading = read_upright(turned_by(page, quarters), end);
      if (reading.confidence > best.confidence) best = std::move(reading);
      if (best.confidence >= sure_confidence) break;
    }
    if (best.confidence >= least_confidence) texts.push_back(std::move(best.text));
    return true;
  }

  // Cut short by the time, it has nothing: half a page would look as if the rest were lacking.
  Reading read_upright(const PixPtr& page, Clock::time_point end) {
    const auto left = (end - Clock::now()) / 1ms;
    if (!page || left <= 0) return {};
    tesseract::ETEXT_DESC monitor;
    monitor.set_deadline_msecs(static_cast<int32_t>(left));
    api_.SetImage(page.get());
    api_.SetSourceResolution(dots_an_inch);
    Reading reading;
    if (api_.Recognize(&monitor) == 0) {
      const std::unique_ptr<char[]> text(api_.GetUTF8Text());
      reading = {api_.MeanTextConf(), text ? text.get() : ""};
    }
    api_.Clear();
    return reading;
  }

  tesseract::TessBaseAPI api_;
  PictureBounds bounds_;
  Clock::time_point end_ = Clock::now();
  int pages_ = 0;
};

}  // namespace

LoadedOcr load_ocr(const std::string& data_directory, const PictureBounds& bounds) {
  setMsgSeverity(L_SEVERITY_NONE);
  auto reader = std::make_shared<TesseractReader>(bounds);
  std::string mistake = reader->load(data_directory);
  if (!mistake.empty()) return {nullptr, std::move(mistake)};
  return {std::move(reader), {}};
}

}  // namespace intake
