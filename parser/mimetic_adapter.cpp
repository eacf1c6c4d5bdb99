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

// mimetic keeps comments and blanks in the subtype.
std::string_view token(std::string_view text) {
  return text.substr(0, text.find_first_of(" \t("));
}

std::string leaf_signature(const mimetic::MimeEntity& leaf, int depth) {
  const mimetic::Header& header = leaf.header();
  const std::string encoding = header.contentTransferEncoding().mechanism();
  std::string type = header.contentType().type() + "/" + header.contentType().subtype();
  if (type == "/") type = "text/plain";
  return std::to_string(depth) + " " + lower_ascii(token(type)) + " " + lower_ascii(token(encoding));
}

}  // namespace

std::string media_type_as_mimetic_reads(const std::string& plain_value) {
  try {
    const mimetic::ContentType type(plain_value);
    if (type.type().empty() || type.subtype().empty()) return {};
    return lower_ascii(type.type() + "/" + type.subtype());
  } catch (const std::exception&) {
    return {};
  }
}

std::string disposition_as_mimetic_reads(const std::string& plain_value) {
  try {
    return lower_ascii(mimetic::ContentDisposition(plain_value).type());
  } catch (const std::exception&) {
    return {};
  }
}

std::optional<std::vector<std::string>> leaves_as_mimetic_reads(std::string_view bytes) {
  try {
    mimetic::MimeEntity root;
    root.load(bytes.begin(), bytes.end());
    std::vector<std::string> leaves;
    struct Open {
      const mimetic::MimeEntity* entity;
      int depth;
    };
    std::vector<Open> open = {{&root, 0}};
    while (!open.empty()) {
      const auto [entity, depth] = open.back();
      open.pop_back();
      const mimetic::MimeEntityList& children = entity->body().parts();
      if (children.empty()) leaves.push_back(leaf_signature(*entity, depth));
      for (auto child = children.rbegin(); child != children.rend(); ++child) open.push_back({*child, depth + 1});
    }
    return leaves;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace intake
