// Step one of the line: bytes to Message. The gate counts, the scanner finds the parts, the decoders empty them;
// messages and multiparts inside a transfer encoding are decoded and scanned in turn, under the same limits.
#include <algorithm>
#include <exception>
#include <utility>

#include "parser/embedded_file.h"
#include "parser/gate.h"
#include "parser/lines.h"
#include "parser/mime_scan.h"
#include "parser/mimetic_adapter.h"
#include "parser/parser.h"
#include "parser/read_entity.h"

namespace intake {
namespace {

class MessageReader {
 public:
  MessageReader(Message& message, const Limits& limits) : message_(message), limits_(limits) {}

  void read(std::string_view bytes) {
    const GateReport gate = inspect_raw_message(bytes, limits_);
    message_.sources.emplace_back(bytes.substr(0, limits_.message_bytes));
    if (gate.too_large) trouble(TroubleKind::too_large, 0, "message");
    read_source(0, -1, {0, limits_.parts, nullptr});
  }

  // A payload that was encrypted or packed: the MTA never saw it, so the gate looks again.
  void read_payload(std::string_view bytes, int parent) {
    const GateReport gate = inspect_raw_message(bytes, limits_);
    if (gate.too_large) trouble(TroubleKind::too_large, parent, "payload");
    const int source = static_cast<int>(message_.sources.size());
    message_.sources.emplace_back(bytes.substr(0, limits_.message_bytes));
    const std::size_t parts_left = limits_.parts - std::min(limits_.parts, message_.parts.size());
    read_source(source, parent, {message_.parts[index(parent)].depth + 1, parts_left, nullptr});
  }

 private:
  // Scans one byte string and appends its parts. Recursion ends with limits.nesting: every level adds to start.depth.
  void read_source(int source, int parent, const ScanStart& start) {
    ScannedParts scanned = scan_parts(message_.sources[index(source)], start, limits_);
    std::vector<int> numbers;
    for (ScannedPart& part : scanned.parts) {
      const int number = static_cast<int>(message_.parts.size());
      numbers.push_back(number);
      if (message_.parts.size() >= limits_.parts) {
        trouble(TroubleKind::too_many_parts, parent, "parts");
        break;
      }
      add_part(part, source, part.parent < 0 ? parent : numbers[index(part.parent)]);
      open_encoded(part, number);
    }
    for (const Trouble& flaw : scanned.troubles) {
      const bool known = flaw.part >= 0 && index(flaw.part) < numbers.size();
      trouble(flaw.kind, known ? numbers[index(flaw.part)] : parent, flaw.detail);
    }
    if (scanned.irregular && !numbers.empty()) compare_readings(source, index(numbers.front()));
  }

  void add_part(const ScannedPart& scanned, int source, int parent) {
    const std::string_view bytes = message_.sources[index(source)];
    Part part;
    part.parent = parent;
    part.depth = scanned.depth;
    part.media_type = scanned.content.media_type;
    part.parameters = scanned.content.parameters;
    part.disposition = scanned.content.disposition;
    part.filename = scanned.content.filename;
    part.content_id = scanned.content.content_id;
    part.headers = scanned.fields;
    part.begin = scanned.begin;
    part.body_begin = scanned.body_begin;
    part.end = scanned.end;
    part.source = source;
    if (scanned.shape == Shape::multipart) {
      part.preamble = slice(bytes, scanned.body_begin, scanned.preamble_end);
      part.epilogue = slice(bytes, scanned.epilogue_begin, scanned.end);
    }
    if (scanned.shape == Shape::leaf) read_leaf(slice(bytes, scanned.body_begin, scanned.end), scanned, part);
    message_.parts.push_back(std::move(part));
  }

  void read_leaf(std::string_view body, const ScannedPart& scanned, Part& part) {
    const TransferEncoding encoding = scanned.content.encoding;
    const bool text = part.media_type.rfind("text/", 0) == 0;
    if (encoding == TransferEncoding::base64 && text && !looks_like_base64(body)) {
      part.content = std::string(body);
      return;
    }
    part.content = decode_body(body, encoding);
    if (text && contains_embedded_file(part.content)) {
      trouble(TroubleKind::unsupported, static_cast<int>(message_.parts.size()), "file inside the text");
    }
    if (part.content.empty() && !trim_blanks(body).empty()) {
      trouble(TroubleKind::damaged, static_cast<int>(message_.parts.size()), "transfer encoding");
    }
  }

