// What the header of a part says about its body: media type, boundary, transfer encoding, disposition, name
// (RFC 2045, RFC 2046, RFC 2183). Repaired where it is broken; what other programs may read otherwise is marked.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "parser/message.h"
#include "parser/transfer_encoding.h"

namespace intake {

struct ContentFields {
  std::string media_type;                         // lower case, never empty
  std::map<std::string, std::string> parameters;  // of Content-Type, UTF-8
  std::string boundary;                           // raw bytes, without blanks at its end; multiparts only
  TransferEncoding encoding = TransferEncoding::identity;
  std::string disposition;
  std::string filename;
  std::string content_id;
  const char* ambiguity = nullptr;  // fixed words: two readings of these fields exist
  bool irregular = false;           // well-defined for us, misread by some programs

  [[nodiscard]] bool is_multipart() const { return media_type.rfind("multipart/", 0) == 0; }
  // A whole message inside: RFC 2046 5.2.1, RFC 6532.
  [[nodiscard]] bool is_message() const;
};

// `default_type` is text/plain, or message/rfc822 inside multipart/digest (RFC 2046 5.1.5).
ContentFields read_content_fields(const std::vector<HeaderField>& fields, const std::string& default_type);

}  // namespace intake
