// The memory of a process that forks often: a fork copies an entry for each page, its end gives each back, and what a
// child writes to is copied page by page. With 24 MB in pages of 4 KB that costs several times what reading a message
// does. Both functions change no result, and do less where the kernel or the library cannot. Linux with glibc.
#pragma once

#include <functional>

namespace intake {

// Runs `load` in a thread of its own, whose memory comes from an arena of its own (malloc(3)): what is loaded and then
// only read lies apart from what the calling thread, and its forks, write.
void load_apart(const std::function<void()>& load);

// Moves what is loaded into pages of 2 MB (madvise(2), since Linux 6.1), as far as it lies in one piece.
void gather_in_huge_pages();

}  // namespace intake
