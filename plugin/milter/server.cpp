#include "plugin/milter/server.h"

#include <libmilter/mfapi.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "plugin/milter/own_socket.h"

namespace intake {

namespace {

constexpr int backlog = 256;  // connections that wait to be accepted; Postfix's default_process_limit is 100
constexpr std::chrono::milliseconds kick_every{20};  // worst delay of a message behind slow ones: about 35 ms, measured
constexpr std::chrono::milliseconds last_words{100};  // libmilter writes an answer after its callback has returned
constexpr std::chrono::milliseconds look_again{10};   // while the stop waits for messages in hand

}  // namespace

struct MilterServer::Threads {
  std::thread milter;
  std::thread kicker;
  std::atomic<bool> stopping{false};
  std::atomic<bool> milter_ended{false};
};

MilterServer::MilterServer(ServerOptions options, MilterService& service)
    : options_(std::move(options)), service_(service) {}

MilterServer::~MilterServer() {
  if (threads_) stop(std::chrono::seconds(0));
  // libmilter leaves the file behind when it runs as root.
  if (opened_ && options_.socket.family == SocketSpec::Family::unix_path) unlink(options_.socket.path.c_str());
}

Success MilterServer::open() {
  const std::string text = options_.socket.text();
  if (const std::string obstacle = obstacle_at(options_.socket); !obstacle.empty()) return Success::failure(obstacle);
  if (!keeps_signals_from_libmilter() || smfi_setconn(const_cast<char*>(text.c_str())) != MI_SUCCESS ||
      !register_callbacks(service_)) {
    return Success::failure("milter.socket " + text + ": libmilter does not take it; check milter.socket");
  }
  smfi_settimeout(options_.timeout_seconds);
  smfi_setbacklog(backlog);
  // libmilter makes the socket with the umask: closed at first, opened below to those who are meant.
  const mode_t before = umask(0177);
  const int made = smfi_opensocket(true);
  umask(before);
  if (made != MI_SUCCESS) {
    return Success::failure(
        "milter.socket " + text +
        ": cannot be opened; is another program listening there, and may this user write to its folder?");
  }
  opened_ = true;
  return let_in(options_.socket, options_.socket_group, options_.socket_mode);
}

void MilterServer::start(std::function<void()> ended) {
  threads_ = std::make_unique<Threads>();
  threads_->milter = std::thread([threads = threads_.get(), ended = std::move(ended)] {
    smfi_main();
    threads->milter_ended = true;
    if (!threads->stopping) ended();
  });
  // libmilter's pool can hand several sessions to one idle thread; they wait until some other event wakes the pool.
  // While a message is being judged, a connection to our own socket is that event.
  threads_->kicker = std::thread([this, threads = threads_.get()] {
    while (!threads->stopping) {
      service_.in_flight.wait(0);
      std::this_thread::sleep_for(kick_every);
      if (service_.in_flight > 0 && !threads->stopping) touch(options_.socket);
    }
  });
}

// libmilter looks at its flag every five seconds, or when somebody connects; until then it holds the lock that smfi_stop() wants.
void MilterServer::tell_libmilter_to_stop() {
  std::atomic<bool> told{false};
  std::thread teller([&] {
    smfi_stop();
    told = true;
  });
  while (!told) {
    touch(options_.socket);
    std::this_thread::sleep_for(look_again);
  }
  teller.join();
}

void MilterServer::stop(std::chrono::seconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  threads_->stopping = true;
  tell_libmilter_to_stop();
  while (service_.in_flight > 0 && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(look_again);
  std::this_thread::sleep_for(last_words);
  ++service_.in_flight;  // wakes the kicker, which sees that all is over
  service_.in_flight.notify_all();
  threads_->kicker.join();
  while (!threads_->milter_ended && std::chrono::steady_clock::now() < deadline) {
    touch(options_.socket);
    std::this_thread::sleep_for(look_again);
  }
  if (threads_->milter_ended)
    threads_->milter.join();
  else
    threads_->milter.detach();  // the process ends next
  threads_.reset();
}

}  // namespace intake
