// The words of a reply: rules/replies/LANGUAGE.txt (or LANGUAGE-receipt.txt) with named holes, and LANGUAGE.toml with
// the wording of every item. Loaded once, checked wholly (unknown holes, missing wordings, links), immutable
// afterwards, so thread-safe. Nothing of the message that is answered goes in, but the time of its arrival (triage
// policy, section 7).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "rules/verdict.h"

namespace intake {

struct AskedItem {
  Item item = Item::name;
  bool invalid = false;  // something was given that cannot be used
};

// The items a verdict asks for, with what is wrong with each.
std::vector<AskedItem> asked_items(const Verdict& verdict);

struct ReplyRequest {
  Language language = Language::und;  // und: all three languages
  std::vector<AskedItem> asked;
  std::string case_token;
  std::int64_t arrived_at = 0;  // seconds UTC
  std::string time_zone = "Europe/Helsinki";
  bool support_line = false;
};

struct ReplyText {
  std::string subject;
  std::string mailbox_name;      // display name of the sender
  std::string content_language;  // RFC 3282: "fi", or "fi, sv, en"
  std::string body;              // UTF-8, lines end in "\n", one paragraph a line
};

// A text cut at its holes: words, hole, words, hole, words ...
struct Template {
  struct Piece {
    std::string words;
    std::string hole;  // follows the words; empty at the end
  };
  std::vector<Piece> pieces;
};

struct ReplyWording {
  std::string subject;
  std::string mailbox_name;
  std::string telephone;
  std::string postal_address;
  std::string support_line;
  std::vector<std::string> month_names;  // 12, or none where the month is a number
  Template arrived;
  Template text;
  Template receipt;
  std::map<std::string, std::string> missing;
  std::map<std::string, std::string> invalid;
};

class ReplyTexts {
 public:
  [[nodiscard]] ReplyText write(const ReplyRequest& request) const;
  // That the message arrived, and nothing else; `asked` does not matter.
  [[nodiscard]] ReplyText write_receipt(const ReplyRequest& request) const;

 private:
  friend class ReplyTextLoader;
  using Body = Template ReplyWording::*;
  [[nodiscard]] ReplyText written(const ReplyRequest& request, Body body) const;
  [[nodiscard]] std::string body_in(Language language, const ReplyRequest& request, Body body) const;
  std::map<Language, ReplyWording> wordings_;  // fi, sv, en
  std::string und_subject_;
  std::string und_mailbox_name_;
  std::string und_introduction_;
};

struct LoadedReplyTexts {
  std::shared_ptr<const ReplyTexts> texts;  // null when there are mistakes
  std::vector<std::string> mistakes;        // "FILE:LINE: what is wrong and what to do"
};

LoadedReplyTexts load_reply_texts(const std::filesystem::path& directory);

}  // namespace intake
