// The records between the daemon and its readers: what is written is read again; what is cut off, turned or padded is
// not.
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <thread>

#include "plugin/worker/decision_wire.h"
#include "plugin/worker/reader_setup.h"
#include "plugin/worker/record.h"
#include "plugin/worker/seal_wire.h"

namespace intake {
namespace {

using namespace std::chrono_literals;

const std::string text_of_mail =
    "From: Maija <maija@example.test>\nSubject: Tietopyynto\nMessage-ID: <a@example.test>\n"
    "Content-Type: multipart/mixed; boundary=B\n\n--B\n\n"
    "Nimeni on Maija Meikalainen, 131052-308T, 040 123 4567, Esimerkkikatu 1, 00100 Helsinki. Kavin Vastaamossa 2016.\n"
    "--B\nContent-Type: application/pdf\n\nno pdf\n--B--\n";

Decision decision_of_mail() {
  const LoadedRules loaded = load_rules(INTAKE_SOURCE_DIR "/rules");
  return decide({{}, {}, text_of_mail}, {loaded.rules, Policy{true, {2026, 1, 1}, {}}, Limits{}, {}}, nullptr);
}

TEST(DecisionWire, WhatIsWrittenIsRead) {
  const Decision decision = decision_of_mail();
  const auto read = decision_from_wire(to_wire(decision, Detail::whole), text_of_mail.size(), Detail::whole);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->verdict.status, decision.verdict.status);
  EXPECT_EQ(read->verdict.ask, decision.verdict.ask);
  EXPECT_EQ(read->verdict.facts.code.code, "131052-308T");
  EXPECT_EQ(read->verdict.facts.name.surname, decision.verdict.facts.name.surname);
  EXPECT_EQ(read->message.header("Message-ID"), "<a@example.test>");
  EXPECT_EQ(read->message.parts.size(), decision.message.parts.size());
  EXPECT_EQ(read->document.blocks.size(), decision.document.blocks.size());
  EXPECT_EQ(read->document.troubles.size(), 1U);
  EXPECT_EQ(read->verdict.facts.code.candidates.size(), decision.verdict.facts.code.candidates.size());
  EXPECT_EQ(to_wire(*read, Detail::whole), to_wire(decision, Detail::whole));
}

TEST(DecisionWire, TheDaemonGetsNoTextOfTheMessage) {
  const std::string bytes = to_wire(decision_of_mail(), Detail::verdict);
  EXPECT_EQ(bytes.find("Nimeni"), std::string::npos);
  const auto read = decision_from_wire(bytes, text_of_mail.size(), Detail::verdict);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->message.parts.size(), 1U);
  EXPECT_EQ(read->message.parts[0].body_begin, decision_of_mail().message.parts[0].body_begin);
  EXPECT_EQ(read->message.header("Subject"), "Tietopyynto");
  EXPECT_TRUE(read->document.blocks.empty());
}

TEST(DecisionWire, EveryCutAndEveryByteTooManyIsSeen) {
  const std::string bytes = to_wire(decision_of_mail(), Detail::whole);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_FALSE(decision_from_wire(std::string_view(bytes).substr(0, size), 1000, Detail::whole)) << size;
  }
  EXPECT_FALSE(decision_from_wire(bytes + "x", text_of_mail.size(), Detail::whole));
}

// No byte that is turned may crash, hang or take memory; most are seen, some only change a text.
TEST(DecisionWire, TurnedBytesAreHarmless) {
  const std::string bytes = to_wire(decision_of_mail(), Detail::whole);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char turned : {'\xFF', '\x00', '\x7F'}) {
      std::string hurt = bytes;
      hurt[at] = turned;
      const auto read = decision_from_wire(hurt, text_of_mail.size(), Detail::whole);
      ASSERT_TRUE(!read || read->message.parts.size() <= 3U);
    }
  }
}

TEST(DecisionWire, ATextWhereOnlyAVerdictWasAskedIsRefused) {
  EXPECT_FALSE(decision_from_wire(to_wire(decision_of_mail(), Detail::whole), text_of_mail.size(), Detail::verdict));
}

