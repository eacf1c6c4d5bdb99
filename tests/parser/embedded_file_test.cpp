// Files inside the text, and text that only looks so.
#include "parser/embedded_file.h"

#include <gtest/gtest.h>

namespace intake {
namespace {

TEST(EmbeddedFile, IsRecognised) {
  const struct {
    const char* text;
    bool file;
  } cases[] = {
      {"begin 644 a.txt\n#2&5I\n`\nend\n", true},
      {"Liite:\r\nbegin 0644 oma pyynto.pdf\r\nM)5!$1BTQ+C0*)<.DP[S#MM\\*,B`P(&]B:@H\\/\"],96YG=&@@,R`P(%(O1FEL\r\n",
       true},
      {"=ybegin line=128 size=5 name=a.bin\nabc\n=yend size=5\n", true},
      {"begin 644 a.txt\nHei, tassa on tietopyyntoni.\n", false},
      {"begin 2015 hoito alkoi\nM\n", false},
      {"begin with my records please\n", false},
      {"Hoito alkoi:\nbegin\n#2&5I\n", false},
      {"", false},
      {"begin 644", false},
  };
  for (const auto& c : cases) EXPECT_EQ(contains_embedded_file(c.text), c.file) << c.text;
}

}  // namespace
}  // namespace intake
