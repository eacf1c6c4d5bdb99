// A reply as bytes: every mark is there, nothing from outside gets into the header, every line is short ASCII.
#include "plugin/reply/reply_message.h"

#include <gtest/gtest.h>

#include <sstream>

#include "parser/header_words.h"
#include "parser/parser.h"
#include "plugin/mail/quoted_printable.h"

namespace intake {
namespace {

const ReplyEnvelope envelope = {"tietopyynnot@kela.example", "maija@example.test", "K2M4-T9XQ-H7VB-C4NR", "00ff17",
                                1763985960};
const ReplyText text = {"Automatiskt svar p\xC3\xA5 ditt meddelande", "Kela", "sv",
                        "Hej!\n\n.punkt\nFrom here = \xC3\xA5\xC3\xA4\xC3\xB6 \nslut\n"};

ReplyMessage made(const std::vector<HeaderField>& answered = {{"Message-ID", "<a1@example.test>"}}) {
  Result<ReplyMessage> reply = make_reply_message(envelope, text, answered);
  EXPECT_TRUE(reply) << reply.error();
  return reply ? *reply : ReplyMessage{};
}

Message read(const ReplyMessage& reply) {
  return read_message(reply.bytes, Limits{});
}

TEST(ReplyMessage, HasEveryMarkOfAnAutomaticReply) {
  const ReplyMessage reply = made();
  const Message message = read(reply);
  EXPECT_EQ(message.header("From"), "\"Kela\" <tietopyynnot@kela.example>");
  EXPECT_EQ(message.header("To"), "maija@example.test");
  EXPECT_EQ(message.header("Date"), "Mon, 24 Nov 2025 12:06:00 +0000");
  EXPECT_EQ(message.header("Message-ID"), "<case.K2M4-T9XQ-H7VB-C4NR.00ff17@kela.example>");
  EXPECT_EQ(reply.message_id, message.header("Message-ID"));
  EXPECT_EQ(message.header("In-Reply-To"), "<a1@example.test>");
  EXPECT_EQ(message.header("References"), "<a1@example.test>");
  EXPECT_EQ(message.header("Auto-Submitted"), "auto-replied");
  EXPECT_EQ(message.header("Precedence"), "bulk");
  EXPECT_EQ(message.header("X-Auto-Response-Suppress"), "All");
  EXPECT_EQ(message.header("X-Intake-Loop"), "tietopyynnot@kela.example");
  EXPECT_EQ(message.header("Content-Language"), "sv");
  EXPECT_EQ(message.header("MIME-Version"), "1.0");
  EXPECT_EQ(message.header("Subject"), "=?utf-8?Q?Automatiskt_svar_p=C3=A5_ditt_meddelande?= [K2M4-T9XQ-H7VB-C4NR]");
  EXPECT_EQ(decode_header_words(message.header("Subject")), text.subject + " [K2M4-T9XQ-H7VB-C4NR]");
  EXPECT_TRUE(message.troubles.empty());
  ASSERT_EQ(message.parts.size(), 1U);
  EXPECT_EQ(message.parts[0].media_type, "text/plain");
}

TEST(ReplyMessage, TheTextComesThrough) {
  std::string content = read(made()).parts[0].content;
  content.erase(std::remove(content.begin(), content.end(), '\r'), content.end());
  EXPECT_EQ(content, text.body);
}

TEST(ReplyMessage, EveryLineIsShortAscii) {
  ReplyText longer = text;
  for (int i = 0; i < 500; ++i) longer.body += "p\xC3\xA4\xC3\xA4t\xC3\xB6s ";
  std::vector<HeaderField> answered = {{"Message-ID", "<a1@example.test>"}, {"References", ""}};
  for (int i = 0; i < 3000; ++i)
    answered[1].value += "<r" + std::to_string(i) + std::string(200, 'x') + "@example.test> ";
  const Result<ReplyMessage> reply = make_reply_message(envelope, longer, answered);
  ASSERT_TRUE(reply);
  std::istringstream in(reply->bytes);
  for (std::string line; std::getline(in, line);) {
    ASSERT_FALSE(line.empty()) << "LF without CR";
    ASSERT_EQ(line.back(), '\r');
    EXPECT_LE(line.size(), 300U);
    for (const char c : line) EXPECT_TRUE((c >= ' ' && c < 0x7F) || c == '\r' || c == '\t');
  }
}

TEST(ReplyMessage, ReferencesAreCheckedAndFew) {
  const auto references = [](const std::string& value) {
    return read(made({{"References", value}, {"Message-ID", "<a1@example.test>"}})).header("References");
  };
  EXPECT_EQ(references("<x@y.test> <z@y.test>"), "<x@y.test> <z@y.test> <a1@example.test>");
  EXPECT_EQ(references("junk <no-at> <two words@y> <\xC3\xA4@y> <ok@y> <a<b@c> <>"), "<ok@y> <b@c> <a1@example.test>");
  std::string many;
  for (int i = 0; i < 40; ++i) many += "<r" + std::to_string(i) + "@y> ";
  const std::string kept = references(many);
  EXPECT_EQ(kept.rfind("<r0@y> <r22@y>", 0), 0U) << kept;
  EXPECT_EQ(message_ids_in(kept).size(), 20U);
  EXPECT_EQ(read(made({{"In-Reply-To", "<p@y>"}, {"Message-ID", "<a1@example.test>"}})).header("References"),
            "<p@y> <a1@example.test>");
  EXPECT_EQ(read(made({{"In-Reply-To", "<p@y> <q@y>"}, {"Message-ID", "<a1@example.test>"}})).header("References"),
            "<a1@example.test>");
}

TEST(ReplyMessage, WithoutAProperMessageIdThereIsNoThread) {
  for (const char* id : {"", "a1@example.test", "<a1>", "<a 1@example.test>", "<a1@example.test"}) {
    const Message message = read(made({{"Message-ID", id}, {"References", "<x@y>"}}));
    EXPECT_FALSE(message.has_header("In-Reply-To")) << id;
    EXPECT_FALSE(message.has_header("References")) << id;
  }
}

TEST(ReplyMessage, NothingFromOutsideStartsAnotherField) {
  const std::string bad[] = {"a\r\nBcc: x@y.test", "a\nBcc: x@y.test", "a\rBcc: x", std::string("a\0b", 3)};
  for (const std::string& one : bad) {
    const std::string id = "<" + one + "@y.test>";
    const std::string bytes = made({{"Message-ID", id}, {"References", id + " <" + one}}).bytes;
    EXPECT_EQ(bytes.find("Bcc"), std::string::npos);
    for (int field = 0; field < 6; ++field) {
      ReplyEnvelope changed = envelope;
      ReplyText words = text;
      std::string* const targets[] = {&changed.recipient, &changed.from,  &changed.case_token,
                                      &changed.random,    &words.subject, &words.mailbox_name};
      *targets[field] += one;
      EXPECT_FALSE(make_reply_message(changed, words, {})) << field;
    }
  }
}

TEST(ReplyMessage, DisplayNames) {
  ReplyText words = text;
  words.mailbox_name = "Kela \"x\\y\"";
  EXPECT_EQ(read(*make_reply_message(envelope, words, {})).header("From"),
            "\"Kela \\\"x\\\\y\\\"\" <tietopyynnot@kela.example>");
  words.mailbox_name = "F\xC3\x96";
  EXPECT_EQ(read(*make_reply_message(envelope, words, {})).header("From"),
            "=?utf-8?Q?F=C3=96?= <tietopyynnot@kela.example>");
}

TEST(QuotedPrintable, Lines) {
  EXPECT_EQ(quoted_printable("a=b\n"), "a=3Db\r\n");
  EXPECT_EQ(quoted_printable("end \n"), "end=20\r\n");
  EXPECT_EQ(quoted_printable("tab\t\n"), "tab=09\r\n");
  EXPECT_EQ(quoted_printable(".\n"), "=2E\r\n");
  EXPECT_EQ(quoted_printable("From x\n"), "=46rom x\r\n");
  EXPECT_EQ(quoted_printable("\n\n"), "\r\n\r\n");
  EXPECT_EQ(quoted_printable("no end"), "no end\r\n");
  EXPECT_EQ(quoted_printable(std::string(76, 'x') + "\n"), std::string(76, 'x') + "\r\n");
  EXPECT_EQ(quoted_printable(std::string(77, 'x') + "\n"), std::string(75, 'x') + "=\r\nxx\r\n");
  EXPECT_EQ(quoted_printable(std::string(74, 'x') + "\xC3\xA4\n"), std::string(74, 'x') + "=\r\n=C3=A4\r\n");
}

TEST(QuotedPrintable, EncodedWordsAreShortAndWhole) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "\xC3\xA4";
  const std::string words = encoded_words(many);
  std::istringstream in(words);
  for (std::string line; std::getline(in, line);) EXPECT_LE(line.size(), 77U);
  std::string unfolded;
  for (const char c : words) unfolded += c == '\r' || c == '\n' ? std::string() : std::string(1, c);
  EXPECT_EQ(decode_header_words(unfolded), many);
}

}  // namespace
}  // namespace intake
