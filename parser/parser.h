// Front door of the room "bytes in, text out": the first three steps of the straight line, and one for pictures.
// All are functions of their arguments, thread-safe, and never throw for what a message contains.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/decryptor.h"
#include "parser/document.h"
#include "parser/limits.h"
#include "parser/message.h"
#include "parser/picture_reader.h"

namespace intake {

// RFC 5322, RFC 2045-2049, RFC 2231. Always gives at least one part; flaws are troubles.
Message read_message(std::string_view bytes, const Limits& limits);

// Opens every encrypted or signed part (RFC 3156, RFC 8551, inline OpenPGP) through the port; opened payloads become
// further parts. Without a decryptor (nullptr) such parts keep their trouble `encrypted`.
void open_seals(Message& message, Decryptor* decryptor, const Limits& limits);

// One reader per media type; the choice of multipart/alternative; quoted text marked with its author.
// `mailbox_addresses` tells whose quoted text is ours (lower case, without angle brackets). `pictures`, where given,
// gets what read_pictures could read.
Document to_document(const Message& message, const std::vector<std::string>& mailbox_addresses, const Limits& limits,
                     std::vector<Picture>* pictures = nullptr);

// Text of pictures through the port, as blocks from_ocr behind all others. Their troubles stay: recognised text is a
// guess, which only a person may use.
void read_pictures(Document& document, const Message& message, const std::vector<Picture>& pictures,
                   PictureReader& reader, const Limits& limits);

}  // namespace intake
