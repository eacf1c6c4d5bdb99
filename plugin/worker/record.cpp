#include "plugin/worker/record.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <limits>

namespace intake {

namespace {

constexpr unsigned char wire_version = 1;
constexpr std::size_t head_bytes = 6;           // version, kind, four bytes of length
constexpr std::size_t first_bytes = 64U << 10;  // go with the head in one piece, so that the other side wakes once
constexpr std::size_t step_bytes = 256U << 10;  // memory is taken in such steps, as the bytes come

using Clock = std::chrono::steady_clock;

// Without a deadline the socket itself blocks: a jailed reader has no poll().
bool wait_for(int fd, short what, Deadline deadline) {
  if (!deadline) return true;
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - Clock::now()).count();
    if (left <= 0) return false;
    pollfd ready{fd, what, 0};
    const int most = std::numeric_limits<int>::max();
    const int count = poll(&ready, 1, static_cast<int>(std::min<std::int64_t>(left, most)));
    if (count > 0) return true;
    if (count < 0 && errno != EINTR) return false;
  }
}

bool is_passing(int error) {
  return error == EAGAIN || error == EINTR;
}

bool write_all(int fd, std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    if (!wait_for(fd, POLLOUT, deadline)) return false;
    const ssize_t put = deadline ? send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT)
                                 : write(fd, bytes.data(), bytes.size());
    if (put < 0 && !is_passing(errno)) return false;
    if (put > 0) bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

// Nothing when all came.
std::optional<RecordFault> read_all(int fd, char* to, std::size_t size, Deadline deadline) {
  while (size > 0) {
    if (!wait_for(fd, POLLIN, deadline)) return RecordFault::late;
    const ssize_t got = deadline ? recv(fd, to, size, MSG_DONTWAIT) : read(fd, to, size);
    if (got == 0) return RecordFault::closed;
    if (got < 0 && !is_passing(errno)) return RecordFault::closed;
    if (got < 0) continue;
    to += got;
    size -= static_cast<std::size_t>(got);
  }
  return std::nullopt;
}

using Head = std::array<char, head_bytes>;

Head head_of(RecordKind kind, std::size_t size) {
  Head head = {static_cast<char>(wire_version), static_cast<char>(kind)};
  for (std::size_t i = 0; i < 4; ++i) head.at(2 + i) = static_cast<char>((size >> (24U - 8U * i)) & 0xFFU);
  return head;
}

std::size_t length_in(const Head& head) {
  std::size_t size = 0;
  for (std::size_t i = 2; i < head_bytes; ++i) size = (size << 8U) | static_cast<unsigned char>(head.at(i));
  return size;
}

// Room for one descriptor in a control message (cmsg(3)).
struct alignas(cmsghdr) Control {
  std::array<char, CMSG_SPACE(sizeof(int))> bytes{};
};

}  // namespace

bool send_record(int fd, RecordKind kind, std::string_view bytes, Deadline deadline) {
  if (bytes.size() > std::numeric_limits<std::uint32_t>::max()) return false;
  const Head head = head_of(kind, bytes.size());
  const std::string_view with_head = bytes.substr(0, first_bytes);
  std::string first(head.begin(), head.end());
  first += with_head;
  return write_all(fd, first, deadline) && write_all(fd, bytes.substr(with_head.size()), deadline);
}

Received receive_record(int fd, const MostBytes& most_bytes, Deadline deadline) {
  Head head{};
  if (const auto fault = read_all(fd, head.data(), head.size(), deadline)) return {std::nullopt, *fault};
  const auto kind = static_cast<unsigned char>(head[1]);
  const bool known =
      kind >= static_cast<unsigned char>(RecordKind::setup) && kind <= static_cast<unsigned char>(RecordKind::opened);
  Record record{static_cast<RecordKind>(kind), {}};
  const std::size_t size = length_in(head);
  const bool right = static_cast<unsigned char>(head[0]) == wire_version && known;
  if (!right || size > most_bytes(record.kind)) return {std::nullopt, RecordFault::broken};
  while (record.bytes.size() < size) {
    const std::size_t from = record.bytes.size();
    const std::size_t step = std::min(size - from, std::max(step_bytes, from));
    record.bytes.resize(from + step);
    if (const auto fault = read_all(fd, record.bytes.data() + from, step, deadline)) return {std::nullopt, *fault};
  }
  return {std::move(record), RecordFault::broken};
}

bool send_file(int fd, RecordKind kind, int file) {
  Head head = head_of(kind, 0);
  iovec data{head.data(), head.size()};
  Control control;
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  cmsghdr* const item = CMSG_FIRSTHDR(&message);
  item->cmsg_level = SOL_SOCKET;
  item->cmsg_type = SCM_RIGHTS;
  item->cmsg_len = CMSG_LEN(sizeof file);
  std::memcpy(CMSG_DATA(item), &file, sizeof file);
  return sendmsg(fd, &message, MSG_NOSIGNAL) == static_cast<ssize_t>(head.size());
}

std::optional<ReceivedFile> receive_file(int fd, Deadline deadline) {
  if (!wait_for(fd, POLLIN, deadline)) return std::nullopt;
  Head head{};
  iovec data{head.data(), head.size()};
  Control control;
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes.data();
  message.msg_controllen = control.bytes.size();
  if (recvmsg(fd, &message, MSG_CMSG_CLOEXEC) != static_cast<ssize_t>(head.size())) return std::nullopt;
  const cmsghdr* const item = CMSG_FIRSTHDR(&message);
  if (item == nullptr || item->cmsg_type != SCM_RIGHTS || item->cmsg_len != CMSG_LEN(sizeof(int))) return std::nullopt;
  int file = -1;
  std::memcpy(&file, CMSG_DATA(item), sizeof file);
  ReceivedFile received{OwnedFd(file), static_cast<RecordKind>(head[1])};
  if (static_cast<unsigned char>(head[0]) != wire_version || length_in(head) != 0) return std::nullopt;
  return received;
}

}  // namespace intake
