// Repairs UTF-8 that was once read as windows-1252 and encoded again ("HyvÃ¤" for "Hyvä"), where that is evident:
// only for the sequences that such an accident makes of Nordic letters, typographic marks and the euro sign.
#pragma once

#include <string>

namespace intake {

// Valid UTF-8 in, valid UTF-8 out; text without such sequences comes back unchanged. Linear time.
std::string repair_double_encoding(std::string text);

}  // namespace intake
