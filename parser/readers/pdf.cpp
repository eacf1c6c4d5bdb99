// PDF: page text through poppler, values of AcroForm fields and typed-on notes through qpdf (poppler's C++ interface has no
// forms). In a fillable form the page text is its printed labels and examples: only the filled fields are read there.
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <cmath>

#include <memory>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <stdexcept>

#include "parser/readers/file_text.h"
#include "parser/readers/scanned_pages.h"

namespace intake {

namespace {

constexpr int most_pages = 200;          // a request has some; time is linear in them
constexpr std::size_t most_fields = 2000;  // fields of a form
constexpr std::size_t most_drawing = 8;    // bytes of drawing commands for each byte of text that may be read

void put_field(std::string& out, const std::string& label, const std::string& value) {
  out += label;
  out += '\t';
  for (const char c : value) out += c == '\r' || c == '\n' ? std::string("\n\t") : std::string(1, c);
  out += '\n';
}

// Whether the file has text fields at all, filled or not.
struct Form {
  bool there = false;
  std::string fields;
};

Form read_fields(QPDF& pdf) {
  Form form;
  QPDFAcroFormDocumentHelper helper(pdf);
  if (!helper.hasAcroForm()) return form;
  std::size_t seen = 0;
  for (QPDFFormFieldObjectHelper& field : helper.getFormFields()) {
    if (++seen > most_fields) break;
    if (!field.isText() && !field.isChoice()) continue;
    form.there = true;
    const std::string value = field.getValueAsString();
    if (value.find_first_not_of(" \t\r\n") != std::string::npos) put_field(form.fields, field.getAlternativeName(), value);
  }
  return form;
}

// Counts what it is given, and ends the unpacking at the bound.
class BoundedCounter : public Pipeline {
 public:
  explicit BoundedCounter(std::size_t most) : Pipeline("counter", nullptr), most_(most) {}
  void write(const unsigned char*, std::size_t size) override {
    count_ += size;
    if (count_ > most_) throw std::length_error("over the bound");
  }
  void finish() override {}
  [[nodiscard]] bool over() const { return count_ > most_; }

 private:
  std::size_t most_;
  std::size_t count_ = 0;
};

// Drawing commands of all pages that are read, unpacked: poppler takes what comes (8 KB have made it take 13 GB).
bool draws_too_much(QPDF& pdf, const Limits& limits) {
  BoundedCounter counter(most_drawing * limits.text_bytes);
  const auto count = [&](QPDFObjectHandle stream) {
    if (stream.isStream() && !counter.over()) stream.pipeStreamData(&counter, 0, qpdf_dl_generalized, true);
  };
  int pages = 0;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    if (++pages > most_pages || counter.over()) break;
    for (const QPDFObjectHandle& content : page.getPageContents()) count(content);
  }
  for (QPDFObjectHandle object : pdf.getAllObjects()) {
    if (object.isFormXObject()) count(object);
  }
  return counter.over();
}

// Text that somebody typed onto the page with a viewer's text tool.
std::string read_notes(QPDF& pdf) {
  std::string notes;
  int pages = 0;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    if (++pages > most_pages) break;
    for (QPDFAnnotationObjectHelper& annotation : page.getAnnotations("/FreeText")) {
      QPDFObjectHandle contents = annotation.getObjectHandle().getKey("/Contents");
      if (contents.isString()) notes += contents.getUTF8Value() + "\n";
    }
  }
  return notes;
}

bool blank(const std::string& text) { return text.find_first_not_of(" \t\r\n\f") == std::string::npos; }

std::string text_of(const poppler::page& page) {
  const poppler::byte_array bytes = page.text().to_utf8();
  return {bytes.begin(), bytes.end()};
}

void read_pages(const poppler::document& document, const Limits& limits, FileText& out) {
  std::string text;
  for (int i = 0; i < std::min(document.pages(), most_pages) && text.size() < limits.text_bytes; ++i) {
    const std::unique_ptr<poppler::page> page(document.create_page(i));
    if (!page) continue;
    const std::string page_text = text_of(*page);
    out.pages_without_text |= blank(page_text);
    text += page_text + '\n';
  }
  out.body += text;
}

