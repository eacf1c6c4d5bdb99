// What open_seals makes of the engine's answers: protection and signatures of parts, troubles, bounds. Real engines:
// tests/crypto.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "parser/parser.h"

namespace intake {
namespace {

// Says what it was told to; the payload is what stands between the armor's lines.
class FakeDecryptor : public Decryptor {
 public:
  Opened decrypt(SealProtocol, std::string_view ciphertext, std::size_t) override {
    return answer(ciphertext, SignatureState::none);
  }
  SignatureState verify_detached(SealProtocol, std::string_view signed_bytes, std::string_view) override {
    ++calls;
    last_signed = std::string(signed_bytes);
    return signature;
  }
  Opened verify_opaque(SealProtocol, std::string_view bytes, std::size_t) override { return answer(bytes, signature); }

  int calls = 0;
  OpenOutcome outcome = OpenOutcome::opened;
  SignatureState signature = SignatureState::good;
  std::string last_signed;

 private:
  Opened answer(std::string_view bytes, SignatureState state) {
    ++calls;
    if (outcome != OpenOutcome::opened) return {outcome, SignatureState::none, {}};
    const std::size_t begin = bytes.find("\n\n") + 2;
    return {outcome, state, std::string(bytes.substr(begin, bytes.find("-----END", begin) - begin))};
  }
};

std::string armored(const std::string& payload) {
  return "-----BEGIN PGP MESSAGE-----\n\n" + payload + "-----END PGP MESSAGE-----\n";
}
std::string clear(const std::string& payload) {
  return "-----BEGIN PGP SIGNED MESSAGE-----\n\n" + payload + "-----END PGP SIGNATURE-----\n";
}

std::string mixed(const std::vector<std::string>& parts) {
  std::string out = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n";
  for (const std::string& part : parts) out += "--b\n" + part + "\n";
  return out + "--b--\n";
}

std::string text(const std::string& body) {
  return "Content-Type: text/plain\n\n" + body;
}

Message opened(const std::string& bytes, FakeDecryptor& decryptor) {
  Message message = read_message(bytes, Limits{});
  open_seals(message, &decryptor, Limits{});
  return message;
}

const Part* part_with(const Message& message, const std::string& words) {
  const auto found = std::find_if(message.parts.begin(), message.parts.end(),
                                  [&](const Part& part) { return part.content.find(words) != std::string::npos; });
  return found == message.parts.end() ? nullptr : &*found;
}

int troubles(const Message& message, TroubleKind kind) {
  return static_cast<int>(std::count_if(message.troubles.begin(), message.troubles.end(),
                                        [&](const Trouble& one) { return one.kind == kind; }));
}

TEST(OpenSeals, OnlyWhatCameOutOfTheSealIsProtected) {
  FakeDecryptor decryptor;
  const Message message =
      opened(mixed({text("around " + std::string("\n") + armored("secret\n") + "behind\n"), text(clear("signed\n"))}),
             decryptor);
  ASSERT_NE(part_with(message, "secret"), nullptr);
  ASSERT_NE(part_with(message, "signed"), nullptr);
  EXPECT_TRUE(part_with(message, "secret")->protected_by_encryption);
  EXPECT_FALSE(part_with(message, "secret")->inside_signature);
  EXPECT_FALSE(part_with(message, "around")->protected_by_encryption);
  EXPECT_FALSE(part_with(message, "signed")->protected_by_encryption);
  EXPECT_TRUE(part_with(message, "signed")->inside_signature);
  EXPECT_EQ(part_with(message, "around"), part_with(message, "behind"));
  EXPECT_EQ(part_with(message, "around")->content.find("secret"), std::string::npos);
  EXPECT_EQ(message.crypto, Crypto::encrypted_and_signed);
}

TEST(OpenSeals, WhatIsWithinAProtectedPayloadIsProtected) {
  FakeDecryptor decryptor;
  const Message message = opened(
      "Content-Type: multipart/encrypted; boundary=e\n\n--e\nContent-Type: application/pgp-encrypted\n\nVersion: "
      "1\n--e\n"
      "Content-Type: application/octet-stream\n\n" +
          armored("Content-Type: text/plain\n\n" + clear("inner\n").substr(0, clear("inner\n").find("-----END"))) +
          "--e--\n",
      decryptor);
  ASSERT_NE(part_with(message, "inner"), nullptr);
  EXPECT_TRUE(part_with(message, "inner")->protected_by_encryption);
}

TEST(OpenSeals, SignedBytesAreTheOriginalOnesWithCrlf) {
  FakeDecryptor decryptor;
  const std::string part = "Content-Type: text/plain;\n  charset=us-ascii\n\nfirst\nlast  ";
  const Message message = opened("Content-Type: multipart/signed; boundary=s\n\n--s\n" + part +
                                     "\n--s\nContent-Type: application/pgp-signature\n\nx\n--s--\n",
                                 decryptor);
  EXPECT_EQ(decryptor.last_signed, "Content-Type: text/plain;\r\n  charset=us-ascii\r\n\r\nfirst\r\nlast  ");
  EXPECT_EQ(message.crypto, Crypto::is_signed);
  EXPECT_TRUE(message.parts[1].inside_signature);
}

struct SignatureCase {
  SignatureState state;
  Crypto crypto;
  TroubleKind trouble;
  int troubles;
  bool covered;
};

TEST(OpenSeals, StatesOfADetachedSignature) {
  for (const SignatureCase& row :
       {SignatureCase{SignatureState::good, Crypto::is_signed, TroubleKind::bad_signature, 0, true},
        SignatureCase{SignatureState::unknown_key, Crypto::is_signed, TroubleKind::bad_signature, 0, false},
        SignatureCase{SignatureState::bad, Crypto::bad_signature, TroubleKind::bad_signature, 1, false},
        SignatureCase{SignatureState::none, Crypto::bad_signature, TroubleKind::bad_signature, 1, false},
        SignatureCase{SignatureState::not_checked, Crypto::is_signed, TroubleKind::crypto_fault, 1, false}}) {
    FakeDecryptor decryptor;
    decryptor.signature = row.state;
    const Message message = opened("Content-Type: multipart/signed; boundary=s\n\n--s\n" + text("words\n") +
                                       "--s\nContent-Type: application/pgp-signature\n\nx\n--s--\n",
                                   decryptor);
    EXPECT_EQ(message.crypto, row.crypto);
    EXPECT_EQ(troubles(message, row.trouble), row.troubles);
    ASSERT_NE(part_with(message, "words"), nullptr) << "a signature hides nothing";
    EXPECT_EQ(part_with(message, "words")->inside_signature, row.covered);
  }
}

struct OutcomeCase {
  OpenOutcome outcome;
  TroubleKind trouble;
  int calls;  // of three seals
};

TEST(OpenSeals, ABombOrAFaultIsMetOnce) {
  for (const OutcomeCase& row : {OutcomeCase{OpenOutcome::no_key, TroubleKind::encrypted, 3},
                                 OutcomeCase{OpenOutcome::damaged, TroubleKind::damaged, 3},
                                 OutcomeCase{OpenOutcome::too_large, TroubleKind::too_big_unpacked, 1},
                                 OutcomeCase{OpenOutcome::fault, TroubleKind::crypto_fault, 1}}) {
    FakeDecryptor decryptor;
    decryptor.outcome = row.outcome;
    const Message message = opened(mixed({text(armored("a\n")), text(armored("b\n") + armored("c\n"))}), decryptor);
    EXPECT_EQ(decryptor.calls, row.calls);
    EXPECT_EQ(troubles(message, row.trouble), 3);
    EXPECT_EQ(message.crypto, Crypto::undecryptable);
    EXPECT_EQ(part_with(message, "BEGIN PGP"), nullptr) << "ciphertext is no text";
  }
}

TEST(OpenSeals, OperationsAreBounded) {
  FakeDecryptor decryptor;
  std::string many;
  for (int i = 0; i < 100; ++i) many += armored("x\n");
  const Message message = opened(text(many), decryptor);
  EXPECT_EQ(decryptor.calls, 20);
  EXPECT_EQ(troubles(message, TroubleKind::too_many_parts), 80);
}

TEST(OpenSeals, QuotedAndMentionedMarksAreNoSeals) {
  FakeDecryptor decryptor;
  const Message message =
      opened(text("> -----BEGIN PGP MESSAGE-----\nIt begins with -----BEGIN PGP MESSAGE----- I think.\n"), decryptor);
  EXPECT_EQ(decryptor.calls, 0);
  EXPECT_EQ(message.crypto, Crypto::none);
}

TEST(OpenSeals, ASignatureOnAForwardedMailIsNotOurs) {
  FakeDecryptor decryptor;
  const Message message = opened(
      mixed({text("see below\n"), "Content-Type: message/rfc822\n\nSubject: x\n\n" + clear("theirs\n")}), decryptor);
  EXPECT_EQ(message.crypto, Crypto::none);
  ASSERT_NE(part_with(message, "theirs"), nullptr);
}

TEST(OpenSeals, WithoutADecryptorEncryptedPartsAreTroubleAndSignedOnesAreText) {
  Message message = read_message(mixed({text(armored("a\n")), text(clear("open words\n"))}), Limits{});
  open_seals(message, nullptr, Limits{});
  EXPECT_EQ(message.crypto, Crypto::undecryptable);
  EXPECT_EQ(troubles(message, TroubleKind::encrypted), 1);
  EXPECT_NE(part_with(message, "open words"), nullptr);
}

// Clear-signed words can be read without their seal, those in a compressed packet ("owEC" begins one) cannot.
TEST(OpenSeals, ASignedTextThatDoesNotOpenIsDamageOnlyWhereItIsHidden) {
  const std::string container = armored("owECAAAA\n");
  FakeDecryptor decryptor;
  decryptor.outcome = OpenOutcome::damaged;
  const Message hidden = opened(text(container), decryptor);
  EXPECT_EQ(troubles(hidden, TroubleKind::bad_signature), 1);
  EXPECT_EQ(troubles(hidden, TroubleKind::damaged), 1);
  const Message in_view = opened(text(clear("open words\n")), decryptor);
  EXPECT_EQ(troubles(in_view, TroubleKind::bad_signature), 1);
  EXPECT_EQ(troubles(in_view, TroubleKind::damaged), 0);
  EXPECT_NE(part_with(in_view, "open words"), nullptr);
  Message closed = read_message(text(container), Limits{});
  open_seals(closed, nullptr, Limits{});
  EXPECT_EQ(troubles(closed, TroubleKind::encrypted), 1);
}

TEST(OpenSeals, PayloadsWithoutAHeaderAreText) {
  FakeDecryptor decryptor;
  const Message message = opened(
      "Content-Type: multipart/encrypted; boundary=e\n\n--e\nContent-Type: application/pgp-encrypted\n\nVersion: "
      "1\n--e\n"
      "Content-Type: application/octet-stream\n\n" +
          armored("Hei, olen Maija\n\ntoinen rivi\n") + "--e--\n",
      decryptor);
  const Document document = to_document(message, {}, Limits{});
  std::string seen;
  for (const Block& block : document.blocks) seen += block.text + "\n";
  EXPECT_NE(seen.find("olen Maija"), std::string::npos);
  EXPECT_NE(seen.find("toinen rivi"), std::string::npos);
}

}  // namespace
}  // namespace intake
