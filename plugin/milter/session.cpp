#include "plugin/milter/session.h"

#include "plugin/tags.h"

namespace intake {

namespace {

// Recipients that are kept, for the question whether the mail was addressed to us; as Postfix's smtpd_recipient_limit.
constexpr std::size_t most_recipients = 1000;
// Fields with our names that are removed one by one; a message with more of them passes as over a limit.
constexpr std::size_t most_tags = 1000;

std::string_view without_brackets(std::string_view address) {
  if (!address.empty() && address.front() == '<') address.remove_prefix(1);
  if (!address.empty() && address.back() == '>') address.remove_suffix(1);
  return address;
}

}  // namespace

void Session::begin(std::string_view sender, std::shared_ptr<const Equipment> equipment) {
  reset();
  equipment_ = std::move(equipment);
  mail_.raw.envelope_from = without_brackets(sender);
}

void Session::recipient(std::string_view address) {
  if (equipment_ == nullptr) return;
  handled_ = handled_ || equipment_->recipients.has(address);
  if (mail_.raw.recipients.size() < most_recipients) mail_.raw.recipients.emplace_back(without_brackets(address));
}

void Session::header(std::string_view name, std::string_view value) {
  if (!handled_) return;
  // Fields that bear our names are removed whatever else is wrong with the message.
  if (is_tag_name(name)) {
    if (mail_.tag_names.size() < most_tags)
      mail_.tag_names.emplace_back(name);
    else
      damage();
  }
  if (!room_for(name.size() + value.size() * 2 + 4)) return;
  std::string& bytes = mail_.raw.bytes;
  bytes.append(name).append(": ");
  for (const char c : value) {
    if (c == '\n' && bytes.back() != '\r') bytes += '\r';
    bytes += c;
  }
  bytes += "\r\n";
}

void Session::body(std::string_view bytes) {
  if (!handled_ || !room_for(bytes.size() + 2)) return;
  end_header();
  mail_.raw.bytes.append(bytes);
}

const ArrivedMail& Session::arrived() {
  if (mail_.whole) end_header();
  return mail_;
}

void Session::end_header() {
  if (!in_body_) mail_.raw.bytes += "\r\n";
  in_body_ = true;
}

bool Session::room_for(std::size_t bytes) {
  if (!mail_.whole) return false;
  if (mail_.raw.bytes.size() + bytes > equipment_->message_bytes) damage();
  return mail_.whole;
}

void Session::damage() noexcept {
  mail_.whole = false;
  std::string().swap(mail_.raw.bytes);
}

void Session::reset() noexcept {
  equipment_.reset();
  mail_ = ArrivedMail();
  handled_ = false;
  in_body_ = false;
}

}  // namespace intake
