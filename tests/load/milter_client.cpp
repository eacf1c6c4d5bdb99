#include "tests/load/milter_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace intake::load {

namespace {

constexpr int answer_seconds = 60;           // sanitizer builds on a busy machine are slow
constexpr std::size_t chunk_bytes = 65'535;  // of a body, as MTAs send it
constexpr std::uint32_t longest_packet = 1U << 20;

constexpr std::uint32_t all_actions = 0x1ff;
constexpr std::uint32_t all_steps = 0x1fffff;
// SMFIP_*: steps that the filter does not want, and those that it does not answer.
constexpr std::uint32_t no_connect = 0x1;
constexpr std::uint32_t no_helo = 0x2;
constexpr std::uint32_t no_end_of_header = 0x40;
constexpr std::uint32_t silent_header = 0x80;
constexpr std::uint32_t no_data = 0x200;
constexpr std::uint32_t silent_mail = 0x4000;
constexpr std::uint32_t silent_recipient = 0x8000;
constexpr std::uint32_t silent_body = 0x80000;
constexpr std::uint32_t always_answered = 0;

std::string number(std::uint32_t value) {
  const std::uint32_t net = htonl(value);
  return {reinterpret_cast<const char*>(&net), sizeof net};
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t net = 0;
  std::memcpy(&net, bytes.data() + at, sizeof net);
  return ntohl(net);
}

std::string text(std::string_view words) {
  return std::string(words) + '\0';
}

int connect_to(const std::string& socket_name) {
  const timeval limit{answer_seconds, 0};
  int fd = -1;
  bool connected = false;
  if (socket_name.rfind("unix:", 0) == 0) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socket_name.c_str() + 5, sizeof address.sun_path - 1);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    connected = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  } else {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(socket_name.substr(5))));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connected = connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (!connected) {
    close(fd);
    return -1;
  }
  return fd;
}

}  // namespace

Mail mail_from(std::string_view bytes) {
  Mail mail;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line = bytes.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && !mail.header.empty()) {
      mail.header.back().second.append("\n").append(line);
      continue;
    }
    const std::size_t colon = std::min(line.find(':'), line.size() - 1);
    std::string_view value = line.substr(colon + 1);
    if (!value.empty() && value[0] == ' ') value.remove_prefix(1);
    mail.header.emplace_back(line.substr(0, colon), value);
  }
  for (; at < bytes.size(); ++at) {
    if (bytes[at] == '\n' && bytes[at - 1] != '\r') mail.body += '\r';
    mail.body += bytes[at];
  }
  return mail;
}

std::string Outcome::added_value(std::string_view name) const {
  for (const auto& [field, value] : added) {
    if (field == name) return value;
  }
  return {};
}

bool Client::open(Stage until) {
  hang_up();
  fd_ = connect_to(socket_);
  if (fd_ < 0 || until == Stage::connect) return fd_ >= 0;
  char code = 0;
  std::string data;
  if (!put('O', number(6) + number(all_actions) + number(all_steps)) || !flush() || !reply(code, data)) return false;
  if (code != 'O' || data.size() < 12) return false;
  steps_ = number_at(data, 8);
  if (until == Stage::negotiate) return true;
  const bool connected =
      (steps_ & no_connect) != 0 ||
      step('C', text("client.example.test") + "4" + std::string("\x30\x39", 2) + text("192.0.2.1"), always_answered);
  return connected && ((steps_ & no_helo) != 0 || step('H', text("client.example.test"), always_answered));
}

Outcome Client::send(const Mail& mail) {
  Outcome outcome;
  if (!walk(mail, Stage::end, outcome.passed_by)) return outcome;
  if (outcome.passed_by) {
    outcome.reply = Reply::accepted;
    return outcome;
  }
  return put('E', "") && flush() ? read_end() : outcome;
}

bool Client::abort_at(const Mail& mail, Stage stage) {
  bool passed_by = false;
  return walk(mail, stage, passed_by) && put('A', "") && flush();
}

