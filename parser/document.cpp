// Third step of the line: walks the parts and writes what a person would read as blocks (parser.h, document.h). The
// tree is bounded by Limits::nesting; a file inside a file inside a file is not opened (most_packing).
#include "parser/document.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/clean_text.h"
#include "parser/file_types.h"
#include "parser/header_words.h"
#include "parser/lines.h"
#include "parser/mail_kind.h"
#include "parser/parser.h"
#include "parser/part_text.h"
#include "parser/quote_lines.h"
#include "parser/readers/tnef.h"
#include "parser/thread.h"

namespace intake {
namespace {

constexpr int most_packing = 2;                          // files in winmail.dat or a saved mail, and once more
constexpr std::size_t small_picture_bytes = 4U << 10;    // no photo of a form is that small
constexpr std::size_t logo_bytes = 20U << 10;            // attached and named like a logo
constexpr std::size_t inline_picture_bytes = 64U << 10;  // shown within HTML: a signature's logo, not a photo

// Where the text being read belongs.
struct Place {
  Role role = Role::body;
  std::optional<Author> author;  // none: by quotation marks and attributions
  bool texts = true;             // false: the other branch of multipart/alternative, where only files count
  int packing = 0;
};

std::string field_of(const Part& part, const char* name) {
  const auto found = std::find_if(part.headers.begin(), part.headers.end(),
                                  [&](const HeaderField& field) { return equals_ignoring_case(field.name, name); });
  return found == part.headers.end() ? std::string() : found->value;
}

// "Maija <maija@example.fi>" -> "maija@example.fi"
std::string address_of(std::string_view from) {
  const std::string folded = small_letters(from);
  const std::size_t open = folded.rfind('<');
  const std::size_t begin = open == std::string::npos ? 0 : open + 1;
  const std::size_t end = std::min(folded.find('>', begin), folded.size());
  std::string address = folded.substr(begin, end - begin);
  address.erase(std::remove(address.begin(), address.end(), ' '), address.end());
  return address;
}

class DocumentWriter {
 public:
  DocumentWriter(const Message& message, const std::vector<std::string>& mailbox_addresses, const Limits& limits,
                 std::vector<Picture>* pictures)
      : message_(message), limits_(limits), pictures_(pictures), children_(message.parts.size()) {
    people_.mailbox_addresses = mailbox_addresses;
    people_.sender_address = address_of(message.header("From"));
    for (std::size_t i = 0; i < message.parts.size(); ++i) {
      if (message.parts[i].parent >= 0) children_[static_cast<std::size_t>(message.parts[i].parent)].push_back(i);
    }
    collect_content_ids();
  }

  Document write() {
    document_.troubles = message_.troubles;
    document_.crypto = message_.crypto;
    document_.report = is_report(message_);
    document_.auto_replied = is_auto_replied(message_);
    document_.list_mail = is_list_mail(message_);
    if (message_.parts.empty()) return std::move(document_);
    add_subject(0, Author::sender);
    if (document_.report) {
      read_report();
    } else {
      read_part(0, Place{});
    }
    return std::move(document_);
  }

 private:
  // ---- blocks

  void trouble(TroubleKind kind, std::size_t part, const char* detail) {
    document_.troubles.push_back({kind, static_cast<int>(part), detail});
  }

  void add_block(std::size_t part, Role role, Author author, std::string text) {
    if (text.find_first_not_of(" \t\n") == std::string::npos) return;
    const std::size_t room = limits_.text_bytes - std::min(limits_.text_bytes, text_bytes_);
    if (text.size() > room) {
      if (!full_) trouble(TroubleKind::text_limit, part, "text");
      full_ = true;
      std::size_t end = room;
      while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
      text.resize(end);
      if (text.empty()) return;
    }
    text_bytes_ += text.size();
    Block block;
    block.role = role;
    block.author = author;
    block.part = static_cast<int>(part);
    block.text = std::move(text);
    block.protected_by_encryption = message_.parts[part].protected_by_encryption;
    document_.blocks.push_back(std::move(block));
  }

