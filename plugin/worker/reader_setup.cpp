#include "plugin/worker/reader_setup.h"

#include "plugin/worker/wire.h"

namespace intake {

template <typename Wire, Is<Date> T>
void members(Wire& wire, T& date) {
  wire(date.year, date.month, date.day);
}

template <typename Wire, Is<Policy> T>
void members(Wire& wire, T& policy) {
  wire(policy.accept_artificial_codes, policy.today, policy.mailbox_phones);
}

template <typename Wire, Is<Limits> T>
void members(Wire& wire, T& limits) {
  wire(limits.message_bytes, limits.nesting, limits.parts, limits.unpacked_bytes, limits.text_bytes);
  wire(limits.header_field_bytes, limits.header_block_bytes, limits.header_fields, limits.boundary_bytes);
  wire(limits.dash_lines, limits.second_reading_bytes, limits.second_reading_types, limits.second_reading_dashes);
}

// Limits is all numbers: a new one without its place in the list above changes the size.
static_assert(sizeof(Limits) == 13 * sizeof(std::size_t));

template <typename Wire, Is<PictureBounds> T>
void members(Wire& wire, T& bounds) {
  wire(bounds.pages, bounds.pixels, bounds.seconds);
}

template <typename Wire, Is<ReaderSetup> T>
void members(Wire& wire, T& setup) {
  wire(setup.rules_directory, setup.policy, setup.limits, setup.mailbox_addresses, setup.decrypts);
  wire(setup.memory_bytes, setup.cpu_seconds, setup.allow_unjailed);
  wire(setup.ocr, setup.pictures, setup.ocr_data_directory);
}

std::string to_wire(const ReaderSetup& setup) {
  return to_wire<ReaderSetup>(setup);
}

bool from_wire(std::string_view bytes, ReaderSetup& setup) {
  return from_wire<ReaderSetup>(bytes, setup);
}

}  // namespace intake
