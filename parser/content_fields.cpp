#include "parser/content_fields.h"

#include <algorithm>

#include "parser/header_parameters.h"
#include "parser/lines.h"
#include "parser/mimetic_adapter.h"

namespace intake {
namespace {

const HeaderField* find_field(const std::vector<HeaderField>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [name](const HeaderField& field) {
    return equals_ignoring_case(field.name, name) && !field.value.empty();
  });
  return found == fields.end() ? nullptr : &*found;
}

// Calls `differs(first, other)` for every further field of the name.
template <typename Differs>
bool conflicts(const std::vector<HeaderField>& fields, std::string_view name, Differs differs) {
  const HeaderField* first = find_field(fields, name);
  if (first == nullptr) return false;
  return std::any_of(fields.begin(), fields.end(), [&](const HeaderField& field) {
    return &field != first && equals_ignoring_case(field.name, name) && differs(first->value, field.value);
  });
}

bool types_differ(const std::string& one, const std::string& other) {
  if (one == other) return false;
  const ParameterizedValue first = parse_parameters(one);
  const ParameterizedValue second = parse_parameters(other);
  if (first.value != second.value) return true;
  const Parameter* first_boundary = first.find("boundary");
  const Parameter* second_boundary = second.find("boundary");
  if (first_boundary == nullptr || second_boundary == nullptr) return first_boundary != second_boundary;
  return first_boundary->raw != second_boundary->raw;
}

bool is_token_character(char c) {
  return c > ' ' && c < 0x7f && std::string_view("()<>@,;:\\\"/[]?=").find(c) == std::string_view::npos;
}

// mimetic reads plain tokens only: anything else in the value means that it is no media type.
std::string media_type_of(const std::string& value) {
  const auto is_plain = [](char c) { return is_token_character(c) || c == '/'; };
  if (!std::all_of(value.begin(), value.end(), is_plain)) return {};
  if (std::count(value.begin(), value.end(), '/') != 1) return {};
  return media_type_as_mimetic_reads(value);
}

// A path of the sender's computer is no business of ours: only what comes after the last separator.
std::string base_name(const std::string& path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

void read_boundary(const ParameterizedValue& type, ContentFields& content) {
  const Parameter* boundary = type.find("boundary");
  if (boundary == nullptr || boundary->raw.empty()) {
    content.ambiguity = "multipart without boundary";
    return;
  }
  content.boundary = boundary->raw;
  while (!content.boundary.empty() && is_blank(content.boundary.back())) content.boundary.pop_back();
  const bool odd = std::any_of(content.boundary.begin(), content.boundary.end(),
                               [](char c) { return c < ' ' || c == 0x7f; });  // char is signed: also 8-bit
  if (boundary->conflicting) content.ambiguity = "boundary given twice";
  if (boundary->extended) content.ambiguity = "boundary in an extended parameter";
  if (odd || content.boundary.empty()) content.ambiguity = "boundary with forbidden characters";
}

void read_type(const HeaderField* field, const std::string& default_type, ContentFields& content) {
  content.media_type = default_type;
  if (field == nullptr) return;
  const ParameterizedValue type = parse_parameters(field->value);
  for (const Parameter& parameter : type.parameters) content.parameters[parameter.name] = parameter.value;
  content.irregular = type.irregular;
  const bool named = type.find("name") != nullptr;
  if (std::string media_type = media_type_of(type.value); !media_type.empty()) {
    content.media_type = std::move(media_type);
  } else if (starts_with_ignoring_case(type.value, "multipart") && type.find("boundary") != nullptr) {
    content.media_type = "multipart/mixed";
    content.irregular = true;
  } else {
    content.media_type = named ? "application/octet-stream" : "text/plain";
  }
  if (content.is_multipart()) read_boundary(type, content);
}

void read_disposition(const HeaderField* field, ContentFields& content) {
  if (field != nullptr) {
    const ParameterizedValue disposition = parse_parameters(field->value);
    const bool plain = std::all_of(disposition.value.begin(), disposition.value.end(), is_token_character);
    if (plain) content.disposition = disposition_as_mimetic_reads(disposition.value);
    if (const Parameter* name = disposition.find("filename")) content.filename = base_name(name->value);
  }
  const auto name = content.parameters.find("name");
  if (content.filename.empty() && name != content.parameters.end()) content.filename = base_name(name->second);
}

bool ends_with_eml(const std::string& name) {
  return name.size() > 4 && equals_ignoring_case(std::string_view(name).substr(name.size() - 4), ".eml");
}

std::string without_angle_brackets(std::string_view id) {
  const std::size_t open = id.find('<');
  const std::size_t close = id.rfind('>');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::string(id);
  return std::string(id.substr(open + 1, close - open - 1));
}

}  // namespace

bool ContentFields::is_message() const {
  return media_type == "message/rfc822" || media_type == "message/global" || media_type == "message/news";
}

ContentFields read_content_fields(const std::vector<HeaderField>& fields, const std::string& default_type) {
  ContentFields content;
  read_type(find_field(fields, "content-type"), default_type, content);
  if (conflicts(fields, "content-type", types_differ)) content.ambiguity = "two different Content-Type fields";
  if (const HeaderField* field = find_field(fields, "content-transfer-encoding")) {
    content.encoding = transfer_encoding_of(field->value);
  }
  const auto encodings_differ = [](const std::string& one, const std::string& other) {
    return transfer_encoding_of(one) != transfer_encoding_of(other);
  };
  if (conflicts(fields, "content-transfer-encoding", encodings_differ)) {
    content.ambiguity = "two different transfer encodings";
  }
  read_disposition(find_field(fields, "content-disposition"), content);
  // Web mail attaches a saved message as a file: it is a forwarded message all the same.
  if (content.media_type == "application/octet-stream" && ends_with_eml(content.filename)) {
    content.media_type = "message/rfc822";
  }
  if (const HeaderField* field = find_field(fields, "content-id")) {
    content.content_id = without_angle_brackets(field->value);
  }
  return content;
}

}  // namespace intake
