#include "parser/readers/tnef.h"

extern "C" {
#include <ytnef.h>  // its header does not say so itself
}

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace intake {

namespace {

constexpr std::size_t most_files = 100;

struct TnefDeleter {
  void operator()(TNEFStruct* tnef) const {
    TNEFFree(tnef);
    delete tnef;
  }
};

std::string bytes_of(const variableLength& value, std::size_t most) {
  if (value.data == nullptr || value.size <= 0) return {};
  return {reinterpret_cast<const char*>(value.data), std::min(static_cast<std::size_t>(value.size), most)};
}

std::string without_nul(std::string text) {
  text.erase(std::find(text.begin(), text.end(), '\0'), text.end());
  return text;
}

std::string property(MAPIProps& properties, unsigned type, unsigned id, std::size_t most) {
  variableLength* found = MAPIFindProperty(&properties, PROP_TAG(type, id));
  return found == MAPI_UNDEFINED ? std::string() : bytes_of(*found, most);
}

std::string rtf_of(MAPIProps& properties, std::size_t most) {
  variableLength* packed = MAPIFindProperty(&properties, PROP_TAG(PT_BINARY, PR_RTF_COMPRESSED));
  if (packed == MAPI_UNDEFINED) return {};
  int size = 0;
  const std::unique_ptr<BYTE, decltype(&std::free)> plain(DecompressRTF(packed, &size), &std::free);
  if (!plain || size <= 0) return {};
  return {reinterpret_cast<const char*>(plain.get()), std::min(static_cast<std::size_t>(size), most)};
}

}  // namespace

TnefContent unpack_tnef(std::string_view bytes, const Limits& limits) {
  TnefContent content;
  const std::unique_ptr<TNEFStruct, TnefDeleter> tnef(new TNEFStruct);
  TNEFInitialize(tnef.get());
  tnef->Debug = 0;
  std::string copy(bytes);  // the library wants it writable
  content.damaged = TNEFParseMemory(reinterpret_cast<BYTE*>(copy.data()), static_cast<long>(copy.size()), tnef.get()) < 0;
  content.text = without_nul(bytes_of(tnef->body, limits.text_bytes));
  if (content.text.empty()) content.text = without_nul(property(tnef->MapiProperties, PT_STRING8, PR_BODY, limits.text_bytes));
  content.rtf = rtf_of(tnef->MapiProperties, limits.unpacked_bytes);
  for (Attachment* file = tnef->starting_attach.next; file != nullptr && content.files.size() < most_files; file = file->next) {
    std::string data = bytes_of(file->FileData, limits.unpacked_bytes);
    if (data.empty()) data = property(file->MAPI, PT_BINARY, PR_ATTACH_DATA_OBJ, limits.unpacked_bytes);
    std::string name = without_nul(property(file->MAPI, PT_STRING8, PR_ATTACH_LONG_FILENAME, 4096));
    if (name.empty()) name = without_nul(bytes_of(file->Title, 4096));
    content.files.push_back({std::move(name), std::move(data)});
  }
  return content;
}

}  // namespace intake
