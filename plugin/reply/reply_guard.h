// Before a reply is planned: is there a reason not to answer this message at all? One table of named reasons, checked
// in order; the first that holds is the answer. Pure functions of the message, thread-safe, linear, never throw. The
// limits that need the ledger (rate_limit, same_question, asked_too_often) are checked in its transaction. RFC 3834 2,
// RFC 5230 4.5-4.7; triage policy, section 7.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/message.h"

namespace intake {

struct GuardInput {
  std::vector<HeaderField> headers;     // of the message's top level, in order, unfolded
  std::string envelope_from;            // without brackets; empty for <>
  std::vector<std::string> recipients;  // envelope recipients; empty where only a file is at hand
  std::vector<std::string>
      own_addresses;  // every address of the mailbox; where none is known, nothing is held against it
  std::vector<std::string> authentication_hosts;  // whose Authentication-Results count; none: not asked for
};

struct Refusal {
  const char* name;  // as in X-Intake-Reply and `reply_withheld` (interfaces)
  bool (*holds)(const GuardInput& input);
};

const std::vector<Refusal>& refusals();

// The name of the first reason that holds, or nothing when the message may be answered.
std::optional<std::string> reason_not_to_reply(const GuardInput& input);

// Where only a file is at hand: the envelope sender from Return-Path, else from the first address of From.
std::string envelope_sender_from(const std::vector<HeaderField>& headers);

}  // namespace intake
