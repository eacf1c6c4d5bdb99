// Whole messages with scans through jailed readers: their items are seen in three languages, the verdict is for a
// person, and with OCR off everything is as if there were none.
#include <gtest/gtest.h>

#include <algorithm>

#include "plugin/intakectl/check_report.h"
#include "plugin/mail/base64.h"
#include "plugin/worker/reader_pool.h"
#include "tests/ocr/scans.h"

namespace intake {
namespace {

using namespace intake::testing;

struct Attachment {
  std::string type;
  std::string name;
  std::string bytes;
};

RawMessage mail(const std::string& text, const std::vector<Attachment>& files) {
  std::string bytes =
      "From: <maija@example.test>\r\nTo: <tietopyynnot@kela.example>\r\nSubject: Viesti\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" +
      text;
  for (const Attachment& file : files) {
    bytes += "\r\n--B\r\nContent-Type: " + file.type + "; name=" + file.name +
             "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64_lines(file.bytes);
  }
  return {"maija@example.test", {"tietopyynnot@kela.example"}, bytes + "\r\n--B--\r\n"};
}

Attachment png(const std::string& bytes) {
  return {"image/png", "skannaus.png", bytes};
}

Settings settings_of_test(bool ocr) {
  Settings settings;
  settings.recipients = {"tietopyynnot@kela.example"};
  settings.rules_directory = INTAKE_SOURCE_DIR "/rules";
  settings.reader_program = INTAKE_BUILD_DIR + std::string(ocr ? "/intake-ocr-reader" : "/intake-reader");
  settings.accept_artificial_codes = true;
  settings.ocr_enabled = ocr;
  return settings;
}

Result<std::shared_ptr<ReaderPool>> start(const Settings& settings) {
  const LoadedConfiguration loaded = make_configuration(settings);
  for (const std::string& mistake : loaded.mistakes) ADD_FAILURE() << mistake;
  return start_readers(*loaded.configuration);
}

class ScannedMail : public ::testing::Test {
 protected:
  static ReaderPool& with_ocr() {
    static const auto pool = start(settings_of_test(true));
    EXPECT_TRUE(pool) << pool.error();
    return **pool;
  }
  static ReaderPool& without_ocr() {
    static const auto pool = start(settings_of_test(false));
    EXPECT_TRUE(pool) << pool.error();
    return **pool;
  }
  static std::size_t faults(const ReaderPool& pool) {
    const PoolCounts counts = pool.counts();
    return counts.died + counts.late + counts.lied + counts.not_tried;
  }
};

int seen(const Decision& decision) {
  const Facts& facts = decision.verdict.facts;
  return static_cast<int>(
      std::count_if(all_items.begin(), all_items.end(), [&](Item item) { return facts.of(item).recognised; }));
}

bool is_unreadable(const Decision& decision) {
  return decision.verdict.status == Status::review && decision.verdict.review == std::vector{Reason::unreadable};
}

TEST_F(ScannedMail, AllItemsOfALetterAreSeenAndNoneCounts) {
  for (const char* language : {"fi", "sv", "en"}) {
    const std::string pdf = as_pdf(gray_scan(language));
    for (const Attachment& file : {png(scan_file(language)), Attachment{"application/pdf", "a.pdf", pdf}}) {
      const Decision decision = with_ocr().decide(mail("", {file}));
      EXPECT_TRUE(is_unreadable(decision)) << language << file.type;
      EXPECT_EQ(seen(decision), 7) << check_account(language, decision, {}, true);
      EXPECT_EQ(name_of(decision.verdict.facts.language), language);
      EXPECT_TRUE(decision.document.blocks.empty()) << "text has left the reader";
    }
  }
  EXPECT_EQ(faults(with_ocr()), 0U);
}

TEST_F(ScannedMail, ExplainMarksTheTextAsRecognised) {
  const Decision decision = with_ocr().decide(mail("Hei", {png(scan_file("fi"))}), Detail::whole);
  ASSERT_EQ(decision.document.blocks.size(), 3U);
  EXPECT_FALSE(decision.document.blocks[1].from_ocr);
  EXPECT_TRUE(decision.document.blocks[2].from_ocr);
}

const std::string complete =
    "Pyydän kaikki minua koskevat tiedot Vastaamosta vuodelta 2016. Nimeni on Maija Liisa Mallikas, henkilötunnus "
    "010180-9015, puhelin 040 123 4567, osoite Esimerkkikatu 1 A 2, 00100 Helsinki.\r\n";

TEST_F(ScannedMail, WhatIsCompleteInWritingStaysComplete) {
  const RawMessage message = mail(complete, {png(scan_file("sv"))});
  EXPECT_EQ(with_ocr().decide(message).verdict.status, Status::complete);
  EXPECT_EQ(check_json("", with_ocr().decide(message), {}, true),
            check_json("", without_ocr().decide(message), {}, true));
}

TEST_F(ScannedMail, SwitchedOffNothingIsSeen) {
  for (const char* language : {"fi", "sv", "en"}) {
    const Decision decision = without_ocr().decide(mail("", {png(scan_file(language))}));
    EXPECT_TRUE(is_unreadable(decision)) << language;
    EXPECT_EQ(seen(decision), 0) << language;
    EXPECT_EQ(decision.verdict.facts.name.status, ItemStatus::missing) << language;
  }
}

std::string stream(const std::string& entries, const std::string& bytes) {
  return "<<" + entries + "/Length " + std::to_string(bytes.size()) + ">>stream\n" + bytes + "\nendstream endobj\n";
}

// A page with text, and behind it a scanned one.
std::string letter_with_scanned_form() {
  const std::string jpeg = written(gray_scan("fi"), IFF_JFIF_JPEG);
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count "
         "2>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 6 0 "
         "R>>>>>>endobj\n"
         "4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</XObject<</I 8 0 "
         "R>>>>>>endobj\n"
         "5 0 obj" +
         stream("", "BT /F 12 Tf 20 700 Td (Tietopyynto, lomake seuraavalla sivulla.) Tj ET") +
         "6 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n"
         "7 0 obj" +
         stream("", "595 0 0 842 0 0 cm /I Do") + "8 0 obj" +
         stream(
             "/Type/XObject/Subtype/Image/Width 1240/Height 1754/ColorSpace/DeviceGray"
             "/BitsPerComponent 8/Filter/DCTDecode",
             jpeg) +
         "trailer<</Root 1 0 R>>\n%%EOF\n";
}

TEST_F(ScannedMail, AScannedPageAmongPagesWithTextIsSeen) {
  const RawMessage message =
      mail("Pyydän kaikki tietoni Vastaamosta.", {{"application/pdf", "kirje.pdf", letter_with_scanned_form()}});
  EXPECT_EQ(without_ocr().decide(message).verdict.status, Status::incomplete);
  const Decision decision = with_ocr().decide(message);
  EXPECT_TRUE(is_unreadable(decision)) << check_account("", decision, {}, true);
  EXPECT_EQ(seen(decision), 5);
}

TEST_F(ScannedMail, APictureThatNeedsTooMuchMemoryIsLeftUnread) {
  Settings settings = settings_of_test(true);
  settings.reader_memory_bytes = 64'000'000;  // too little to unpack this picture
  const auto pool = start(settings);
  ASSERT_TRUE(pool) << pool.error();
  const PixPtr wide(pixCreate(6300, 6300, 8));
  const Decision decision = (*pool)->decide(mail("Haluan tietoni Vastaamosta.", {png(written(wide, IFF_PNG))}));
  EXPECT_TRUE(is_unreadable(decision)) << check_account("", decision, {}, false);
  EXPECT_TRUE(decision.verdict.facts.provider.given());
}

TEST_F(ScannedMail, MissingDataIsSaidAtStart) {
  Settings settings = settings_of_test(true);
  settings.ocr_data_directory = INTAKE_SOURCE_DIR "/tests/ocr";
  const auto pool = start(settings);
  ASSERT_FALSE(pool);
  EXPECT_NE(pool.error().find("install the Debian package tesseract-ocr-fin"), std::string::npos) << pool.error();
  settings.reader_program = INTAKE_BUILD_DIR "/intake-reader";
  const auto other = start(settings);
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().find("intake-ocr-reader"), std::string::npos) << other.error();
  settings.ocr_enabled = false;
  EXPECT_TRUE(start(settings));
}

}  // namespace
}  // namespace intake
