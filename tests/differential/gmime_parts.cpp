// Prints what GMime makes of message files, for tests/differential/hidden_parts_test.py: one line a leaf with its media
// type, the CRC-32 of its decoded content without the last line end, and whether the content holds the word of the file
// that must not be missed. GMime is a second opinion of the tests only; the programs do not use it.
#include <gmime/gmime.h>

#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>

namespace {

constexpr const char* marker = "%PDF-1.4 hidden";

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? crc >> 1 ^ 0xedb88320U : crc >> 1;
  }
  return ~crc;
}

std::string content_of(GMimePart* part) {
  GMimeDataWrapper* const wrapper = g_mime_part_get_content(part);
  if (wrapper == nullptr) return {};
  GMimeStream* const memory = g_mime_stream_mem_new();
  g_mime_data_wrapper_write_to_stream(wrapper, memory);
  const GByteArray* const array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
  std::string content(reinterpret_cast<const char*>(array->data), array->len);
  g_object_unref(memory);
  return content;
}

void print_part(GMimeObject*, GMimeObject* object, void*) {
  if (GMIME_IS_MESSAGE_PART(object)) {
    GMimeMessage* const inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    if (inner != nullptr) g_mime_message_foreach(inner, print_part, nullptr);
  }
  if (!GMIME_IS_PART(object)) return;
  std::string content = content_of(GMIME_PART(object));
  const bool marked = content.find(marker) != std::string::npos;
  if (!content.empty() && content.back() == '\n') content.pop_back();
  if (!content.empty() && content.back() == '\r') content.pop_back();
  const GMimeContentType* const type = g_mime_object_get_content_type(object);
  std::string name = std::string(g_mime_content_type_get_media_type(const_cast<GMimeContentType*>(type))) + "/" +
                     g_mime_content_type_get_media_subtype(const_cast<GMimeContentType*>(type));
  for (char& c : name) c = static_cast<char>(g_ascii_tolower(c));
  std::cout << name << '\t' << crc32(content) << '\t' << (marked ? "marked" : "") << '\n';
}

void print(const char* path) {
  std::cout << "= " << path << '\n';
  GMimeStream* const stream = g_mime_stream_file_open(path, "rb", nullptr);
  if (stream == nullptr) return;
  GMimeParser* const parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage* const message = g_mime_parser_construct_message(parser, nullptr);
  if (message != nullptr) {
    g_mime_message_foreach(message, print_part, nullptr);
    g_object_unref(message);
  }
  g_object_unref(parser);
  g_object_unref(stream);
}

}  // namespace

int main(int count, char** paths) {
  g_mime_init();
  for (int i = 1; i < count; ++i) print(paths[i]);
  g_mime_shutdown();
}
