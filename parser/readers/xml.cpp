#include "parser/readers/xml.h"

#include <libxml/xmlreader.h>

#include <limits>
#include <memory>

namespace intake {

namespace {

struct ReaderDeleter {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

std::string_view text_of(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

std::string attribute_of(xmlTextReader* reader, const char* name) {
  xmlChar* value = xmlTextReaderGetAttribute(reader, reinterpret_cast<const xmlChar*>(name));
  std::string out(text_of(value));
  xmlFree(value);
  return out;
}

// Visits one node; false to stop.
bool visit(xmlTextReader* reader, const XmlEvents& events) {
  switch (xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE: return false;
    case XML_READER_TYPE_ELEMENT: {
      const std::string name(text_of(xmlTextReaderConstName(reader)));
      events.begin(name, [&](const char* attribute) { return attribute_of(reader, attribute); });
      if (xmlTextReaderIsEmptyElement(reader) == 1) events.end(name);
      return true;
    }
    case XML_READER_TYPE_END_ELEMENT: events.end(text_of(xmlTextReaderConstName(reader))); return true;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return events.text(text_of(xmlTextReaderConstValue(reader)));
    default: return true;
  }
}

}  // namespace

bool read_xml(std::string_view bytes, const XmlEvents& events) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return false;
  const std::unique_ptr<xmlTextReader, ReaderDeleter> reader(
      xmlReaderForMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
  if (!reader) return false;
  int result = 0;
  while ((result = xmlTextReaderRead(reader.get())) == 1) {
    if (!visit(reader.get(), events)) return false;
  }
  return result == 0;
}

}  // namespace intake