  void add_subject(std::size_t part, Author author) {
    const Role role = part == 0 || has_protected_header(part) ? Role::subject : Role::attachment;
    std::string subject = clean_line(decode_header_words(field_of(message_.parts[part], "Subject")));
    const bool again = role == Role::subject && std::any_of(document_.blocks.begin(), document_.blocks.end(), [&](const Block& block) {
                         return block.role == Role::subject && block.text == subject;
                       });
    if (repeats_auto_reply(subject)) author = Author::mailbox;
    if (!again) add_block(part, role, author, std::move(subject));
  }

  // RFC 9788: the header of the mail stands once more within what is sealed, and there it may say more.
  bool has_protected_header(std::size_t part) const {
    if (message_.parts[part].opened_payload) return true;
    const int parent = message_.parts[part].parent;
    return parent >= 0 && message_.parts[static_cast<std::size_t>(parent)].media_type == "multipart/signed" &&
           children_[static_cast<std::size_t>(parent)].front() == part;
  }

  void add_text(std::size_t part, const Place& place, const PartText& text) {
    if (text.limited) trouble(TroubleKind::text_limit, part, "text or HTML");
    if (place.author == Author::mailbox) return add_block(part, place.role, Author::mailbox, text.text);
    for (AuthoredText& piece : split_thread(text.text, people_)) {
      const bool earlier = place.author && piece.author == Author::sender;
      add_block(part, place.role, earlier ? *place.author : piece.author, std::move(piece.text));
    }
  }

  // ---- the tree

  void read_part(std::size_t i, const Place& place) {
    const Part& part = message_.parts[i];
    if (full_ || part.depth > limits_.nesting + 1) return;
    if (has_protected_header(i)) add_subject(i, place.author.value_or(Author::sender));
    if (part.media_type == "multipart/alternative") return read_alternative(i, place);
    if (is_mail(part)) return read_forwarded(i, place);
    const bool container =
        part.media_type.compare(0, 10, "multipart/") == 0 || (!children_[i].empty() && !is_text(part));
    if (!container) read_leaf(i, place);
    for (const std::size_t child : children_[i]) read_part(child, place);
  }

  // A bounce or a receipt: its first text explains it; the returned mail is not the sender's.
  void read_report() {
    for (std::size_t i = 0; i < message_.parts.size(); ++i) {
      if (!children_[i].empty() || !is_text(message_.parts[i])) continue;
      return add_text(i, Place{}, text_of_part(message_.parts[i], limits_));
    }
  }

  void read_forwarded(std::size_t i, Place place) {
    if (children_[i].empty()) return read_leaf(i, place);
    const std::size_t inner = children_[i].front();
    const bool ours = is_mailbox_address(address_of(field_of(message_.parts[inner], "From")), people_);
    place.role = Role::attachment;
    if (ours) place.author = Author::mailbox;
    if (place.texts) add_subject(inner, place.author.value_or(Author::sender));
    for (const std::size_t child : children_[i]) read_part(child, place);
  }

  static bool is_mail(const Part& part) {
    return part.media_type == "message/rfc822" || part.media_type == "message/global" ||
           part.media_type == "message/news";
  }

  static bool is_text(const Part& part) { return part.media_type.compare(0, 5, "text/") == 0; }

  // Shown in the mail itself, not as a file to open.
  static bool is_body_text(const Part& part) {
    const bool readable =
        part.media_type == "text/plain" || part.media_type == "text/html" || part.media_type == "text/enriched";
    return readable && part.disposition != "attachment" && part.filename.empty();
  }

  // The text that a branch of an alternative would show.
  std::string branch_text(std::size_t i) const {
    const Part& part = message_.parts[i];
    if (children_[i].empty()) return is_body_text(part) ? text_of_part(part, limits_).text : std::string();
    std::string text;
    for (const std::size_t child : children_[i]) {
      if (message_.parts[child].depth <= limits_.nesting) text += branch_text(child);
    }
    return text;
  }

  bool holds_html(std::size_t i) const {
    if (children_[i].empty()) return message_.parts[i].media_type == "text/html";
    return std::any_of(children_[i].begin(), children_[i].end(), [&](std::size_t child) { return holds_html(child); });
  }

