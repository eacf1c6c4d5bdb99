// Parameters of Content-Type and Content-Disposition, as written by many programs.
#include "parser/header_parameters.h"

#include <gtest/gtest.h>

namespace intake {
namespace {

struct Case {
  const char* field;
  const char* value;
  const char* name;       // parameter looked up
  const char* parameter;  // its value, or nullptr where there must be none
};

const Case cases[] = {
    {"text/plain; charset=utf-8", "text/plain", "charset", "utf-8"},
    {"text/plain;charset=utf-8", "text/plain", "charset", "utf-8"},
    {"Text/Plain; Charset=\"UTF-8\"", "text/plain", "charset", "UTF-8"},
    {"text/plain; charset = \"utf-8\" ; x=y", "text/plain", "charset", "utf-8"},
    {"text/plain; format=flowed;\tcharset=utf-8;", "text/plain", "charset", "utf-8"},
    {"text/plain charset=utf-8", "text/plain", "charset", "utf-8"},
    {"text/plain;; charset=utf-8", "text/plain", "charset", "utf-8"},
    {"text/plain; charset=utf-8 (Plain text)", "text/plain", "charset", "utf-8"},
    {"text/plain (a; charset=x); charset=utf-8", "text/plain", "charset", "utf-8"},
    {"text/plain; charset", "text/plain", "charset", nullptr},
    {"text/plain; charset=", "text/plain", "charset", ""},
    {"\"text/plain\"; charset=utf-8", "text/plain", "charset", "utf-8"},
    {"", "", "charset", nullptr},
    {";", "", "charset", nullptr},
    {"multipart/mixed; boundary=\"a;b\"", "multipart/mixed", "boundary", "a;b"},
    {"multipart/mixed; boundary=\"=_a b\"", "multipart/mixed", "boundary", "=_a b"},
    {"multipart/mixed; boundary=\"a\\\"b\\\\c\"", "multipart/mixed", "boundary", "a\"b\\c"},
    {"multipart/mixed; boundary=\"never closed", "multipart/mixed", "boundary", "never closed"},
    {"multipart/mixed; boundary=B (c) ; x=y", "multipart/mixed", "boundary", "B"},
    {"multipart/mixed; boundary='B'", "multipart/mixed", "boundary", "'B'"},
    {"multipart/mixed; x=\"boundary=no\"; boundary=B", "multipart/mixed", "boundary", "B"},
    {"attachment; filename=pyyntö.pdf", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename=pyynt\xF6.pdf", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename=oma kuva (1).jpg", "attachment", "filename", "oma kuva (1).jpg"},
    {"attachment; filename=\"C:\\temp\\a.pdf\"", "attachment", "filename", "C:\\temp\\a.pdf"},
    {"attachment; filename=\"=?utf-8?Q?pyynt=C3=B6.pdf?=\"", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename==?utf-8?Q?pyynt=C3=B6.pdf?=", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename=\"=?utf-8?B?cHl5bg==?=\t=?utf-8?B?dMO2LnBkZg==?=\"", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename*=utf-8''pyynt%C3%B6.pdf", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename*=UTF-8'fi'pyynt%c3%b6.pdf", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename*=iso-8859-1''pyynt%F6.pdf", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename*=\"utf-8''pyynt%C3%B6.pdf\"", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename=pyynto.pdf; filename*=utf-8''pyynt%C3%B6.pdf", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename*=utf-8''pyynt%C3%B6.pdf; filename=pyynto.pdf", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename*0=pyy; filename*1=nto.pdf", "attachment", "filename", "pyynto.pdf"},
    {"attachment; filename*1=nto.pdf; filename*0=\"pyy\"", "attachment", "filename", "pyynto.pdf"},
    {"attachment; filename*0*=utf-8''pyynt%C3; filename*1*=%B6.; filename*2=pdf", "attachment", "filename",
     "pyyntö.pdf"},
    {"attachment; filename*0=\"a\"; filename*10=\"k\"; filename*2=\"c\"", "attachment", "filename", "ack"},
    {"attachment; filename*=pyynt%C3%B6.pdf", "attachment", "filename", "pyyntö.pdf"},
    {"attachment; filename*=utf-8''100%", "attachment", "filename", "100%"},
    {"attachment; filename*=utf-8''a%0D%0Ab", "attachment", "filename", "a  b"},
    {"attachment; filename=\"a\r\nb\"", "attachment", "filename", "a  b"},
    {"attachment; filename*99999999999999999999=a", "attachment", "filename", "a"},
    {"attachment; filename**=a", "attachment", "filename*", "a"},
};

TEST(HeaderParameters, AreFound) {
  for (const Case& c : cases) {
    const ParameterizedValue field = parse_parameters(c.field);
    EXPECT_EQ(field.value, c.value) << c.field;
    const Parameter* parameter = field.find(c.name);
    ASSERT_EQ(parameter != nullptr, c.parameter != nullptr) << c.field;
    if (parameter == nullptr) continue;
    EXPECT_EQ(parameter->value, c.parameter) << c.field;
  }
}

TEST(HeaderParameters, TellWhenTheyContradictEachOther) {
  const struct {
    const char* field;
    bool conflicting;
  } rows[] = {
      {"multipart/mixed; boundary=A", false},
      {"multipart/mixed; boundary=A; boundary=\"A\"", false},
      {"multipart/mixed; boundary=A; boundary=B", true},
      {"multipart/mixed; boundary=A; boundary*=us-ascii''B", true},
      {"multipart/mixed; boundary*0=A; boundary*0=B", true},
      {"multipart/mixed; BOUNDARY=A; x=\"; boundary=B\"", false},
  };
  for (const auto& row : rows) {
    const ParameterizedValue field = parse_parameters(row.field);
    ASSERT_NE(field.find("boundary"), nullptr);
    EXPECT_EQ(field.find("boundary")->conflicting, row.conflicting) << row.field;
  }
}

}  // namespace
}  // namespace intake
