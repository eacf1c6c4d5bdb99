// A reply as it goes over the wire: RFC 5322 header with the marks of RFC 3834, one text/plain part in
// quoted-printable. Nothing that comes from outside can start another field or line: it is checked, or dropped. Pure
// function, thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "parser/message.h"
#include "plugin/reply/reply_text.h"
#include "plugin/result.h"

namespace intake {

struct ReplyEnvelope {
  std::string from;       // address of the mailbox
  std::string recipient;  // the envelope sender of the message that is answered, nobody else
  std::string case_token;
  std::string random;     // letters and digits: makes the Message-ID unguessable
  std::int64_t date = 0;  // seconds UTC
};

struct ReplyMessage {
  std::string message_id;  // with brackets
  std::string bytes;       // lines end in CRLF
};

// Makes another MIME entity of one: encrypted, signed, or as it was.
using SealEntity = std::function<std::string(const std::string& entity)>;

// `answered` holds the header of the message that is answered: its Message-ID and References are taken, where they are
// proper.
Result<ReplyMessage> make_reply_message(const ReplyEnvelope& envelope, const ReplyText& text,
                                        const std::vector<HeaderField>& answered, const SealEntity& seal = nullptr);

// The Message-IDs in a field, with brackets; what is none is left out.
std::vector<std::string> message_ids_in(std::string_view field);

}  // namespace intake
