#include "plugin/worker/warm_up.h"

#include "rules/rule_groups.h"

namespace intake {

namespace {

constexpr std::size_t most_text = 256U << 10;  // bytes of examples: all shipped ones are a third of it

// The smallest PDF with a page of text: poppler and qpdf set themselves up at the first one.
constexpr std::string_view small_pdf =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 37>>stream\nBT /F1 12 Tf 20 100 Td (Hello) Tj ET \nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n"
    "trailer<</Root 1 0 R>>\n%%EOF\n";

// Every example of every rule: the finders meet all that they look for.
std::string examples_of(const RuleSet& rules) {
  std::string text;
  for (const std::string_view group : rule_groups) {
    for (const Rule& rule : rules.group(group)) {
      for (const std::string& example : rule.yes) {
        if (text.size() + example.size() < most_text) text.append(example).append(".\n\n");
      }
    }
  }
  return text;
}

std::string part(std::string_view type, std::string_view body) {
  return std::string("--B\nContent-Type: ").append(type).append("\n\n").append(body).append("\n");
}

std::string sample(std::string_view text) {
  std::string mail =
      "From: =?utf-8?Q?Example?= <example@example.test>\nSubject: =?iso-8859-1?Q?Tietopyynt=F6?=\n"
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n";
  mail += part("text/plain; charset=utf-8", text);
  mail += part("text/html; charset=windows-1252", "<html><style>p{color:red}</style><p>Hei <b>maailma</b></p></html>");
  mail += part("application/pdf; name=a.pdf", small_pdf);
  return mail + "--B--\n";
}

constexpr std::string_view own_text =
    "Nimeni on Maija Meikäläinen, henkilötunnus 131052-308T, puhelin 040 123 4567.\n"
    "Esimerkkikatu 1 A 2\n00100 Helsinki\nVastaamo 2016-2018. Kaikki minua koskevat tiedot.\n";

}  // namespace

void warm_up(const Snapshot& snapshot) {
  decide({{}, {}, sample(examples_of(*snapshot.rules))}, snapshot, nullptr);
  warm_up_thread(snapshot);
}

void warm_up_thread(const Snapshot& snapshot) {
  decide({{}, {}, sample(own_text)}, snapshot, nullptr);
}

}  // namespace intake