void Client::vanish_at(const Mail& mail, Stage stage) {
  bool passed_by = false;
  if (stage == Stage::end) {
    if (walk(mail, stage, passed_by) && put('E', "")) flush();
  } else {
    walk(mail, stage, passed_by);
  }
  hang_up();
}

bool Client::raw(std::string_view bytes) {
  out_.append(bytes);
  return flush();
}

void Client::hang_up() {
  if (fd_ < 0) return;
  close(fd_);
  fd_ = -1;
  out_.clear();
}

bool Client::walk(const Mail& mail, Stage until, bool& passed_by) {
  if (until < Stage::mail) return flush();
  if (!walk_envelope(mail, until)) return false;
  if (until < Stage::data) return flush();
  if ((steps_ & no_data) == 0) {
    char code = 0;
    std::string data;
    if (!put('T', "") || !flush() || !reply(code, data)) return false;
    passed_by = code == 'a';
    if (code != 'c') return passed_by;
  }
  return walk_content(mail, until) && flush();
}

bool Client::walk_envelope(const Mail& mail, Stage until) {
  if (!put('D', "M" + text("i") + text("4ABCDEF012")) || !step('M', text(mail.sender), silent_mail)) return false;
  if (until < Stage::recipient) return true;
  for (const std::string& recipient : mail.recipients) {
    if (!step('R', text(recipient), silent_recipient)) return false;
  }
  return true;
}

bool Client::walk_content(const Mail& mail, Stage until) {
  if (until < Stage::header) return true;
  for (const auto& [name, value] : mail.header) {
    if (!step('L', text(name) + text(value), silent_header)) return false;
  }
  if ((steps_ & no_end_of_header) == 0 && !step('N', "", always_answered)) return false;
  if (until < Stage::body) return true;
  for (std::size_t at = 0; at < mail.body.size(); at += chunk_bytes) {
    if (!step('B', std::string_view(mail.body).substr(at, chunk_bytes), silent_body)) return false;
  }
  return true;
}

Outcome Client::read_end() {
  Outcome outcome;
  char code = 0;
  std::string data;
  while (reply(code, data)) {
    if (code == 'h') {
      const std::size_t end = data.find('\0');
      outcome.added.emplace_back(data.substr(0, end), data.substr(end + 1, data.size() - end - 2));
    } else if (code == 'm') {
      outcome.removed.emplace_back(data.substr(4, data.find('\0', 4) - 4), number_at(data, 0));
    } else if (code != 'p') {
      outcome.reply = code == 'c' || code == 'a' ? Reply::accepted : code == 't' ? Reply::tempfail : Reply::lost;
      return outcome;
    }
  }
  return outcome;
}

bool Client::step(char command, std::string_view data, std::uint32_t silent) {
  if (!put(command, data)) return false;
  if ((steps_ & silent) != 0) return true;
  char code = 0;
  std::string answer;
  return flush() && reply(code, answer) && code == 'c';
}

bool Client::put(char command, std::string_view data) {
  out_ += number(static_cast<std::uint32_t>(data.size() + 1));
  out_ += command;
  out_.append(data);
  return out_.size() < chunk_bytes || flush();
}

bool Client::flush() {
  std::size_t at = 0;
  while (at < out_.size()) {
    const ssize_t sent = ::send(fd_, out_.data() + at, out_.size() - at, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    at += static_cast<std::size_t>(sent);
  }
  out_.clear();
  return fd_ >= 0;
}

bool Client::read_exactly(char* to, std::size_t size) {
  while (size > 0) {
    const ssize_t got = ::recv(fd_, to, size, 0);
    if (got <= 0) return false;
    to += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

bool Client::reply(char& code, std::string& data) {
  std::string length(4, '\0');
  if (!read_exactly(length.data(), length.size())) return false;
  const std::uint32_t size = number_at(length, 0);
  if (size == 0 || size > longest_packet) return false;
  data.assign(size, '\0');
  if (!read_exactly(data.data(), size)) return false;
  code = data[0];
  data.erase(0, 1);
  return true;
}

}  // namespace intake::load
