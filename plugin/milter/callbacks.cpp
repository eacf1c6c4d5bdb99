#include "plugin/milter/callbacks.h"

#include <libmilter/mfapi.h>

#include <new>

#include "plugin/milter/header_edits.h"
#include "plugin/milter/session.h"

namespace intake {

namespace {

std::atomic<MilterService*> running_service{nullptr};

constexpr unsigned long wanted_actions = SMFIF_ADDHDRS | SMFIF_CHGHDRS;
// Steps that tell us nothing. DATA stays: with an answer to it a TCP connection has no 40 ms stall.
constexpr unsigned long unwanted_steps = SMFIP_NOCONNECT | SMFIP_NOHELO | SMFIP_NOEOH | SMFIP_NOUNKNOWN;
// Steps that we never answer with anything but "go on": a quarter more messages a second.
constexpr unsigned long silent_steps = SMFIP_NR_MAIL | SMFIP_NR_RCPT | SMFIP_NR_HDR | SMFIP_NR_BODY;

Session* session_of(SMFICTX* context) {
  return static_cast<Session*>(smfi_getpriv(context));
}

// Some MTAs bring the first command without any step before it.
Session& open_session(SMFICTX* context) {
  Session* session = session_of(context);
  if (session == nullptr) {
    session = new Session;
    smfi_setpriv(context, session);
  }
  return *session;
}

sfsistat go_on(const Session* session) {
  return session != nullptr && session->silent ? SMFIS_NOREPLY : SMFIS_CONTINUE;
}

// The one place where what is thrown ends. What a step lost is told at the end of the message.
template <typename Step>
sfsistat guarded(SMFICTX* context, Step step) noexcept {
  try {
    step();
  } catch (...) {
    if (Session* session = session_of(context); session != nullptr) session->damage();
    if (MilterService* service = running_service; service != nullptr) service->journal->event(Event::internal_error);
  }
  return go_on(session_of(context));
}

sfsistat on_negotiate(SMFICTX* context, unsigned long actions, unsigned long steps, unsigned long, unsigned long,
                      unsigned long* our_actions, unsigned long* our_steps, unsigned long* reserved_2,
                      unsigned long* reserved_3) {
  *our_actions = actions & wanted_actions;
  *our_steps = steps & unwanted_steps;
  *reserved_2 = 0;
  *reserved_3 = 0;
  // Without the right to edit headers nothing can be tagged; the MTA's default action is the honest answer.
  if (*our_actions != wanted_actions) return SMFIS_REJECT;
  try {
    open_session(context).silent = (steps & silent_steps) == silent_steps;
    if ((steps & silent_steps) == silent_steps) *our_steps |= silent_steps;
  } catch (const std::bad_alloc&) {
    return SMFIS_REJECT;
  }
  return SMFIS_CONTINUE;
}

sfsistat on_mail(SMFICTX* context, char** arguments) {
  return guarded(context, [&] {
    const char* sender = arguments != nullptr && arguments[0] != nullptr ? arguments[0] : "";
    open_session(context).begin(sender, running_service.load()->equipment());
  });
}

sfsistat on_recipient(SMFICTX* context, char** arguments) {
  return guarded(context, [&] {
    if (arguments != nullptr && arguments[0] != nullptr) open_session(context).recipient(arguments[0]);
  });
}

// All recipients are known: mail for others ends here, untouched.
sfsistat on_data(SMFICTX* context) {
  const Session* session = session_of(context);
  return session != nullptr && !session->handled() ? SMFIS_ACCEPT : SMFIS_CONTINUE;
}

sfsistat on_header(SMFICTX* context, char* name, char* value) {
  return guarded(context, [&] {
    if (name != nullptr) open_session(context).header(name, value != nullptr ? value : "");
  });
}

sfsistat on_body(SMFICTX* context, unsigned char* bytes, std::size_t size) {
  return guarded(context, [&] {
    if (bytes != nullptr) open_session(context).body({reinterpret_cast<const char*>(bytes), size});
  });
}

std::string queue_id_of(SMFICTX* context) {
  const char* id = smfi_getsymval(context, const_cast<char*>("i"));
  return id != nullptr ? id : "";
}

// Counts a message while it is judged: the stop waits for it, and the pool of threads is kept awake (server.cpp).
class InFlight {
 public:
  explicit InFlight(std::atomic<int>& count) : count_(count) {
    if (++count_ == 1) count_.notify_one();
  }
  ~InFlight() { --count_; }
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;

 private:
  std::atomic<int>& count_;
};

sfsistat on_end(SMFICTX* context) {
  Session* session = session_of(context);
  MilterService* service = running_service;
  if (session == nullptr || service == nullptr || !session->handled()) return SMFIS_CONTINUE;
  const InFlight counted(service->in_flight);
  Answer answer = Answer::try_later;
  try {
    HeaderEdits edits(context);
    answer = handle_message(session->arrived(), queue_id_of(context), *session->equipment(), edits, *service->journal);
  } catch (...) {  // not even the tag review: limit could be made: memory has ended
    service->journal->event(Event::out_of_memory);
  }
  session->reset();
  return answer == Answer::pass ? SMFIS_CONTINUE : SMFIS_TEMPFAIL;
}

sfsistat on_abort(SMFICTX* context) {
  if (Session* session = session_of(context); session != nullptr) session->reset();
  return SMFIS_CONTINUE;
}

// Also comes for sessions that ended before their first step.
sfsistat on_close(SMFICTX* context) {
  delete session_of(context);
  smfi_setpriv(context, nullptr);
  return SMFIS_CONTINUE;
}

}  // namespace

bool register_callbacks(MilterService& service) {
  running_service = &service;
  smfiDesc description{};
  description.xxfi_name = const_cast<char*>("intake-milter");
  description.xxfi_version = SMFI_VERSION;
  description.xxfi_flags = wanted_actions;
  description.xxfi_negotiate = on_negotiate;
  description.xxfi_envfrom = on_mail;
  description.xxfi_envrcpt = on_recipient;
  description.xxfi_data = on_data;
  description.xxfi_header = on_header;
  description.xxfi_body = on_body;
  description.xxfi_eom = on_end;
  description.xxfi_abort = on_abort;
  description.xxfi_close = on_close;
  return smfi_register(description) == MI_SUCCESS;
}

}  // namespace intake
