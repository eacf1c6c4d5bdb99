// What a fork server is told before it forks its readers: what to load, whose mailbox it is, how much a reader may
// take. Plain values; the same in the daemon and in the reader program.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/limits.h"
#include "parser/picture_reader.h"
#include "rules/policy.h"

namespace intake {

struct ReaderSetup {
  std::string rules_directory;
  Policy policy;
  Limits limits;
  std::vector<std::string> mailbox_addresses;
  bool decrypts = false;                  // the daemon has a Decryptor that readers may ask
  std::size_t memory_bytes = 512U << 20;  // of one reader, beyond what it has when it begins
  int cpu_seconds = 10;                   // of one reader, which is of one message
  bool allow_unjailed = false;            // work on where the kernel refuses a part of the jail
  bool ocr = false;                       // read pictures
  PictureBounds pictures;
  std::string ocr_data_directory;
};

std::string to_wire(const ReaderSetup& setup);
bool from_wire(std::string_view bytes, ReaderSetup& setup);

}  // namespace intake
