// Pictures as people send them, through tesseract: read, or nothing; never for longer than allowed.
#include "parser/readers/ocr.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "tests/ocr/scans.h"

namespace intake {
namespace {

using namespace intake::testing;
using Texts = std::vector<std::string>;

// Loading takes half a second.
PictureReader& shared_reader() {
  static const LoadedOcr loaded = load_ocr({}, {});
  EXPECT_TRUE(loaded.reader) << loaded.mistake;
  return *loaded.reader;
}

Texts read(const std::string& bytes, bool pdf = false, PictureReader& reader = shared_reader()) {
  reader.begin();
  return reader.read({0, Author::sender, pdf, bytes});
}

bool is_letter(const Texts& texts) {
  return texts.size() == 1 && texts[0].find("010180-9015") != std::string::npos &&
         texts[0].find("Esimerkkikatu 12 B 34, 00100 Helsinki") != std::string::npos;
}

TEST(Ocr, ReadsThreeLanguages) {
  const std::pair<const char*, Texts> letters[] = {
      {"fi", {"Pyydän saada kaikki minua koskevat", "Henkilötunnus: 010180-9015", "050 765 4321"}},
      {"sv", {"Jag begär ut alla mina", "Personbeteckning: 020290-9027", "Exempelgatan 5 A 6, 20100 Åbo"}},
      {"en", {"all the records that Vastaamo", "Identity code: 010180-9015", "Testikatu 7 C 8, 33100 Tampere"}}};
  for (const auto& [language, words] : letters) {
    const Texts texts = read(scan_file(language));
    ASSERT_EQ(texts.size(), 1U) << language;
    for (const std::string& word : words) EXPECT_NE(texts[0].find(word), std::string::npos) << word << texts[0];
  }
}

TEST(Ocr, ReadsEveryFormat) {
  const PixPtr page = gray_scan("fi");
  EXPECT_TRUE(is_letter(read(written(page, IFF_PNG))));
  EXPECT_TRUE(is_letter(read(written(page, IFF_JFIF_JPEG))));
  EXPECT_TRUE(is_letter(read(written(page, IFF_TIFF_LZW))));
  EXPECT_TRUE(is_letter(read(written(picture_in(scan_file("fi")), IFF_TIFF_G4))));
  EXPECT_TRUE(is_letter(read(as_pdf(page), true)));
}

TEST(Ocr, ReadsAPageThatLiesOnItsSide) {
  const PixPtr page = gray_scan("fi");
  for (const int quarters : {1, 2, 3}) {
    const PixPtr turned(pixRotateOrth(page.get(), quarters));
    EXPECT_TRUE(is_letter(read(written(turned, IFF_JFIF_JPEG)))) << quarters;
  }
  const PixPtr slanting(pixRotate(page.get(), 0.02F, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  EXPECT_TRUE(is_letter(read(written(slanting, IFF_JFIF_JPEG))));
}

TEST(Ocr, ReadsShadowsAndLightLettersOnADarkGround) {
  const PixPtr page = gray_scan("fi");
  const PixPtr dark(pixInvert(nullptr, page.get()));
  EXPECT_TRUE(is_letter(read(written(dark, IFF_PNG))));
  for (int y = 0; y < pixGetHeight(page.get()); ++y) {
    for (int x = 0; x < pixGetWidth(page.get()); ++x) {
      l_uint32 value = 0;
      pixGetPixel(page.get(), x, y, &value);
      pixSetPixel(page.get(), x, y, value * static_cast<l_uint32>(80 + 150 * x / pixGetWidth(page.get())) / 255);
    }
  }
  EXPECT_TRUE(is_letter(read(written(page, IFF_JFIF_JPEG))));
}

TEST(Ocr, ReadsThePagesOfATiffUpToTheBound) {
  const PixPtr page = picture_in(scan_file("fi"));
  Pixa* pages = pixaCreate(0);
  for (int i = 0; i < 3; ++i) pixaAddPix(pages, page.get(), L_COPY);
  l_uint8* data = nullptr;
  std::size_t size = 0;
  const int failed = pixaWriteMemMultipageTiff(&data, &size, pages);
  pixaDestroy(&pages);
  ASSERT_EQ(failed, 0);
  const std::string bytes = taken(data, size);
  EXPECT_EQ(read(bytes).size(), 3U);
  PictureBounds bounds;
  bounds.pages = 2;
  const LoadedOcr two = load_ocr({}, bounds);
  EXPECT_EQ(read(bytes, false, *two.reader).size(), 2U);
}

// A field of pictures, none of them text.
PixPtr noise(int width, int height, unsigned most) {
  PixPtr pix(pixCreate(width, height, 8));
  std::minstd_rand chance(7);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) pixSetPixel(pix.get(), x, y, static_cast<l_uint32>(chance() % most));
  }
  return pix;
}

PixPtr photo() {
  const PixPtr spots = noise(60, 45, 256);
  return PixPtr(pixScale(spots.get(), 20, 20));
}

TEST(Ocr, APhotoThatIsNoTextGivesNothing) {
  EXPECT_TRUE(read(written(photo(), IFF_JFIF_JPEG)).empty());
  EXPECT_TRUE(read(written(noise(1500, 2000, 256), IFF_PNG)).empty());
  EXPECT_TRUE(read(written(PixPtr(pixCreate(1500, 2000, 8)), IFF_PNG)).empty());
  const PixPtr white(pixCreate(1500, 2000, 1));
  EXPECT_TRUE(read(written(white, IFF_PNG)).empty());
}

TEST(Ocr, DamagedPicturesGiveNothingOrLess) {
  for (const int format : {IFF_PNG, IFF_JFIF_JPEG, IFF_TIFF_LZW}) {
    const std::string whole = written(gray_scan("fi"), format);
    for (const std::size_t part : {1U, 4U, 20U, 1000U}) {
      read(whole.substr(0, part));
      std::string hurt = whole;
      for (std::size_t i = 100; i < hurt.size(); i += hurt.size() / 17) hurt[i] = static_cast<char>(hurt[i] ^ 0x55);
      read(hurt);
    }
    EXPECT_TRUE(read(whole.substr(0, 20)).empty());
  }
  EXPECT_TRUE(read("").empty());
  EXPECT_TRUE(read("GIF89a and no more").empty());
  EXPECT_TRUE(read("%PDF-1.4 broken", true).empty());
}

// The size in the header of a PNG (RFC 2083, 4.1.1), everything else as it was.
std::string declared(std::string png, unsigned width, unsigned height) {
  for (int i = 0; i < 4; ++i) {
    png[static_cast<std::size_t>(16 + i)] = static_cast<char>((width >> (24 - 8 * i)) & 0xFFU);
    png[static_cast<std::size_t>(20 + i)] = static_cast<char>((height >> (24 - 8 * i)) & 0xFFU);
  }
  return png;
}

TEST(Ocr, APictureThatDeclaresTooMuchIsNotUnpacked) {
  const auto begin = std::chrono::steady_clock::now();
  for (const unsigned side : {7000U, 60'000U, 0x7FFFFFFFU, 0xFFFFFFFFU})
    EXPECT_TRUE(read(declared(scan_file("fi"), side, side)).empty());
  std::string pdf = as_pdf(gray_scan("fi"));
  const std::size_t at = pdf.find("/Width 1240");
  ASSERT_NE(at, std::string::npos);
  pdf.replace(at, 11, "/Width 99999999");
  EXPECT_TRUE(read(pdf, true).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
  PictureBounds bounds;
  bounds.pixels = 1'000'000;
  const LoadedOcr small = load_ocr({}, bounds);
  EXPECT_TRUE(read(scan_file("fi"), false, *small.reader).empty());
}

// Few enough specks to pass for a page of text, and enough to keep tesseract busy for a minute.
PixPtr slow_page() {
  PixPtr page(pixCreate(2480, 3508, 1));
  std::minstd_rand chance(5);
  for (int i = 0; i < 39'000; ++i) {
    const auto x = static_cast<int>(chance() % 2470);
    const auto y = static_cast<int>(chance() % 3500);
    pixRasterop(page.get(), x, y, 6, 6, PIX_SET, nullptr, 0, 0);
  }
  return page;
}

TEST(Ocr, EndsWithItsTime) {
  PictureBounds bounds;
  bounds.seconds = 2;
  const LoadedOcr hasty = load_ocr({}, bounds);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(read(written(slow_page(), IFF_PNG), false, *hasty.reader).empty());
  // It looks at the clock word by word; what comes before the first word is not counted.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  EXPECT_TRUE(is_letter(read(scan_file("fi"), false, *hasty.reader)));
}

TEST(Ocr, MissingDataIsSaidWithItsPackage) {
  const LoadedOcr loaded = load_ocr(INTAKE_SOURCE_DIR "/tests/ocr", {});
  EXPECT_FALSE(loaded.reader);
  EXPECT_NE(loaded.mistake.find("tesseract-ocr-fin"), std::string::npos) << loaded.mistake;
}

}  // namespace
}  // namespace intake
