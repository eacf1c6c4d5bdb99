#include "parser/part_header.h"

#include <algorithm>
#include <iterator>

#include "parser/boundary_line.h"
#include "parser/header_fields.h"

namespace intake {
namespace {

std::size_t offset_of_type(const HeaderBlock& block) {
  const auto type = std::find_if(block.fields.begin(), block.fields.end(), [](const HeaderField& field) {
    return equals_ignoring_case(field.name, "content-type");
  });
  return block.offsets[static_cast<std::size_t>(std::distance(block.fields.begin(), type))];
}

// A header that runs into the first boundary line of its own multipart: the lines from there on are no fields.
void cut_at_own_boundary(std::string_view bytes, const HeaderExtent& extent, HeaderBlock& block, PartHeader& header) {
  const std::size_t type_begin = extent.begin + offset_of_type(block);
  for (const ByteLine& line : extent.dash_lines) {
    if (line.begin < type_begin) continue;
    if (!is_boundary(match_boundary(dash_line(bytes, line), header.content.boundary))) continue;
    header.body_begin = std::min(header.body_begin, line.begin);
    while (extent.begin + block.offsets.back() > line.begin) {
      block.offsets.pop_back();
      block.fields.pop_back();
    }
    return;
  }
}

}  // namespace

PartHeader read_part_header(std::string_view bytes, const HeaderExtent& extent, char newline,
                            const std::string& default_type, const Limits& limits) {
  const std::size_t size = extent.end - extent.begin;
  HeaderBlock block = split_header(bytes.substr(extent.begin, size), newline, limits);
  PartHeader header;
  header.over_limit = block.over_limit;
  header.body_begin = block.text_begin < size ? extent.begin + block.text_begin : extent.body_begin;
  header.content = read_content_fields(block.fields, default_type);
  header.irregular = block.irregular || header.content.irregular;
  if (header.content.is_multipart() && !header.content.boundary.empty()) {
    cut_at_own_boundary(bytes, extent, block, header);
  }
  header.fields = std::move(block.fields);
  return header;
}

}  // namespace intake
