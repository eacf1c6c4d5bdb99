#include "plugin/reply/forward_copy.h"

#include "parser/seal_marks.h"
#include "plugin/id_maker.h"
#include "plugin/mail/base64.h"
#include "plugin/mail/mail_address.h"
#include "plugin/mail/mail_date.h"
#include "plugin/tags.h"

namespace intake {

namespace {

std::string part_of_tags(const CaseWork& work) {
  std::string part = "Content-Type: text/rfc822-headers; charset=us-ascii\r\n\r\n";
  for (const HeaderLine& tag : tags_of(work)) part += tag.name + ": " + tag.value + "\r\n";
  return part;
}

// RFC 2046 5.2.1 allows no transfer encoding here; a message that holds 8-bit bytes or NUL is sealed as it is.
std::string part_of_original(const RawMessage& raw) {
  return "Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=\"request.eml\"\r\n"
         "Content-Transfer-Encoding: 8bit\r\n\r\n" +
         raw.bytes;
}

std::string part_of_payload(const std::string& payload) {
  if (begins_like_entity(payload)) return payload;
  return "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"opened\"\r\n"
         "Content-Transfer-Encoding: base64\r\n\r\n" +
         base64_lines(payload);
}

std::string entity_of(const ForwardRequest& request) {
  const std::string boundary = "=-" + SystemIdMaker().random_hex(16);
  std::string entity = "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n";
  const auto add = [&](const std::string& part) { entity += "--" + boundary + "\r\n" + part + "\r\n"; };
  add(part_of_tags(request.work));
  add(part_of_original(request.raw));
  for (const std::string& payload : request.decision.opened_payloads) add(part_of_payload(payload));
  return entity + "--" + boundary + "--\r\n";
}

}  // namespace

Result<OutgoingMail> make_forward_copy(const ForwardRequest& request, const Settings& settings,
                                       const MailSealer& sealer) {
  const auto sealed = sealer.encrypted(entity_of(request), settings.forward_key);
  if (!sealed)
    return Result<OutgoingMail>::failure("forward.key: no copy could be encrypted; run intakectl keys check");
  OutgoingMail copy;
  copy.kind = MailKind::forward;
  copy.recipient = settings.forward_to;
  copy.not_before = request.now;
  copy.message_id =
      "<forward." + request.work.token + "." + request.random + "@" + std::string(domain_of(settings.reply_from)) + ">";
  copy.bytes =
      "Date: " + mail_date(request.now) + "\r\nFrom: " + settings.reply_from + "\r\nTo: " + settings.forward_to +
      "\r\nSubject: Request [" + request.work.token + "]\r\nMessage-ID: " + copy.message_id +
      "\r\nAuto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nX-Intake-Loop: " + settings.reply_from +
      "\r\nMIME-Version: 1.0\r\n" + *sealed;
  return copy;
}

}  // namespace intake
