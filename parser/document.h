// The third value of the line: what a person would read, as blocks of clean UTF-8 text, each with its origin.
// Text is valid UTF-8 in NFKC, lines end in "\n"; no-break and other blanks are a space, every dash is "-", typographic
// quotes and apostrophes are ASCII ones, zero-width characters, soft hyphens and control characters are gone
// (clean_text.h). The cells of a table row or form are separated by "\t"; a further line of the same cell starts with
// "\t".
#pragma once

#include <string>
#include <vector>

#include "parser/message.h"

namespace intake {

enum class Role {
  subject,
  body,
  attachment,  // text of an attached file or forwarded message
  form_field,  // "label\tvalue" lines of a form's filled fields
};

enum class Author {
  sender,          // new text of the sender
  sender_earlier,  // quoted from the sender's own earlier mail: evidence
  mailbox,         // quoted from the mailbox's own mail (auto-reply, clerk's letter): not evidence
};

struct Block {
  Role role = Role::body;
  Author author = Author::sender;
  int part = 0;  // index into Message::parts
  std::string text;
  bool protected_by_encryption = false;
  bool from_ocr = false;
};

struct Document {
  std::vector<Block> blocks;      // in reading order, the subject first
  std::vector<Trouble> troubles;  // of the message and of its readers
  Crypto crypto = Crypto::none;
  bool report = false;        // multipart/report: bounce, delivery status or read receipt
  bool auto_replied = false;  // Auto-Submitted: auto-replied (RFC 3834), an out-of-office notice
  bool list_mail = false;     // List-Id or List-Unsubscribe (RFC 2369, RFC 2919)
};

}  // namespace intake
