// Step 3: one body of clean text to pieces by author: new text of the sender, their own earlier mail, the mailbox's
// mail. Nothing is cut away; '>' marks are removed, attribution lines and copied mail headers count as the mailbox's
// (no evidence: the mail program wrote them). Answers typed between or into the quoted questions are the sender's.
// Linear time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/document.h"
#include "parser/quote_owner.h"

namespace intake {

struct AuthoredText {
  Author author = Author::sender;
  std::string text;
};

std::vector<AuthoredText> split_thread(std::string_view clean_text, const Correspondents& people);

}  // namespace intake
