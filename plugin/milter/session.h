// One SMTP session as the MTA shows it: collects the envelope, header and body of one message at a time, bounded in
// memory. Knows nothing of libmilter, so it runs in tests. Used by one thread at a time; a session may move between
// threads. header() and body() may throw std::bad_alloc; the caller then calls damage(), and the message passes tagged
// review: limit.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "plugin/handle_message.h"

namespace intake {

class Session {
 public:
  // MAIL FROM: forgets what came before. The message keeps the equipment it began with, whatever is reloaded meanwhile.
  // `sender` as the MTA gives it, with or without angle brackets.
  void begin(std::string_view sender, std::shared_ptr<const Equipment> equipment);
  void recipient(std::string_view address);
  // A field as the MTA gives it: without the blank after the colon, folded with bare line feeds.
  void header(std::string_view name, std::string_view value);
  void body(std::string_view bytes);
  // Something of this message was lost to a fault of ours.
  void damage() noexcept;
  // The message is over or given up.
  void reset() noexcept;

  // Whether a recipient is one of the mailbox: only then the message is looked at.
  [[nodiscard]] bool handled() const { return handled_; }
  [[nodiscard]] const Equipment* equipment() const { return equipment_.get(); }
  // The message, with the empty line after its header also where no body came.
  const ArrivedMail& arrived();

  bool silent = false;  // the MTA agreed to callbacks without an answer (SMFIP_NR_*)

 private:
  bool room_for(std::size_t bytes);
  void end_header();

  std::shared_ptr<const Equipment> equipment_;
  ArrivedMail mail_;
  bool handled_ = false;
  bool in_body_ = false;
};

}  // namespace intake
