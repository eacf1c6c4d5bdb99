#include "parser/mime_scan.h"

#include <algorithm>
#include <cstring>

#include "parser/boundary_line.h"
#include "parser/header_fields.h"
#include "parser/lines.h"
#include "parser/part_header.h"

namespace intake {
namespace {

constexpr const char* const plain_text = "text/plain";

// A part that has begun and not yet ended.
struct Open {
  int part = -1;
  std::string boundary;  // empty unless a multipart that looks for boundary lines
  bool closed = false;   // its last boundary line has been seen
  bool has_child = false;
  bool digest = false;
};

class Scanner {
 public:
  Scanner(std::string_view bytes, const ScanStart& start, const Limits& limits)
      : bytes_(bytes), start_(start), limits_(limits), newline_(newline_of(bytes)) {}

  ScannedParts scan() {
    if (start_.inside != nullptr) {
      open_.push_back({-1, start_.inside->boundary, false, false, is_digest(*start_.inside)});
    } else {
      position_ = open_part(-1, start_.depth, skip_folder_line(), plain_text);
    }
    while (position_ < bytes_.size() && somebody_listens()) read_line();
    while (!open_.empty()) end_innermost(bytes_.size());
    return std::move(result_);
  }

 private:
  static bool is_digest(const ContentFields& content) { return content.media_type == "multipart/digest"; }

  [[nodiscard]] bool somebody_listens() const {
    return std::any_of(open_.begin(), open_.end(), [](const Open& open) { return !open.boundary.empty(); });
  }

  // Mail folders begin a message with a "From " line; some programs write a byte order mark or blank lines there.
  [[nodiscard]] std::size_t skip_folder_line() const {
    std::size_t begin = bytes_.rfind("\xEF\xBB\xBF", 0) == 0 ? 3 : 0;
    std::size_t at = begin;
    while (at < bytes_.size()) {
      const ByteLine line = line_at(bytes_, at, bytes_.size(), newline_);
      if (line.end > line.begin) break;
      at = line.next;
    }
    const ByteLine first = line_at(bytes_, at, bytes_.size(), newline_);
    const std::string_view text = bytes_.substr(first.begin, first.end - first.begin);
    if (at > begin && is_known_field_line(text)) begin = at;
    if (text.rfind("From ", 0) == 0 && first.next < bytes_.size()) begin = first.next;
    return begin;
  }

  void read_line() {
    const ByteLine line = line_at(bytes_, position_, bytes_.size(), newline_);
    position_ = line.next;
    const std::string_view text = dash_line(bytes_, line);
    if (text.empty()) return;
    if (!within_dash_limit()) {
      position_ = bytes_.size();
      return;
    }
    std::size_t level = 0;
    const BoundaryMatch match = find_listener(text, level);
    if (!is_boundary(match)) return note_near_miss(text, match);
    if (bytes_[line.begin] == '\r' && newline_ == '\n') result_.irregular = true;
    end_inner_parts(level, line.begin, match);
    Open& multipart = open_[level];
    set_preamble_end(multipart, line.begin);
    if (match == BoundaryMatch::close) {
      multipart.closed = true;
      if (multipart.part >= 0) result_.parts[index(multipart.part)].epilogue_begin = line.next;
      return;
    }
    multipart.has_child = true;
    const char* type = multipart.digest ? "message/rfc822" : plain_text;
    position_ = open_part(multipart.part, depth_of_children(multipart), line.next, type);
  }

