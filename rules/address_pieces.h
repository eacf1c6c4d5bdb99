// Step "find facts": streets, boxes and postal codes as they stand in the text, the pieces that find_address.cpp puts
// together. Structure decides, never a list of streets or places. Linear, bounded in number; thread-safe, never fails.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "rules/finders.h"

namespace intake {

struct AddressPiece {
  Span span;
  std::string text;      // street or code as written
  std::string locality;  // of a code
  bool sure = false;     // a street by its suffix, or a box; a code with its place or its label
  bool used = false;
};

struct Address {
  Span span;
  std::string street;
  std::string code;
  std::string locality;
  bool of_company = false;
  bool without_code = false;  // of a country that has no postal codes
  [[nodiscard]] bool whole() const { return !street.empty() && (without_code || !code.empty()) && !locality.empty(); }
};

struct AddressPieces {
  std::vector<AddressPiece> codes;    // ascending by place
  std::vector<AddressPiece> streets;  // ascending by place
};

// `reserved`: whether a place is a code or phone number already.
AddressPieces find_address_pieces(const Evidence& evidence, const std::function<bool(const Span&)>& reserved);

// Whole addresses that begin with the house number: British, Irish, American, Canadian, Australian.
std::vector<Address> find_number_first_addresses(const Evidence& evidence);

// Whole addresses that end with the name of another country, or whose postal code only another country writes.
std::vector<Address> find_foreign_addresses(const Evidence& evidence);

// The same for any postal code with its town, where a phone number has another country's code: for text without a whole
// address found otherwise.
std::vector<Address> find_addresses_by_phone(const Evidence& evidence);

}  // namespace intake