  void open_encoded(const ScannedPart& scanned, int number) {
    if (scanned.shape != Shape::encoded_message && scanned.shape != Shape::encoded_multipart) return;
    const Part& part = message_.parts[index(number)];
    const std::string_view bytes = message_.sources[index(part.source)];
    std::string decoded = decode_body(slice(bytes, part.body_begin, part.end), scanned.content.encoding);
    const int source = static_cast<int>(message_.sources.size());
    const std::size_t parts_left = limits_.parts - message_.parts.size();
    message_.sources.push_back(std::move(decoded));
    const ContentFields* inside = scanned.shape == Shape::encoded_multipart ? &scanned.content : nullptr;
    read_source(source, number, {scanned.depth + 1, parts_left, inside});
  }

  // mimetic misreads what is merely irregular; only a structure that it really sees otherwise has two readings.
  void compare_readings(int source, std::size_t first_part) {
    const std::string_view bytes = message_.sources[index(source)];
    const bool safe = bytes.size() <= second_reading_left_ && inspect_raw_message(bytes, limits_).second_reading_safe;
    if (safe) second_reading_left_ -= bytes.size();
    const auto other = safe ? leaves_as_mimetic_reads(bytes) : std::nullopt;
    if (other && *other == our_leaves(source, first_part)) return;
    trouble(TroubleKind::ambiguous, static_cast<int>(first_part), "two parsers read different parts");
  }

  // As mimetic counts: of this source only, without what is inside a transfer encoding.
  [[nodiscard]] std::vector<std::string> our_leaves(int source, std::size_t first_part) const {
    const std::vector<Part>& parts = message_.parts;
    std::vector<std::string> leaves;
    for (std::size_t i = first_part; i < parts.size(); ++i) {
      const bool child_follows = i + 1 < parts.size() && parts[i + 1].parent == static_cast<int>(i);
      if (parts[i].source != source || (child_follows && parts[i + 1].source == source)) continue;
      const int depth = parts[i].depth - parts[first_part].depth;
      leaves.push_back(std::to_string(depth) + " " + parts[i].media_type + " " + encoding_token(parts[i]));
    }
    return leaves;
  }

  static std::string encoding_token(const Part& part) {
    for (const HeaderField& field : part.headers) {
      if (!equals_ignoring_case(field.name, "content-transfer-encoding")) continue;
      return lower_ascii(field.value.substr(0, field.value.find_first_of(" \t(")));
    }
    return {};
  }

  void trouble(TroubleKind kind, int part, const std::string& detail) {
    const bool known = std::any_of(message_.troubles.begin(), message_.troubles.end(), [&](const Trouble& trouble) {
      return trouble.kind == kind && (trouble.part == part || kind == TroubleKind::ambiguous);
    });
    if (!known) message_.troubles.push_back({kind, std::max(part, 0), detail});
  }

  static std::string_view slice(std::string_view bytes, std::size_t begin, std::size_t end) {
    return begin < end ? bytes.substr(begin, end - begin) : std::string_view{};
  }
  static std::size_t index(int number) { return static_cast<std::size_t>(number); }

  Message& message_;
  const Limits& limits_;
  std::size_t second_reading_left_ = limits_.second_reading_bytes;  // of all sources together
};

}  // namespace

Message read_message(std::string_view bytes, const Limits& limits) {
  Message message;
  try {
    MessageReader(message, limits).read(bytes);
  } catch (const std::exception&) {
    message.troubles.push_back({TroubleKind::internal_error, 0, "read_message"});
  }
  if (message.parts.empty()) {
    message.parts.emplace_back();
    message.parts.front().media_type = "text/plain";
  }
  if (message.sources.empty()) message.sources.emplace_back();
  return message;
}

void append_entity(Message& message, std::string_view bytes, int parent, const Limits& limits) {
  try {
    MessageReader(message, limits).read_payload(bytes, parent);
  } catch (const std::exception&) {
    message.troubles.push_back({TroubleKind::internal_error, parent, "payload"});
  }
}

}  // namespace intake
