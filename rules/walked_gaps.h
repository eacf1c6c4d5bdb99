// Step "read the rules": gaps in a pattern walked word by word. "en[^.!?\n]{0,60}\bkorva" tries every character of the
// gap for the word behind it; only the beginnings of words can be one, which costs an eighth. A gap of 60 characters
// becomes one of ten words. Pure; never fails: what is written in another way stays as it is.
#pragma once

#include <string>

namespace intake {

// With each "[^marks]{0,N}\b" or "[^marks]{0,N}?\b" whose marks are of . ! ? , ; : and \n replaced.
std::string with_walked_gaps(const std::string& expression);

}  // namespace intake