// The daemon judges again: a reader cannot call complete what is not.
TEST(DecisionWire, TheVerdictFollowsFromTheFacts) {
  Decision decision = decision_of_mail();
  decision.verdict.status = Status::complete;
  decision.verdict.facts.phone = {};
  const auto read = decision_from_wire(to_wire(decision, Detail::verdict), text_of_mail.size(), Detail::verdict);
  ASSERT_TRUE(read);
  EXPECT_NE(read->verdict.status, Status::complete);
}

TEST(Wire, SetupAndSealsAreReadAsWritten) {
  ReaderSetup setup;
  setup.rules_directory = "/rules";
  setup.policy = {true, {2026, 11, 24}, {"+358201234567"}};
  setup.limits.dash_lines = 77;
  setup.limits.second_reading_dashes = 78;
  setup.mailbox_addresses = {"a@example.test", "b@example.test"};
  setup.decrypts = true;
  setup.cpu_seconds = 3;
  ReaderSetup read;
  ASSERT_TRUE(from_wire(to_wire(setup), read));
  EXPECT_EQ(to_wire(read), to_wire(setup));
  EXPECT_EQ(read.limits.second_reading_dashes, 78U);
  EXPECT_EQ(read.policy.today.day, 24);

  const auto question = seal_question_from_wire(to_wire(SealQuestion{SealProtocol::cms, "bytes", "signature", 9}));
  ASSERT_TRUE(question);
  EXPECT_EQ(question->protocol, SealProtocol::cms);
  EXPECT_EQ(question->signature, "signature");
  const auto opened = opened_from_wire(to_wire(Opened{OpenOutcome::opened, SignatureState::good, "text"}));
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->plaintext, "text");
  EXPECT_FALSE(opened_from_wire(std::string("\x09\x00", 2)));
}

class RecordTest : public ::testing::Test {
 protected:
  RecordTest() {
    int ends[2] = {-1, -1};
    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
    near_ = OwnedFd(ends[0]);
    far_ = OwnedFd(ends[1]);
  }
  static std::chrono::steady_clock::time_point soon() { return std::chrono::steady_clock::now() + 200ms; }
  Received receive() {
    return receive_record(
        near_.get(), [](RecordKind) { return most_; }, soon());
  }
  static constexpr std::size_t most_ = 4U << 20;
  OwnedFd near_;
  OwnedFd far_;
};

TEST_F(RecordTest, ALargeRecordComesWhole) {
  const std::string sent(most_, 'x');
  std::thread sender([&] { send_record(far_.get(), RecordKind::decision, sent, soon()); });
  const Received received = receive();
  sender.join();
  ASSERT_TRUE(received.record);
  EXPECT_EQ(received.record->kind, RecordKind::decision);
  EXPECT_EQ(received.record->bytes, sent);
}

TEST_F(RecordTest, ARecordOverItsBoundIsBroken) {
  std::thread sender([&] { send_record(far_.get(), RecordKind::decision, std::string(most_ + 1, 'x'), soon()); });
  const Received received = receive();
  near_.reset();
  sender.join();
  EXPECT_FALSE(received.record);
  EXPECT_EQ(received.fault, RecordFault::broken);
}

TEST_F(RecordTest, SilenceIsLateAndAClosedSocketIsClosed) {
  EXPECT_EQ(receive().fault, RecordFault::late);
  far_.reset();
  EXPECT_EQ(receive().fault, RecordFault::closed);
}

TEST_F(RecordTest, AReaderThatTakesNothingIsLate) {
  EXPECT_FALSE(send_record(near_.get(), RecordKind::message, std::string(most_, 'x'), soon()));
}

TEST_F(RecordTest, AnOpenFileTravels) {
  OwnedFd file(dup(far_.get()));
  ASSERT_TRUE(send_file(far_.get(), RecordKind::hello, file.get()));
  file.reset();
  const auto received = receive_file(near_.get(), soon());
  ASSERT_TRUE(received);
  EXPECT_EQ(received->kind, RecordKind::hello);
  EXPECT_TRUE(send_record(received->file.get(), RecordKind::decision, "x", std::nullopt));
  EXPECT_TRUE(receive().record);
}

}  // namespace
}  // namespace intake
