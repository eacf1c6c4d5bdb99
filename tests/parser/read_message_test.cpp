// read_message from bytes to parts: header access, names, contents, and every message of the corpus in both line ends.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>

#include "parser/parser.h"
#include "tests/parser/part_outline.h"

namespace intake {
namespace {

using namespace std::string_literals;

TEST(ReadMessage, GivesHeaderFieldsOfTheRoot) {
  const Message message =
      read_message("Subject: first\n folded\nX-A: one\nx-a: two\nEmpty:\n\nSubject: body\n", Limits{});
  EXPECT_EQ(message.header("subject"), "first folded");
  EXPECT_EQ(message.headers("X-A"), (std::vector<std::string>{"one", "two"}));
  EXPECT_TRUE(message.has_header("EMPTY"));
  EXPECT_EQ(message.header("Empty"), "");
  EXPECT_FALSE(message.has_header("X-B"));
  EXPECT_EQ(message.header("X-B"), "");
}

TEST(ReadMessage, KeepsBareCrInsideItsField) {
  const Message message = read_message("Subject: a\rX-Intake-Status: complete\r\nX-B: c\r\n\r\nHei\r\n", Limits{});
  EXPECT_FALSE(message.has_header("X-Intake-Status"));
  EXPECT_EQ(message.header("Subject"), "a\rX-Intake-Status: complete");
  EXPECT_EQ(message.header("X-B"), "c");
}

TEST(ReadMessage, KeepsTextAfterNul) {
  EXPECT_EQ(read_message("Subject: a\0b\nX: y\n\nHei\n"s, Limits{}).header("subject"), "a\0b"s);
}

TEST(ReadMessage, DecodesLeaves) {
  const struct {
    const char* header;
    const char* body;
    const char* content;
  } cases[] = {
      {"Content-Transfer-Encoding: quoted-printable\n", "p=E4iv=E4\n", "p\xE4iv\xE4\n"},
      {"Content-Transfer-Encoding: base64\n", "SGVp\n", "Hei"},
      {"Content-Transfer-Encoding:BASE64\n", "SGVp\n", "Hei"},
      {"Content-Transfer-Encoding: 8bit\n", "p\xE4iv\xE4\n", "p\xE4iv\xE4\n"},
      {"Content-Transfer-Encoding: x-unknown\n", "p=E4\n", "p=E4\n"},
      {"Content-Transfer-Encoding: base64\n", "Hyv\xE4 Kela, haluan kaikki tiedot itsestani.\n",
       "Hyv\xE4 Kela, haluan kaikki tiedot itsestani.\n"},  // the label lies
  };
  for (const auto& c : cases) {
    const Message message = read_message(c.header + "Content-Type: text/plain\n\n"s + c.body, Limits{});
    EXPECT_EQ(message.parts[0].content, c.content) << c.header << c.body;
    EXPECT_TRUE(message.troubles.empty()) << c.header << c.body;
  }
}

TEST(ReadMessage, FindsNamesAndDispositions) {
  const struct {
    const char* header;
    const char* disposition;
    const char* filename;
  } cases[] = {
      {"Content-Disposition: attachment; filename=a.pdf", "attachment", "a.pdf"},
      {"Content-Disposition: ATTACHMENT; FileName=\"a.pdf\"\nContent-Type: application/pdf; name=b.pdf", "attachment",
       "a.pdf"},
      {"Content-Type: application/pdf; name=b.pdf", "", "b.pdf"},
      {"Content-Disposition: inline\nContent-Type: application/pdf; name=b.pdf", "inline", "b.pdf"},
      {"Content-Disposition: attachment; filename=\"../../etc/passwd\"", "attachment", "passwd"},
      {"Content-Disposition: attachment; filename=\"C:\\Users\\maija\\a.pdf\"", "attachment", "a.pdf"},
      {"Content-Disposition: attachment;\n filename*0*=utf-8''Tieto;\n filename*1*=pyynt%C3%B6;\n filename*2=.pdf",
       "attachment", "Tietopyyntö.pdf"},
  };
  for (const auto& c : cases) {
    const Part part = read_message(c.header + "\n\nx"s, Limits{}).parts[0];
    EXPECT_EQ(part.disposition, c.disposition) << c.header;
    EXPECT_EQ(part.filename, c.filename) << c.header;
  }
  EXPECT_EQ(read_message("Content-ID: <a@b>\n\n", Limits{}).parts[0].content_id, "a@b");
}

TEST(ReadMessage, ReportsUndecodableParts) {
  const Message message =
      read_message("Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n!!!!\n", Limits{});
  EXPECT_TRUE(has_trouble(message, TroubleKind::damaged));
}

TEST(ReadMessage, RangesOfEncodedMessagesPointIntoTheirOwnSource) {
  const Message message = read_message(
      "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeQoKb25lCg==\n", Limits{});
  ASSERT_EQ(message.parts.size(), 2U);
  const Part& inner = message.parts[1];
  EXPECT_EQ(inner.source, 1);
  EXPECT_EQ(inner.depth, 1);
  EXPECT_EQ(message.sources.at(1).substr(inner.body_begin, inner.end - inner.body_begin), "one\n");
}

std::map<std::string, std::string> corpus() {
  std::map<std::string, std::string> messages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(INTAKE_SOURCE_DIR "/tests/corpus/dev")) {
    if (entry.path().extension() != ".eml") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    messages[entry.path().stem()] =
        std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  }
  return messages;
}

std::string leaf_types(const Message& message) {
  std::string types;
  for (std::size_t i = 0; i < message.parts.size(); ++i) {
    const bool leaf = i + 1 == message.parts.size() || message.parts[i + 1].parent != static_cast<int>(i);
    if (leaf) types += (types.empty() ? "" : " ") + message.parts[i].media_type;
  }
  return types;
}

// What the messages that are not one plain text are made of.
const std::map<std::string, std::string> types_by_name = {
    {"fi-011", "text/html"},
    {"fi-012", "text/html"},
    {"fi-014", "text/plain text/html"},
    {"fi-017", "text/html"},
    {"fi-027", "text/html"},
    {"fi-030", "text/plain text/html"},
    {"fi-032", "text/plain text/html"},
    {"fi-034", "text/plain text/html"},
    {"fi-041", "text/plain text/html"},
    {"fi-043", "text/plain text/html"},
    {"fi-048", "text/plain text/html"},
    {"st-008", "text/plain text/html image/png text/plain"},
    {"st-009", "text/html"},
    {"st-010", "text/html"},
    {"st-011", "text/plain text/plain"},
    {"st-012", "text/plain text/plain"},
    {"st-014", "text/plain application/ms-tnef"},
    {"st-015", "text/plain application/pdf"},
    {"st-016", "text/plain application/octet-stream"},
    {"st-017", "text/plain application/pdf"},
    {"st-018", "text/plain application/pdf"},
    {"st-019", "text/plain application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"st-020", "text/plain image/jpeg"},
    {"st-021", "text/plain application/pdf"},
    {"st-022", "text/plain application/vnd.oasis.opendocument.text"},
    {"st-029", "text/plain text/html"},
    {"st-030", "text/plain message/delivery-status text/rfc822-headers"},
    {"st-031", "text/plain message/disposition-notification"},
    {"st-036", "application/pgp-encrypted application/octet-stream"},
    {"st-037", "application/pgp-encrypted application/octet-stream"},
    {"st-038", "text/plain application/pgp-signature"},
    {"st-040", "application/pgp-encrypted application/octet-stream"},
    {"st-041", "application/pkcs7-mime"},
    {"st-042", "text/plain application/pkcs7-signature"},
    {"st-043", "text/plain multipart/mixed"},  // 31 levels: the inner ones stay closed
    {"st-044", "text/plain application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"en-004", "text/plain text/html"},
    {"en-005", "text/plain text/html"},
    {"en-009", "text/html"},
    {"en-012", "text/plain text/html"},
    {"en-015", "text/html"},
    {"sv-004", "text/plain text/html"},
    {"sv-008", "text/plain text/html"},
    {"sv-018", "text/html"},
    {"sv-020", "text/plain text/html"},
};

std::string without_cr(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  return text;
}

TEST(ReadMessage, ReadsTheCorpusInBothLineEnds) {
  const auto messages = corpus();
  ASSERT_GE(messages.size(), 143U);
  for (const auto& [name, bytes] : messages) {
    const auto known = types_by_name.find(name);
    const std::string lf = without_cr(bytes);
    const Message with_lf = read_message(lf, Limits{});
    const Message with_cr_lf = read_message(with_crlf(lf), Limits{});
    EXPECT_EQ(leaf_types(with_lf), known == types_by_name.end() ? "text/plain" : known->second) << name;
    ASSERT_EQ(with_lf.parts.size(), with_cr_lf.parts.size()) << name;
    for (std::size_t i = 0; i < with_lf.parts.size(); ++i) {
      EXPECT_EQ(without_cr(with_lf.parts[i].content), without_cr(with_cr_lf.parts[i].content)) << name << " part " << i;
      EXPECT_EQ(with_lf.parts[i].filename, with_cr_lf.parts[i].filename) << name;
    }
    const bool flawed = name == "st-043";
    EXPECT_EQ(with_lf.troubles.empty(), !flawed) << name;
    EXPECT_EQ(with_cr_lf.troubles.empty(), !flawed) << name;
  }
}

// The corpus again with a decoy after every line end that must not change anything: blanks after boundary lines.
TEST(ReadMessage, BlanksAfterBoundaryLinesChangeNothing) {
  for (const auto& [name, bytes] : corpus()) {
    std::string padded;
    std::istringstream lines(bytes);
    for (std::string line; std::getline(lines, line); padded += line + "\n") {
      const bool boundary = line.rfind("--", 0) == 0 && line.find("-----BEGIN") != 0 && line.find("-----END") != 0;
      if (boundary && line.size() > 3) line += " \t";
    }
    const Message message = read_message(padded, Limits{});
    EXPECT_EQ(leaf_types(message), leaf_types(read_message(bytes, Limits{}))) << name;
    EXPECT_FALSE(has_trouble(message, TroubleKind::ambiguous)) << name;
  }
}

}  // namespace
}  // namespace intake
