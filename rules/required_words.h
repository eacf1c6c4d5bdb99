// What a text must hold for a pattern to match: derived from the expression once, so that most rules need not be tried
// on most texts. Both sides are compared in one folded form: letters in lower case, runs of anything else one blank.
// Sound, not complete: what cannot be told is "nothing required". Thread-safe; never fails.
#pragma once

#include <string>
#include <vector>

namespace intake {

// Pieces of folded text, one of which stands in every text that the (caseless) expression matches; empty: cannot be
// told.
std::vector<std::string> required_words(const std::string& expression);

}  // namespace intake
