#include "plugin/cases/case_look.h"

#include <algorithm>

#include "parser/header_words.h"
#include "plugin/cases/case_token.h"
#include "plugin/mail/mail_address.h"
#include "plugin/seal.h"

namespace intake {

namespace {

// The same message brought again has the same sender, Message-ID and body; other fields change on the way.
std::string identity_of(const RawMessage& raw) {
  const SplitMessage split = split_message(raw.bytes);
  std::string identity = raw.envelope_from + '\n';
  for (const HeaderLine& field : split.fields) {
    if (comparable_field_name(field.name) == "message-id") identity += field.value + '\n';
  }
  return identity.append(split.body);
}

bool is_of(const Case& one, const std::vector<std::string>& sender_hashes) {
  return std::find(sender_hashes.begin(), sender_hashes.end(), one.sender_hash) != sender_hashes.end();
}

// Each look stops at the first failure of the database.
class Looking {
 public:
  Looking(Ledger& ledger, const MessageHashes& hashes) : ledger_(ledger), hashes_(hashes) {}

  Success seen(CaseLook& look) const {
    auto found = ledger_.find_message(hashes_.message);
    if (!found) return Success::failure(found.error());
    look.seen = std::move(*found);
    if (!look.seen) return Done{};
    auto its_case = ledger_.find_case(look.seen->token);
    if (!its_case) return Success::failure(its_case.error());
    look.seen_in = std::move(*its_case);
    return Done{};
  }

  Success borne(const std::vector<std::string>& tokens, CaseLook& look) const {
    for (const std::string& token : tokens) {
      auto found = ledger_.find_case(token);
      if (!found) return Success::failure(found.error());
      if (!*found) continue;
      const bool own = is_of(**found, hashes_.sender);
      std::optional<Case>& place = own ? look.own : look.foreign;
      if (!place) place = std::move(*found);
      if (own) break;
    }
    return Done{};
  }

  Success of_sender(CaseLook& look) const {
    if (!hashes_.text.empty()) {
      auto same = ledger_.case_with_text(hashes_.sender, hashes_.text);
      if (!same) return Success::failure(same.error());
      look.same_text_in = std::move(*same);
    }
    if (look.own) return Done{};
    auto cases = ledger_.cases_of(hashes_.sender);
    if (!cases) return Success::failure(cases.error());
    look.of_sender = std::move(*cases);
    return Done{};
  }

 private:
  Ledger& ledger_;
  const MessageHashes& hashes_;
};

}  // namespace

MessageHashes hashes_of(const RawMessage& raw, const Decision& decision, const LedgerKey& key) {
  MessageHashes hashes;
  hashes.message = key.hashes(identity_of(raw));
  hashes.sender = key.hashes(comparable_address(raw.envelope_from));
  if (!decision.marks.text_digest.empty()) hashes.text = key.hashes("text\n" + decision.marks.text_digest);
  return hashes;
}

std::vector<std::string> tokens_borne_by(const Decision& decision) {
  std::string header;
  for (const char* name : {"In-Reply-To", "References"}) {
    for (const std::string& value : decision.message.headers(name)) header += value + " ";
  }
  header += decode_header_words(decision.message.header("Subject"));
  std::vector<std::string> tokens = find_case_tokens(header);
  tokens.insert(tokens.end(), decision.marks.tokens.begin(), decision.marks.tokens.end());
  return tokens;
}

Result<CaseLook> look_for_cases(Ledger& ledger, const MessageHashes& hashes, const Decision& decision) {
  CaseLook look;
  const Looking looking(ledger, hashes);
  Success looked = looking.seen(look);
  if (looked && !look.seen) looked = looking.borne(tokens_borne_by(decision), look);
  if (looked && !look.seen) looked = looking.of_sender(look);
  if (!looked) return Result<CaseLook>::failure(looked.error());
  return look;
}

}  // namespace intake
