// Whole messages to documents: which parts become text, by whom, and what cannot be read.
#include "parser/document.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "parser/parser.h"

namespace intake {
namespace {

Document read(const std::string& bytes, const Limits& limits = {}) {
  Message message = read_message(bytes, limits);
  open_seals(message, nullptr, limits);
  return to_document(message, {"tietopyynnot@kela.example"}, limits);
}

// "body:S:text|…" with the line ends of each block's end left out.
std::string outline(const Document& document) {
  constexpr const char* roles[] = {"subject", "body", "attachment", "field"};
  constexpr const char* authors[] = {"S", "E", "M"};
  std::string text;
  for (const Block& block : document.blocks) {
    if (!text.empty()) text += '|';
    text += std::string(roles[static_cast<int>(block.role)]) + ":" + authors[static_cast<int>(block.author)] + ":" +
            block.text;
    while (!text.empty() && text.back() == '\n') text.pop_back();
  }
  return text;
}

std::vector<TroubleKind> kinds(const Document& document) {
  std::vector<TroubleKind> found;
  for (const Trouble& trouble : document.troubles) found.push_back(trouble.kind);
  return found;
}

const std::string head = "From: Maija <maija@example.fi>\r\nTo: tietopyynnot@kela.example\r\nMIME-Version: 1.0\r\n";

struct PartText {
  std::string header;
  std::string body;
};

std::string multipart(const std::string& type, const std::vector<PartText>& parts, const std::string& boundary = "b1") {
  std::string text = "Content-Type: multipart/" + type + "; boundary=" + boundary + "\r\n\r\n";
  for (const PartText& part : parts) text += "--" + boundary + "\r\n" + part.header + "\r\n" + part.body + "\r\n";
  return text + "--" + boundary + "--\r\n";
}

PartText plain(const std::string& body) {
  return {"Content-Type: text/plain; charset=utf-8\r\n", body};
}
PartText html(const std::string& body) {
  return {"Content-Type: text/html; charset=utf-8\r\n", body};
}
PartText file(const std::string& type, const std::string& name, const std::string& body) {
  return {"Content-Type: " + type + "\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\n", body};
}

TEST(Document, SubjectComesFirst) {
  EXPECT_EQ(outline(read(head + "Subject: =?utf-8?Q?Pyynt=C3=B6?=\r\n\r\nHei\r\n")), "subject:S:Pyyntö|body:S:Hei");
}

TEST(Document, NothingAtAll) {
  EXPECT_EQ(outline(read("")), "");
}

TEST(Document, FlowedText) {
  EXPECT_EQ(outline(read(head + "Content-Type: text/plain; format=flowed\r\n\r\nMaija \r\nLiisa\r\n")),
            "body:S:Maija Liisa");
}

TEST(Document, AlternativeTakesThePlainPart) {
  EXPECT_EQ(
      outline(read(head + multipart("alternative", {plain("Hei Maija tässä"), html("<p>Hei <b>Maija</b> tässä</p>")}))),
      "body:S:Hei Maija tässä");
}

TEST(Document, AlternativeTakesTheHtmlWhenThePlainPartSaysNothing) {
  const std::string letter =
      "<p>Hei, olen Maija Meikäläinen ja pyydän tietoni. Kävin Vastaamossa vuonna 2015. Puhelin 040 123 4567.</p>";
  const std::string text =
      "body:S:Hei, olen Maija Meikäläinen ja pyydän tietoni. Kävin Vastaamossa vuonna 2015. Puhelin 040 123 4567.";
  EXPECT_EQ(outline(read(head + multipart("alternative", {plain(""), html(letter)}))), text);
  EXPECT_EQ(outline(read(head + multipart("alternative", {plain("View this message as HTML."), html(letter)}))), text);
  EXPECT_EQ(outline(read(head + multipart("alternative", {html(letter), plain("Katso HTML.")}))), text);
}

TEST(Document, AlternativeKeepsTheFilesOfTheOtherBranch) {
  const std::string inner =
      multipart("mixed", {html("<p>Hei</p>"), file("text/plain", "lomake.txt", "Nimi: Maija")}, "b2");
  EXPECT_EQ(outline(read(head + multipart("alternative", {plain("Hei"),
                                                          {inner.substr(0, inner.find("\r\n\r\n") + 2),
                                                           inner.substr(inner.find("\r\n\r\n") + 4)}}))),
            "body:S:Hei|attachment:S:Nimi: Maija");
}

TEST(Document, SeveralBodyParts) {
  EXPECT_EQ(outline(read(head + multipart("mixed", {plain("a"), html("<p>b</p>"), plain("c")}))),
            "body:S:a|body:S:b|body:S:c");
}

TEST(Document, AttachedText) {
  EXPECT_EQ(
      outline(read(head +
                   multipart("mixed", {plain("a"), file("application/octet-stream", "tiedot.txt", "hetu 150385-912E"),
                                       file("text/html", "x.html", "<table><tr><td>Nimi<td>Maija</table>")}))),
      "body:S:a|attachment:S:hetu 150385-912E|attachment:S:Nimi\tMaija");
}

TEST(Document, ForwardedMails) {
  const std::string own = "From: Maija <maija@example.fi>\r\nSubject: Pyynto\r\n\r\nVastaamo 2015";
  const std::string ours = "From: Kela <tietopyynnot@kela.example>\r\nSubject: Vastaus\r\n\r\nPuhelin 020 634 0610";
  EXPECT_EQ(outline(read(head + multipart("mixed", {plain("a"), {"Content-Type: message/rfc822\r\n", own}}))),
            "body:S:a|attachment:S:Pyynto|attachment:S:Vastaamo 2015");
  EXPECT_EQ(outline(read(head + multipart("mixed", {plain("a"), {"Content-Type: message/rfc822\r\n", ours}}))),
            "body:S:a|attachment:M:Vastaus|attachment:M:Puhelin 020 634 0610");
}

TEST(Document, SavedMailAsAFile) {
  const std::string own = "From: Maija <maija@example.fi>\r\nSubject: Pyynto\r\n\r\nVastaamo 2015";
  const std::string text =
      outline(read(head + multipart("mixed", {plain("a"), file("application/octet-stream", "vanha.eml", own)})));
  EXPECT_EQ(text, "body:S:a|attachment:S:Pyynto|attachment:S:Vastaamo 2015");
}

TEST(Document, FilesThatCannotBeRead) {
  const std::string photo = "\xFF\xD8\xFF\xE0" + std::string(30'000, 'x');
  const auto trouble_of = [&](const PartText& part) {
    return kinds(read(head + multipart("mixed", {plain("a"), part})));
  };
  using Kinds = std::vector<TroubleKind>;
  EXPECT_EQ(trouble_of(file("image/jpeg", "kuva.jpg", photo)), Kinds{TroubleKind::picture});
  EXPECT_EQ(trouble_of(file("application/octet-stream", "kuva.bin", photo)), Kinds{TroubleKind::picture});
  EXPECT_EQ(trouble_of(file("image/png", "logo.png", "\x89PNG" + std::string(9'000, 'x'))), Kinds{});
  EXPECT_EQ(trouble_of(file("image/gif", "pixel.gif", "GIF89a")), Kinds{});
  EXPECT_EQ(trouble_of(file("audio/mpeg", "viesti.mp3", "ID3 xx")), Kinds{TroubleKind::unsupported});
  EXPECT_EQ(trouble_of(file("application/zip", "a.zip", "PK\x03\x04 something")), Kinds{TroubleKind::unsupported});
  EXPECT_EQ(trouble_of(file("application/msword", "a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 x")),
            Kinds{TroubleKind::unsupported});
  EXPECT_EQ(trouble_of(file("text/calendar", "a.ics", "BEGIN:VCALENDAR")), Kinds{});
  EXPECT_EQ(trouble_of(file("text/vcard", "a.vcf", "BEGIN:VCARD")), Kinds{});
  EXPECT_EQ(trouble_of(file("application/pgp-keys", "key.asc", "-----BEGIN PGP PUBLIC KEY BLOCK-----")), Kinds{});
  EXPECT_EQ(trouble_of(file("application/pdf", "lomake.pdf", "not a pdf")).size(), 1U);
  EXPECT_EQ(trouble_of(file("application/pdf", "lomake.pdf", "%PDF-1.4 broken")).size(), 1U);
}

TEST(Document, PicturesShownInTheHtml) {
  const auto related = [](std::size_t size) {
    const PartText picture{
        "Content-Type: image/png\r\nContent-ID: <p1@x>\r\nContent-Disposition: inline; filename=p.png\r\n",
        "\x89PNG" + std::string(size, 'x')};
    return kinds(read(head + multipart("related", {html("<img src=\"cid:p1@x\">Hei"), picture})));
  };
  EXPECT_TRUE(related(30'000).empty());
  EXPECT_EQ(related(300'000), std::vector<TroubleKind>{TroubleKind::picture});  // a photo pasted into the letter
}

TEST(Document, ReportsGiveOnlyTheirExplanation) {
  const Document document =
      read(head + "Subject: Undelivered\r\n" +
           multipart("report; report-type=delivery-status",
                     {plain("could not be delivered"),
                      {"Content-Type: message/delivery-status\r\n", "Status: 5.2.2"},
                      {"Content-Type: message/rfc822\r\n", "Subject: x\r\n\r\nhetu 150385-912E"}}));
  EXPECT_TRUE(document.report);
  EXPECT_EQ(outline(document), "subject:S:Undelivered|body:S:could not be delivered");
}

TEST(Document, KindsOfMail) {
  EXPECT_TRUE(read("Auto-Submitted: auto-replied\r\n\r\nx").auto_replied);
  EXPECT_TRUE(read("Auto-Submitted: Auto-Replied (vacation); x=y\r\n\r\nx").auto_replied);
  EXPECT_FALSE(read("Auto-Submitted: no\r\n\r\nx").auto_replied);
  EXPECT_FALSE(read("Auto-Submitted: auto-generated\r\n\r\nx").auto_replied);
  EXPECT_TRUE(read("X-Autoreply: yes\r\n\r\nx").auto_replied);
  EXPECT_TRUE(read("Subject: Automaattinen vastaus: Tietopyynto\r\n\r\nx").auto_replied);
  EXPECT_TRUE(read("Subject: Autosvar: x\r\n\r\nx").auto_replied);
  EXPECT_FALSE(read("Subject: Re: Automaattinen vastaus: Tietopyynto\r\n\r\nx").auto_replied);
  EXPECT_TRUE(read("List-Id: <x.example>\r\n\r\nx").list_mail);
  EXPECT_TRUE(read("List-Unsubscribe: <mailto:x>\r\n\r\nx").list_mail);
  EXPECT_FALSE(read("List-Archive: <x>\r\n\r\nx").list_mail);
}

TEST(Document, TextLimit) {
  Limits limits;
  limits.text_bytes = 101;
  std::string body;
  for (int i = 0; i < 200; ++i) body += "ä";
  const Document document = read(head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body, limits);
  ASSERT_EQ(document.blocks.size(), 1U);
  EXPECT_EQ(document.blocks[0].text.size(), 100U);
  EXPECT_EQ(kinds(document), std::vector<TroubleKind>{TroubleKind::text_limit});
}

TEST(Document, EncryptedWithoutADecryptor) {
  const Document document = read(head + multipart("encrypted; protocol=\"application/pgp-encrypted\"",
                                                  {{"Content-Type: application/pgp-encrypted\r\n", "Version: 1"},
                                                   {"Content-Type: application/octet-stream; name=encrypted.asc\r\n",
                                                    "-----BEGIN PGP MESSAGE-----\n\nxx\n-----END PGP MESSAGE-----"}}));
  EXPECT_EQ(document.crypto, Crypto::undecryptable);
  EXPECT_EQ(kinds(document), std::vector<TroubleKind>{TroubleKind::encrypted});
  EXPECT_TRUE(document.blocks.empty());
}

TEST(Document, QuotedMailboxTextIsNoEvidence) {
  EXPECT_EQ(outline(read(head + "\r\nHetu on 150385-912E\r\n\r\nOn Wed, 19 Feb 2025 at 16:40, "
                                "<tietopyynnot@kela.example> wrote:\r\n> Kela, tel. 020\r\n")),
            "body:S:Hetu on 150385-912E|body:M:On Wed, 19 Feb 2025 at 16:40, <tietopyynnot@kela.example> wrote:\nKela, "
            "tel. 020");
}

}  // namespace
}  // namespace intake
