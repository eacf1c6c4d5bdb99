#include "plugin/milter/header_edits.h"

#include <libmilter/mfapi.h>

namespace intake {

namespace {

char* text(const std::string& words) {
  return const_cast<char*>(words.c_str());
}

}  // namespace

bool HeaderEdits::add_header(const std::string& name, const std::string& value) {
  return smfi_addheader(context_, text(name), text(value)) == MI_SUCCESS;
}

bool HeaderEdits::remove_header(const std::string& name, int ordinal) {
  return smfi_chgheader(context_, text(name), ordinal, nullptr) == MI_SUCCESS;
}

}  // namespace intake
