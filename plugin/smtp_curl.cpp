#include "plugin/smtp_curl.h"

#include <curl/curl.h>

#include <algorithm>
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

int give_up_if_told(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(user)->load() ? 1 : 0;
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
  if (give_up != nullptr) {
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, give_up_if_told);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(give_up));
  }
  const CURLcode result = curl_easy_perform(curl);
  SmtpAnswer answer;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.code);
  if (result == CURLE_OK) answer.outcome = SmtpOutcome::sent;
  const bool permanent = answer.code >= 500 && answer.code < 600;
  if (permanent && is_about_the_mail(result, source.at == message.size())) answer.outcome = SmtpOutcome::refused;
  return answer;
}

}  // namespace intake
