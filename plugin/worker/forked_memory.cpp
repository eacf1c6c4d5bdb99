#include "plugin/worker/forked_memory.h"

#include <malloc.h>
#include <sys/mman.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "plugin/sanitized_build.h"

namespace intake {

namespace {

constexpr std::uintptr_t huge = 2U << 20;       // bytes of a huge page of x86-64
constexpr int collapse = 25;                    // MADV_COLLAPSE; the headers of glibc 2.36 do not have it
constexpr int largest_in_an_arena = 32U << 20;  // bytes; the most that mallopt(3) takes

struct Region {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
};

// Private writable memory of no file; a line of proc(5) is "begin-end rw-p offset device inode name".
std::vector<Region> own_memory() {
  std::vector<Region> regions;
  std::ifstream in("/proc/self/maps");
  for (std::string line; std::getline(in, line);) {
    Region region;
    char rights[5] = {};
    unsigned long inode = 0;
    const int fields = std::sscanf(line.c_str(), "%lx-%lx %4s %*s %*s %lu", &region.begin, &region.end, rights, &inode);
    if (fields == 4 && inode == 0 && rights[1] == 'w' && rights[3] == 'p') regions.push_back(region);
  }
  return regions;
}

}  // namespace

void load_apart(const std::function<void()>& load) {
  mallopt(M_MMAP_THRESHOLD, largest_in_an_arena);  // in one piece, not one mapping for each large block
  std::thread(load).join();
}

void gather_in_huge_pages() {
  if (sanitized_build) return;  // terabytes of shadow memory are no memory to gather
  for (const Region& region : own_memory()) {
    for (std::uintptr_t at = (region.begin + huge - 1) / huge * huge; at + huge <= region.end; at += huge)
      madvise(reinterpret_cast<void*>(at), huge, collapse);  // best effort
  }
}

}  // namespace intake
