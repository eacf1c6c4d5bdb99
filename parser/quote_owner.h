// Step 3: whose text a quote is: the mailbox's (an auto-reply, a clerk's letter: no evidence) or the sender's own.
// Decided by the names and addresses of an attribution, else by what the quoted text says. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/document.h"

namespace intake {

struct Correspondents {
  std::vector<std::string> mailbox_addresses;  // small letters, without angle brackets
  std::string sender_address;                  // small letters
};

// Whether the address is one of the mailbox's, with tags ("+…") and the suffix ".s" of secure mail tolerated, or
// another one of its domain or of Kela's.
bool is_mailbox_address(std::string_view address, const Correspondents& people);

// By an attribution or a copied From line, in small letters; nothing when it names nobody.
std::optional<Author> owner_by_name(std::string_view names, const Correspondents& people);

// By the first kilobytes of the quoted text.
Author owner_by_content(std::string_view quoted, const Correspondents& people);

// Whether text below the mailbox's letter, without any mark, is plainly the sender's: an identity code, answers by
// number, or the sender speaking of themselves and nothing that the mailbox would say.
bool is_plainly_of_sender(std::string_view text);

// A short line that names the mailbox's office or its numbers: the end of its letter.
bool is_office_line(std::string_view line);

}  // namespace intake