  // The plain branch, unless it says much less than the HTML ("your program cannot show this"). Files of all branches
  // count.
  void read_alternative(std::size_t i, const Place& place) {
    std::optional<std::size_t> chosen;
    std::size_t most = 0;
    for (const std::size_t child : children_[i]) {
      const std::size_t letters = count_of_letters(branch_text(child));
      const bool richer = holds_html(child) ? 10 * letters > 16 * most + 50 : letters > most;
      if (letters == 0 || (chosen && !richer)) continue;
      chosen = child;
      most = letters;
    }
    for (const std::size_t child : children_[i]) {
      Place branch = place;
      branch.texts = place.texts && child == chosen;
      read_part(child, branch);
    }
  }

  // ---- leaves

  void read_leaf(std::size_t i, const Place& place) {
    const Part& part = message_.parts[i];
    if (is_body_text(part)) {
      if (place.texts) add_text(i, place, text_of_part(part, limits_));
      return;
    }
    if (is_part_of_seal(i) || has_trouble(i)) return;
    Place file = place;
    file.role = Role::attachment;
    read_file(i, file, part.content, part.media_type, part.filename);
  }

  bool is_part_of_seal(std::size_t i) const {
    const int parent = message_.parts[i].parent;
    return message_.parts[i].opened ||
           (parent >= 0 && message_.parts[static_cast<std::size_t>(parent)].media_type == "multipart/encrypted");
  }

  // Whoever read the part before has said why it cannot be read.
  bool has_trouble(std::size_t i) const {
    if (!message_.parts[i].content.empty()) return false;
    return std::any_of(message_.troubles.begin(), message_.troubles.end(),
                       [&](const Trouble& found) { return found.part == static_cast<int>(i); });
  }

  void read_file(std::size_t i, const Place& place, std::string_view bytes, std::string_view media_type,
                 std::string_view filename) {
    if (bytes.empty()) return;
    const FileType type = type_of_file(bytes, media_type, filename);
    switch (type.kind) {
      case FileKind::text:
      case FileKind::html:
        return add_text(i, place, read_text_file(i, bytes, type.kind == FileKind::html));
      case FileKind::readable:
        return read_readable(i, place, bytes, type);
      case FileKind::tnef:
        return read_tnef(i, place, bytes);
      case FileKind::message:
        return read_saved_mail(i, place, bytes);
      case FileKind::picture:
        return read_picture(i, place, bytes, filename);
      case FileKind::ignorable:
      case FileKind::sealed:
        return;
      case FileKind::locked:
        return trouble(TroubleKind::password, i, type.name);
      case FileKind::unsupported:
        return trouble(TroubleKind::unsupported, i, type.name);
    }
  }

  PartText read_text_file(std::size_t i, std::string_view bytes, bool html) const {
    const Part& part = message_.parts[i];
    const bool declared = is_text(part) && part.content.data() == bytes.data();
    if (declared && html == (part.media_type == "text/html")) return text_of_part(part, limits_);
    return text_of_file(bytes, {}, html, limits_);
  }

  void read_readable(std::size_t i, const Place& place, std::string_view bytes, const FileType& type) {
    FileText text = type.read(bytes, limits_);
    if (text.pages_without_text) keep_picture(i, place.author.value_or(Author::sender), bytes, true);
    add_file_text(i, place, std::move(text));
  }

  void add_file_text(std::size_t i, const Place& place, FileText text) {
    if (text.trouble) trouble(*text.trouble, i, "file");
    const Author author = place.author.value_or(Author::sender);
    add_block(i, Role::form_field, author, clean_text(text.fields));
    add_block(i, place.role, author, clean_text(text.body));
  }

  void read_tnef(std::size_t i, Place place, std::string_view bytes) {
    if (++place.packing > most_packing) return trouble(TroubleKind::unsupported, i, "packed too deep");
    const TnefContent content = unpack_tnef(bytes, limits_);
    if (content.damaged) trouble(TroubleKind::damaged, i, "winmail.dat");
    if (!content.text.empty()) {
      add_text(i, place, text_of_file(content.text, {}, false, limits_));
    } else if (!content.rtf.empty()) {
      add_file_text(i, place, read_rtf(content.rtf, limits_));
    }
    for (const PackedFile& file : content.files) read_file(i, place, file.bytes, {}, file.filename);
  }

