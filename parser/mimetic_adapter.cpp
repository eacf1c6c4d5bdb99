#include "parser/mimetic_adapter.h"

#include <exception>

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wextra"
#pragma GCC diagnostic ignored "-Wpedantic"
#endif
#include <mimetic/mimetic.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

#include "parser/lines.h"

namespace intake {
namespace {

std::string leaf_signature(const mimetic::MimeEntity& leaf) {
  const mimetic::Header& header = leaf.header();
  std::string type = header.contentType().type() + "/" + header.contentType().subtype();
  if (type == "/") type = "text/plain";
  return lower_ascii(type) + " " + lower_ascii(header.contentTransferEncoding().mechanism());
}

}  // namespace

std::optional<std::vector<std::string>> leaves_as_mimetic_reads(std::string_view bytes) {
  try {
    mimetic::MimeEntity root;
    root.load(bytes.begin(), bytes.end());
    std::vector<std::string> leaves;
    std::vector<const mimetic::MimeEntity*> open = {&root};
    while (!open.empty()) {
      const mimetic::MimeEntity* entity = open.back();
      open.pop_back();
      const mimetic::MimeEntityList& children = entity->body().parts();
      if (children.empty()) leaves.push_back(leaf_signature(*entity));
      open.insert(open.end(), children.rbegin(), children.rend());
    }
    return leaves;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace intake