std::unique_ptr<poppler::document> open_pages(std::string_view bytes) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  return std::unique_ptr<poppler::document>(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
}

FileText read_opened(std::string_view bytes, const Limits& limits) {
  FileText out;
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("attachment", bytes.data(), bytes.size());
  const Form form = read_fields(pdf);
  out.fields = form.fields;
  out.body = read_notes(pdf);
  if (form.there) return out;
  if (draws_too_much(pdf, limits)) {
    out.trouble = TroubleKind::too_big_unpacked;
    return out;
  }

  const std::unique_ptr<poppler::document> document = open_pages(bytes);
  if (!document || document->is_locked()) {
    out.trouble = document ? TroubleKind::password : TroubleKind::damaged;
    return out;
  }
  read_pages(*document, limits, out);
  if (blank(out.body)) out.trouble = TroubleKind::picture;  // pages without text: a scan
  if (document->pages() > most_pages || out.body.size() > limits.text_bytes) out.trouble = TroubleKind::too_big_unpacked;
  return out;
}

// Pictures within the file are unpacked whole, so what they declare is bounded before.
bool has_larger_picture(std::string_view bytes, std::size_t pixels) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("attachment", bytes.data(), bytes.size());
  const auto side = [](QPDFObjectHandle dictionary, const char* key) {
    QPDFObjectHandle value = dictionary.getKey(key);
    return value.isInteger() && value.getIntValue() > 0 ? static_cast<double>(value.getIntValue()) : 0.0;
  };
  for (QPDFObjectHandle object : pdf.getAllObjects()) {
    if (!object.isImage(false)) continue;
    const QPDFObjectHandle dictionary = object.getDict();
    if (side(dictionary, "/Width") * side(dictionary, "/Height") > static_cast<double>(pixels)) return true;
  }
  return false;
}

// Enough for the smallest print; finer than the scan itself its letters get jagged edges. Less where a page is huge.
double fitting_resolution(const poppler::page& page, std::size_t pixels) {
  constexpr double usual = 200;  // dots an inch
  constexpr double points = 72;  // an inch (ISO 32000-1, 8.3.2.3)
  const poppler::rectf size = page.page_rect();
  const double square_inches = std::abs(size.width() * size.height()) / (points * points);
  return square_inches > 0 ? std::min(usual, std::sqrt(static_cast<double>(pixels) / square_inches)) : 0;
}

poppler::image draw(const poppler::page& page, std::size_t pixels) {
  const double resolution = fitting_resolution(page, pixels);
  if (resolution <= 0) return {};
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  return renderer.render_page(&page, resolution, resolution);
}

}  // namespace

void each_scanned_page(std::string_view bytes, const ScanBounds& bounds, const LookAtPage& look) {
  try {
    if (has_larger_picture(bytes, bounds.picture_pixels)) return;
    const std::unique_ptr<poppler::document> document = open_pages(bytes);
    if (!document || document->is_locked()) return;
    for (int i = 0; i < std::min(document->pages(), most_pages); ++i) {
      const std::unique_ptr<poppler::page> page(document->create_page(i));
      if (!page || !blank(text_of(*page))) continue;
      const poppler::image drawn = draw(*page, bounds.page_pixels);
      if (drawn.is_valid() && !look({drawn.const_data(), drawn.width(), drawn.height(), drawn.bytes_per_row()})) return;
    }
  } catch (const std::exception&) {  // damaged, or memory ended: what was drawn before is all there is
  }
}

FileText read_pdf(std::string_view bytes, const Limits& limits) {
  FileText out;
  try {
    return read_opened(bytes, limits);
  } catch (const QPDFExc& error) {
    out.trouble = error.getErrorCode() == qpdf_e_password ? TroubleKind::password : TroubleKind::damaged;
  } catch (const std::exception&) {
    out.trouble = TroubleKind::damaged;
  }
  return out;
}

}  // namespace intake