  void read_saved_mail(std::size_t i, const Place& place, std::string_view bytes) {
    if (place.packing >= most_packing) return trouble(TroubleKind::unsupported, i, "packed too deep");
    Limits limits = limits_;
    limits.nesting =
        std::max(1, limits_.nesting - message_.parts[i].depth - place.packing * limits_.nesting / most_packing);
    const Message saved = read_message(bytes, limits);
    const bool ours = is_mailbox_address(address_of(saved.header("From")), people_);
    std::vector<Picture> pictures;
    Document inner = to_document_at(saved, place.packing + 1, pictures);
    for (const Picture& picture : pictures)
      keep_picture(i, ours ? Author::mailbox : picture.author, picture.bytes, picture.pdf);
    for (Block& block : inner.blocks)
      add_block(i, Role::attachment, ours ? Author::mailbox : block.author, std::move(block.text));
    for (const Trouble& found : inner.troubles)
      document_.troubles.push_back({found.kind, static_cast<int>(i), found.detail});
  }

  Document to_document_at(const Message& saved, int packing, std::vector<Picture>& pictures) const {
    DocumentWriter writer(saved, people_.mailbox_addresses, limits_, pictures_ == nullptr ? nullptr : &pictures);
    writer.document_.troubles = saved.troubles;
    if (saved.parts.empty()) return std::move(writer.document_);
    writer.add_subject(0, Author::sender);
    Place place;
    place.packing = packing;
    writer.read_part(0, place);
    return std::move(writer.document_);
  }

  // ---- pictures

  void collect_content_ids() {
    for (const Part& part : message_.parts) {
      if (part.media_type != "text/html") continue;
      for (std::size_t at = part.content.find("cid:"); at != std::string::npos;
           at = part.content.find("cid:", at + 4)) {
        const std::size_t end = part.content.find_first_of("\"'> )", at);
        if (end != std::string::npos && end - at < 256) shown_ids_.push_back(part.content.substr(at + 4, end - at - 4));
        if (shown_ids_.size() > limits_.parts) return;
      }
    }
    std::sort(shown_ids_.begin(), shown_ids_.end());
  }

  bool is_shown_in_html(const Part& part) const {
    std::string_view id = part.content_id;
    if (!id.empty() && id.front() == '<') id.remove_prefix(1);
    if (!id.empty() && id.back() == '>') id.remove_suffix(1);
    return !id.empty() && std::binary_search(shown_ids_.begin(), shown_ids_.end(), std::string(id));
  }

  void keep_picture(std::size_t i, Author author, std::string_view bytes, bool pdf) {
    if (pictures_ == nullptr || author == Author::mailbox) return;
    pictures_->push_back({static_cast<int>(i), author, pdf, std::string(bytes)});
  }

  void read_picture(std::size_t i, const Place& place, std::string_view bytes, std::string_view filename) {
    constexpr auto logo_names =
        std::to_array<std::string_view>({"logo", "image00", "icon", "facebook", "linkedin", "instagram", "twitter",
                                         "banner", "signature", "allekirjoitus", "spacer"});
    const std::string name = small_letters(filename);
    const bool logo = std::any_of(logo_names.begin(), logo_names.end(),
                                  [&](std::string_view part) { return name.find(part) != std::string::npos; });
    const bool small = bytes.size() < small_picture_bytes || (logo && bytes.size() < logo_bytes) ||
                       (is_shown_in_html(message_.parts[i]) && bytes.size() < inline_picture_bytes);
    if (small) return;
    trouble(TroubleKind::picture, i, "picture");
    keep_picture(i, place.author.value_or(Author::sender), bytes, false);
  }

  const Message& message_;
  const Limits& limits_;
  std::vector<Picture>* pictures_;
  Correspondents people_;
  std::vector<std::vector<std::size_t>> children_;
  std::vector<std::string> shown_ids_;
  Document document_;
  std::size_t text_bytes_ = 0;
  bool full_ = false;
};

}  // namespace

Document to_document(const Message& message, const std::vector<std::string>& mailbox_addresses, const Limits& limits,
                     std::vector<Picture>* pictures) {
  return DocumentWriter(message, mailbox_addresses, limits, pictures).write();
}

}  // namespace intake
