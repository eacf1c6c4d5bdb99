#include "plugin/reply/smtp_curl.h"

#include <curl/curl.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <fstream>
#include <memory>

namespace intake {

namespace {

struct HandleDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Source {
  const std::string* bytes = nullptr;
  std::size_t at = 0;
};

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto* source = static_cast<Source*>(user);
  const std::size_t part = std::min(size * count, source->bytes->size() - source->at);
  std::memcpy(buffer, source->bytes->data() + source->at, part);
  source->at += part;
  return part;
}

std::string first_line_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

void authenticate(CURL* curl, const SmtpServer& server) {
  if (server.user.empty()) return;
  curl_easy_setopt(curl, CURLOPT_USERNAME, server.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, first_line_of(server.password_file).c_str());
}

// libcurl waits for the answer to QUIT beyond its own time-out, up to two minutes: asked every second, this ends it.
struct Watch {
  const std::atomic<bool>* give_up = nullptr;
  std::chrono::steady_clock::time_point end;
};

int ends_here(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto* watch = static_cast<const Watch*>(user);
  const bool told = watch->give_up != nullptr && watch->give_up->load();
  return told || std::chrono::steady_clock::now() > watch->end ? 1 : 0;
}

// A 5xx speaks of this mail only where it answers MAIL, RCPT or DATA, or the mail itself once all of it is out: not in
// the greeting, to STARTTLS or to AUTH.
bool is_about_the_mail(CURLcode result, bool all_given) {
  return result == CURLE_SEND_ERROR || (result == CURLE_WEIRD_SERVER_REPLY && all_given);
}

}  // namespace

SmtpAnswer send_by_smtp(const SmtpServer& server, const std::string& recipient, const std::string& message,
                        const std::atomic<bool>* give_up) {
  static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, HandleDeleter> handle(curl_easy_init());
  const std::unique_ptr<curl_slist, ListDeleter> recipients(
      curl_slist_append(nullptr, ("<" + recipient + ">").c_str()));
  if (global != CURLE_OK || !handle || !recipients) return {};
  CURL* const curl = handle.get();
  Source source{&message, 0};
  curl_easy_setopt(curl, CURLOPT_URL, server.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, "");  // goes out as MAIL FROM:<>
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
  curl_easy_setopt(curl, CURLOPT_READDATA, &source);
  curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(server.timeout_seconds));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  const long tls = server.tls == "always" ? CURLUSESSL_ALL : server.tls == "never" ? CURLUSESSL_NONE : CURLUSESSL_TRY;
  curl_easy_setopt(curl, CURLOPT_USE_SSL, tls);
  authenticate(curl, server);
  Watch watch{give_up, std::chrono::steady_clock::now() + std::chrono::seconds(server.timeout_seconds + 1)};
  // Closed while the watch still looks, not when the handle is cleaned up.
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, ends_here);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &watch);
  const CURLcode result = curl_easy_perform(curl);
  SmtpAnswer answer;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.code);
  if (give_up != nullptr && give_up->load() && result == CURLE_ABORTED_BY_CALLBACK) answer.given_up = true;
  if (result == CURLE_OK) answer.outcome = SmtpOutcome::sent;
  const bool permanent = answer.code >= 500 && answer.code < 600;
  if (permanent && is_about_the_mail(result, source.at == message.size())) answer.outcome = SmtpOutcome::refused;
  return answer;
}

}  // namespace intake
