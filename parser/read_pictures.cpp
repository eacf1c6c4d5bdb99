// The step behind to_document that only some messages need: text recognised in pictures, as further blocks (parser.h).
#include <algorithm>
#include <numeric>

#include "parser/clean_text.h"
#include "parser/parser.h"

namespace intake {

namespace {

std::size_t text_bytes(const Document& document) {
  return std::accumulate(document.blocks.begin(), document.blocks.end(), std::size_t{0},
                         [](std::size_t sum, const Block& block) { return sum + block.text.size(); });
}

bool is_unread(const Document& document, int part) {
  return std::any_of(document.troubles.begin(), document.troubles.end(), [&](const Trouble& trouble) {
    return trouble.kind == TroubleKind::picture && trouble.part == part;
  });
}

Block block_of(const Picture& picture, std::string text) {
  Block block;
  block.role = Role::attachment;
  block.author = picture.author;
  block.part = picture.part;
  block.text = std::move(text);
  block.from_ocr = true;
  return block;
}

}  // namespace

void read_pictures(Document& document, const Message& message, const std::vector<Picture>& pictures,
                   PictureReader& reader, const Limits& limits) {
  std::size_t room = limits.text_bytes - std::min(limits.text_bytes, text_bytes(document));
  reader.begin();
  for (const Picture& picture : pictures) {
    for (const std::string& page : reader.read(picture)) {
      std::string text = clean_text(page);
      if (text.find_first_not_of(" \t\n") == std::string::npos || text.size() > room) continue;
      room -= text.size();
      Block block = block_of(picture, std::move(text));
      block.protected_by_encryption = message.parts.at(static_cast<std::size_t>(picture.part)).protected_by_encryption;
      document.blocks.push_back(std::move(block));
      // A scanned page among pages with text: what was recognised is still no reading.
      if (!is_unread(document, picture.part))
        document.troubles.push_back({TroubleKind::picture, picture.part, "page without text"});
    }
  }
}

}  // namespace intake
