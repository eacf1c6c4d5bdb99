// Messages made to cost time, memory or stack. Each must be read within the limits; the time bound is wide enough for
// an unoptimised build and far below what a quadratic reading takes (seconds to minutes).
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>

#include "parser/header_parameters.h"
#include "parser/header_words.h"
#include "parser/parser.h"
#include "tests/parser/part_outline.h"

namespace intake {
namespace {

constexpr double most_seconds = 1.5;  // about 0.1 s in an optimised build
constexpr std::size_t ten_megabytes = 10U << 20;

std::string repeated(const std::string& piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::string up_to(const std::string& piece, std::size_t bytes) {
  return repeated(piece, bytes / piece.size());
}

std::string multipart(const std::string& boundary) {
  return "Subject: x\nContent-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n";
}

std::string nested_multiparts(int levels) {
  std::string text;
  for (int i = 0; i < levels; ++i) {
    const std::string n = std::to_string(i);
    text += "Content-Type: multipart/mixed; boundary=b" + n + "\n\n--b" + n + "\n";
  }
  return text;
}

std::string flood_of_pieces() {
  std::string value = "attachment";
  for (int i = 0; i < 100000; ++i) value += "; filename*" + std::to_string(i) + "*=a";
  return "Content-Disposition: " + value + "\n\nHei\n";
}

struct Case {
  const char* name;
  std::function<std::string()> make;
  TroubleKind trouble;
};

const Case cases[] = {
    {"two million empty parts", [] { return multipart("B") + up_to("--B\n\n", ten_megabytes); },
     TroubleKind::too_many_parts},
    {"a hundred thousand short parts", [] { return multipart("B") + repeated("--B\n\nx\n", 100000); },
     TroubleKind::too_many_parts},
    {"lines of two dashes", [] { return multipart("B") + up_to("--\n", ten_megabytes); }, TroubleKind::too_many_parts},
    {"lines of two dashes, no boundary",
     [] { return "Content-Type: multipart/mixed\n\n" + up_to("--\n", ten_megabytes); }, TroubleKind::ambiguous},
    {"boundary of 100 KB", [] { return multipart("b" + std::string(100000, 'a')) + std::string(ten_megabytes, 'a'); },
     TroubleKind::header_limit},
    {"longest boundary, text of its letters",
     [] {
       const std::string boundary = std::string(255, '-') + "x";
       const std::string dashes(ten_megabytes, '-');
       return multipart(boundary) + "--" + boundary + "\n\n" + dashes + "\n--" + boundary + "y\n" + dashes;
     },
     TroubleKind::ambiguous},
    {"100,000 nested multiparts", [] { return nested_multiparts(100000); }, TroubleKind::too_deep},
    {"100,000 nested messages", [] { return repeated("Content-Type: message/rfc822\n\n", 100000); },
     TroubleKind::too_deep},
    {"open multiparts and lines of dashes", [] { return nested_multiparts(5000) + repeated("--\n", 1000000); },
     TroubleKind::too_deep},
    {"header line of 10 MB", [] { return "Subject: " + std::string(ten_megabytes, 'a') + "\n\nHei\n"; },
     TroubleKind::header_limit},
    {"header name of 10 MB", [] { return std::string(ten_megabytes, 'a') + ": b\n\nHei\n"; },
     TroubleKind::header_limit},
    {"folded header of 10 MB", [] { return "Subject: x\n" + up_to(" a\n", ten_megabytes) + "\nHei\n"; },
     TroubleKind::header_limit},
    {"header of 10 MB without a colon",
     [] { return "Subject: x\n" + up_to("abc\n", ten_megabytes) + "To: x\n\nHei\n"; }, TroubleKind::header_limit},
    {"two million fields", [] { return repeated("a:\n", 2000000) + "\nHei\n"; }, TroubleKind::header_limit},
    {"200,000 parameters", [] { return "Content-Type: text/plain" + repeated("; a=b", 200000) + "\n\nHei\n"; },
     TroubleKind::header_limit},
    {"100,000 pieces of one parameter", flood_of_pieces, TroubleKind::header_limit},
    {"500,000 addresses", [] { return "To: " + repeated("a@b,\n ", 500000) + "c@d\n\nHei\n"; },
     TroubleKind::header_limit},
    {"open comments", [] { return "Content-Type: " + std::string(200000, '(') + "\n\nHei\n"; },
     TroubleKind::header_limit},
    {"base64 inside base64",
     [] {
       return "Content-Type: multipart/mixed; boundary=B\nContent-Transfer-Encoding: base64\n\n" +
              up_to("LS1C", ten_megabytes);
     },
     TroubleKind::ambiguous},
    {"long boundary and text of its letters for the second reading",
     [] {
       const std::string boundary = "b" + std::string(255, 'a');
       return multipart(boundary) + "--" + boundary + "\n\n" + up_to(std::string(60000, 'a') + "\n", 1000000) + " --" +
              boundary + "\n";
     },
     TroubleKind::ambiguous},
    {"larger than allowed", [] { return "Subject: x\n\n" + std::string((25U << 20) + 1, 'a'); },
     TroubleKind::too_large},
};

TEST(HostileMime, CostsNeitherTimeNorParts) {
  const Limits limits;
  for (const Case& c : cases) {
    const std::string text = c.make();
    const auto start = std::chrono::steady_clock::now();
    const Message message = read_message(text, limits);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    EXPECT_LT(taken.count(), most_seconds) << c.name;
    EXPECT_TRUE(has_trouble(message, c.trouble)) << c.name;
    EXPECT_FALSE(has_trouble(message, TroubleKind::internal_error)) << c.name;
    EXPECT_LE(message.parts.size(), limits.parts) << c.name;
    EXPECT_LE(message.sources.front().size(), limits.message_bytes) << c.name;
    for (const Part& part : message.parts) {
      EXPECT_LE(part.depth, limits.nesting) << c.name;
      EXPECT_LE(part.headers.size(), limits.header_fields) << c.name;
      EXPECT_LE(part.end, message.sources[static_cast<std::size_t>(part.source)].size()) << c.name;
    }
  }
}

// Bodies that must come through whole, in linear time.
TEST(HostileMime, LargeBodiesAreDecodedInLinearTime) {
  constexpr std::size_t size = ten_megabytes / 5;
  const std::string bodies[] = {up_to("SGVp\n", size), up_to("AA==\n", size),         up_to("A=", size),
                                up_to("=\n", size),    std::string(size, '='),        std::string(size, ' '),
                                up_to("|", size),      "AA=" + std::string(size, 'A')};
  for (const char* encoding : {"base64", "quoted-printable"}) {
    for (const std::string& body : bodies) {
      const std::string text =
          std::string("Content-Type: application/pdf\nContent-Transfer-Encoding: ") + encoding + "\n\n" + body;
      const auto start = std::chrono::steady_clock::now();
      const Message message = read_message(text, Limits{});
      const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
      EXPECT_LT(taken.count(), most_seconds) << encoding << " " << body.substr(0, 8);
    }
  }
}

TEST(HostileMime, EncodedWordsAreReadInLinearTime) {
  const std::string values[] = {repeated("=?utf-8?Q?a", 20000), repeated("=?", 100000),
                                repeated("=?a?B?=?a?Q?"
                                         "?=",
                                         20000),
                                repeated("=?utf-8?Q?a?= ", 20000), "=?utf-8?Q?" + std::string(200000, '=')};
  for (const std::string& value : values) {
    const auto start = std::chrono::steady_clock::now();
    decode_header_words(value);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    EXPECT_LT(taken.count(), most_seconds) << value.substr(0, 16);
  }
}

// Every place where bytes can be cut or turned: no exception, no range outside its source.
TEST(HostileMime, EveryTruncationIsReadable) {
  const std::string text = with_crlf(
      "From: a\nSubject: =?utf-8?Q?=C3=B6?=\nContent-Type: multipart/mixed; boundary=\"B\"\n\npre\n--B\n"
      "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeQoKb25lCg==\n--B\n"
      "Content-Type: multipart/alternative;\n boundary*0=C; boundary*1=D\n\n--CD\n\none=\n--CD--\n--B--\nepi\n");
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    for (const char turned : {'\0', '\r', '-', '\xff', ':'}) {
      std::string hurt = text.substr(0, cut);
      if (!hurt.empty()) hurt.back() = turned;
      hurt += text.substr(std::min(text.size(), cut + 3));
      const Message message = read_message(hurt, Limits{});
      ASSERT_FALSE(message.parts.empty());
      EXPECT_FALSE(has_trouble(message, TroubleKind::internal_error));
      for (const Part& part : message.parts) {
        ASSERT_LE(part.begin, part.body_begin);
        ASSERT_LE(part.body_begin, part.end);
        ASSERT_LE(part.end, message.sources.at(static_cast<std::size_t>(part.source)).size());
      }
    }
  }
}

}  // namespace
}  // namespace intake