  // The innermost open multipart whose boundary the line is.
  BoundaryMatch find_listener(std::string_view text, std::size_t& level) {
    BoundaryMatch best = BoundaryMatch::none;
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].boundary.empty() || open_[i].closed) continue;
      const BoundaryMatch match = match_boundary(text, open_[i].boundary);
      if (match == BoundaryMatch::none) continue;
      if (match == BoundaryMatch::inexact) {
        best = BoundaryMatch::inexact;
        continue;
      }
      level = i;
      note_rivals(text, i);
      return match;
    }
    return best;
  }

  // Two open multiparts for one line: whose is it?
  void note_rivals(std::string_view text, std::size_t level) {
    for (std::size_t i = 0; i < level; ++i) {
      if (open_[i].boundary.empty() || open_[i].closed) continue;
      const BoundaryMatch match = match_boundary(text, open_[i].boundary);
      if (is_boundary(match)) ambiguous(open_[i].part, "one boundary for two multiparts");
    }
  }

  void note_near_miss(std::string_view text, BoundaryMatch match) {
    for (const Open& open : open_) {
      if (open.boundary.empty()) continue;
      if (!open.closed && match == BoundaryMatch::inexact &&
          match_boundary(text, open.boundary) == BoundaryMatch::inexact) {
        return ambiguous(open.part, "line that is almost a boundary");
      }
      if (open.closed && match_boundary(text, open.boundary) == BoundaryMatch::delimiter) {
        return ambiguous(open.part, "boundary after the last one");
      }
    }
  }

  // The parts above `level` end before the boundary line that starts at `line_begin`.
  void end_inner_parts(std::size_t level, std::size_t line_begin, BoundaryMatch match) {
    const std::size_t end = end_before_line(bytes_, line_begin);
    while (open_.size() > level + 1) {
      const Open& inner = open_.back();
      const bool unclosed = !inner.boundary.empty() && !inner.closed && inner.has_child;
      if (unclosed && match == BoundaryMatch::delimiter) ambiguous(inner.part, "inner multipart not closed");
      end_innermost(end);
    }
  }

  void end_innermost(std::size_t end) {
    const Open open = open_.back();
    open_.pop_back();
    if (open.part < 0) return;
    ScannedPart& part = result_.parts[index(open.part)];
    part.end = std::max(end, part.begin);
    part.body_begin = std::min(part.body_begin, part.end);
    if (part.shape == Shape::leaf) note_boundary_in_text(part);
    if (part.shape != Shape::multipart) return;
    if (open.has_child || open.closed) {
      part.preamble_end = std::min(part.preamble_end, part.end);
      part.epilogue_begin = open.closed ? std::min(part.epilogue_begin, part.end) : part.end;
    } else {
      without_children(part, open.part);
    }
  }

  // No boundary line was found: the body is encoded, or it is only text for want of a better reading.
  void without_children(ScannedPart& part, int number) {
    part.preamble_end = part.epilogue_begin = part.end;
    const std::string_view body = bytes_.substr(part.body_begin, part.end - part.body_begin);
    if (part.content.encoding != TransferEncoding::identity) {
      part.shape = Shape::encoded_multipart;
      ambiguous(number, "multipart with a transfer encoding");
      return;
    }
    if (trim_blanks(body).empty()) return;
    part.shape = Shape::leaf;
    part.content.media_type = plain_text;
    ambiguous(number, "multipart without its boundary lines");
  }

  // "text--boundary" at the end of a line is text for us and for mail programs; mimetic takes it for a boundary.
  void note_boundary_in_text(const ScannedPart& part) {
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].boundary.empty()) continue;
      const std::string needle = "--" + open_[i].boundary;
      const std::string_view body = bytes_.substr(part.body_begin, part.end - part.body_begin);
      // memmem, because find() is quadratic in the worst case.
      if (memmem(body.data(), body.size(), needle.data(), needle.size()) != nullptr) result_.irregular = true;
      return;
    }
  }

  void set_preamble_end(const Open& multipart, std::size_t line_begin) {
    if (multipart.part < 0 || multipart.has_child) return;
    ScannedPart& part = result_.parts[index(multipart.part)];
    part.preamble_end = std::max(part.body_begin, end_before_line(bytes_, line_begin));
  }

  [[nodiscard]] int depth_of_children(const Open& open) const {
    return open.part < 0 ? start_.depth : result_.parts[index(open.part)].depth + 1;
  }

  // Reads the header at `begin`; opens the part and the messages inside it. Returns where its body begins.
  std::size_t open_part(int parent, int depth, std::size_t begin, const char* default_type) {
    for (;;) {
      if (result_.parts.size() >= start_.parts_left) {
        trouble(TroubleKind::too_many_parts, parent, "parts");
        return begin;
      }
      const int number = static_cast<int>(result_.parts.size());
      result_.parts.emplace_back();
      read_header(number, begin, default_type);
      ScannedPart& part = result_.parts.back();
      part.parent = parent;
      part.depth = depth;
      part.end = bytes_.size();
      part.preamble_end = part.epilogue_begin = part.end;
      decide_shape(number);
      if (part.shape != Shape::message) return part.body_begin;
      begin = part.body_begin;
      parent = number;
      ++depth;
      default_type = plain_text;
    }
  }

  void read_header(int number, std::size_t begin, const char* default_type) {
    PartHeader header = read_part_header(bytes_, find_header_end(begin), newline_, default_type, limits_);
    if (header.over_limit) trouble(TroubleKind::header_limit, number, "header");
    result_.irregular = result_.irregular || header.irregular;
    ScannedPart& part = result_.parts.back();
    part.begin = begin;
    part.body_begin = header.body_begin;
    part.fields = std::move(header.fields);
    part.content = std::move(header.content);
  }

  void decide_shape(int number) {
    ScannedPart& part = result_.parts[index(number)];
    ContentFields& content = part.content;
    Open open{number, {}, false, false, is_digest(content)};
    const bool container = content.is_multipart() || content.is_message();
    if (content.ambiguity != nullptr) ambiguous(number, content.ambiguity);
    if (container && part.depth >= limits_.nesting) {
      part.shape = Shape::unopened;
      trouble(TroubleKind::too_deep, number, "nesting");
    } else if (content.is_multipart()) {
      open_multipart(part, number, open);
    } else if (content.is_message()) {
      const bool encoded = content.encoding != TransferEncoding::identity && !starts_with_field(part.body_begin);
      part.shape = encoded ? Shape::encoded_message : Shape::message;
    }
    open_.push_back(std::move(open));
  }

  void open_multipart(ScannedPart& part, int number, Open& open) {
    part.shape = Shape::multipart;
    if (part.content.boundary.size() > limits_.boundary_bytes) {
      trouble(TroubleKind::header_limit, number, "boundary");
      part.content.boundary.clear();
    }
    if (part.content.boundary.empty()) {  // scanned as the text that it may be
      part.shape = Shape::leaf;
      part.content.media_type = plain_text;
    }
    open.boundary = part.content.boundary;
  }

  [[nodiscard]] bool starts_with_field(std::size_t begin) const {
    const ByteLine line = line_at(bytes_, begin, bytes_.size(), newline_);
    return is_known_field_line(bytes_.substr(line.begin, line.end - line.begin));
  }

  // The header ends at a blank line, or at a boundary line of an open multipart.
  HeaderExtent find_header_end(std::size_t begin) {
    HeaderExtent extent{begin, bytes_.size(), bytes_.size(), {}};
    for (std::size_t at = begin; at < bytes_.size();) {
      const ByteLine line = line_at(bytes_, at, bytes_.size(), newline_);
      std::string_view text = dash_line(bytes_, line);
      if (!text.empty() && !within_dash_limit()) text = {};
      const bool blank = line.end == line.begin;
      if (blank || is_boundary_line(text)) {
        extent.end = line.begin;
        extent.body_begin = blank ? line.next : line.begin;
        break;
      }
      if (!text.empty()) extent.dash_lines.push_back(line);
      at = line.next;
    }
    return extent;
  }

  // Every such line is compared with every open boundary; over the limit, the rest stays unread.
  bool within_dash_limit() {
    if (dash_lines_ < limits_.dash_lines) return ++dash_lines_, true;
    trouble(TroubleKind::too_many_parts, result_.parts.empty() ? -1 : 0, "lines that start with two dashes");
    return false;
  }

  [[nodiscard]] bool is_boundary_line(std::string_view text) const {
    if (text.empty()) return false;
    return std::any_of(open_.begin(), open_.end(), [text](const Open& open) {
      if (open.boundary.empty() || open.closed) return false;
      return is_boundary(match_boundary(text, open.boundary));
    });
  }

  void ambiguous(int part, const char* detail) { trouble(TroubleKind::ambiguous, part, detail); }

  // Each kind once: a hostile message could repeat its flaw without end.
  void trouble(TroubleKind kind, int part, const char* detail) {
    const bool known = std::any_of(result_.troubles.begin(), result_.troubles.end(),
                                   [kind](const Trouble& trouble) { return trouble.kind == kind; });
    if (!known) result_.troubles.push_back({kind, part, detail});
  }

  static std::size_t index(int part) { return static_cast<std::size_t>(part); }

  std::string_view bytes_;
  ScanStart start_;
  const Limits& limits_;
  char newline_;
  ScannedParts result_;
  std::vector<Open> open_;
  std::size_t position_ = 0;
  std::size_t dash_lines_ = 0;
};

}  // namespace

ScannedParts scan_parts(std::string_view bytes, const ScanStart& start, const Limits& limits) {
  return Scanner(bytes, start, limits).scan();
}

}  // namespace intake
