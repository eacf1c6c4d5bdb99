// milter_load SOCKET CONNECTIONS MESSAGES FILE...: loads a filter without an MTA and prints rate and latencies.
// Each connection sends MESSAGES messages, taken from the files in turn; between them it aborts messages at every
// stage, vanishes at every stage, and sends what is no milter protocol at all. Exit 1 when any whole message was not
// accepted with a status tag. With INTAKE_LOAD_FRESH set, every message has a sender and a Message-ID of its own.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <mutex>
#include <thread>

#include "tests/load/milter_client.h"

namespace {

using namespace intake::load;
using Clock = std::chrono::steady_clock;

constexpr int trouble_every = 20;  // messages between two pieces of trouble, with INTAKE_LOAD_TROUBLE set

struct Result {
  std::mutex mutex;
  std::vector<double> milliseconds;
  int failed = 0;
};

void make_trouble(const std::string& socket, const Mail& mail, int turn) {
  const Stage stage = static_cast<Stage>(turn % 8 + 1);
  Client client(socket);
  if (turn % 3 == 0 && client.open()) {
    client.abort_at(mail, stage);
    client.send(mail);
  } else if (turn % 3 == 1 && client.open(stage)) {
    client.vanish_at(mail, stage);
  } else if (client.open(Stage::connect)) {
    std::string noise(64, static_cast<char>(turn * 37));
    noise[0] = static_cast<char>(turn % 5 == 0 ? 0x7f : 0);
    client.raw(noise);
  }
}

// The same mail from a sender of its own, so that the ledger does not know it yet.
Mail fresh(Mail mail, int connection, int turn) {
  const std::string address = "<l" + std::to_string(connection) + "-" + std::to_string(turn) + "@example.test>";
  mail.sender = address;
  for (auto& [name, value] : mail.header) {
    if (name == "Message-ID" || name == "From") value = " " + address;
  }
  return mail;
}

bool is_tagged(const Outcome& outcome) {
  return outcome.reply == Reply::accepted && !outcome.added_value("X-Intake-Status").empty();
}

void run_connection(const std::string& socket, const std::vector<Mail>& mails, int messages, int number, bool trouble,
                    Result& result) {
  std::vector<double> took;
  int failed = 0;
  Client client(socket);
  bool open = client.open();
  static const bool fresh_senders = std::getenv("INTAKE_LOAD_FRESH") != nullptr;
  for (int i = 0; i < messages; ++i) {
    const Mail& of_file = mails[static_cast<std::size_t>(i + number) % mails.size()];
    const Mail mail = fresh_senders ? fresh(of_file, number, i) : of_file;
    const auto begin = Clock::now();
    if (!open || !is_tagged(client.send(mail))) {
      ++failed;
      open = client.open();
    }
    took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    if (trouble && i % trouble_every == 0) make_trouble(socket, mail, i / trouble_every + number);
  }
  const std::lock_guard lock(result.mutex);
  result.milliseconds.insert(result.milliseconds.end(), took.begin(), took.end());
  result.failed += failed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 5) {
    std::fputs("milter_load SOCKET CONNECTIONS MESSAGES FILE...\n", stderr);
    return 64;
  }
  std::vector<Mail> mails;
  for (int i = 4; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    mails.push_back(mail_from(std::string(std::istreambuf_iterator<char>(in), {})));
  }
  const int connections = std::atoi(argv[2]);
  const int messages = std::atoi(argv[3]);
  const bool trouble = std::getenv("INTAKE_LOAD_TROUBLE") != nullptr;
  Result result;
  std::vector<std::thread> threads;
  const auto begin = Clock::now();
  for (int i = 0; i < connections; ++i) {
    threads.emplace_back([&, i] { run_connection(argv[1], mails, messages, i, trouble, result); });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  std::vector<double>& took = result.milliseconds;
  std::sort(took.begin(), took.end());
  const auto at = [&](std::size_t percent) {
    return took.empty() ? 0.0 : took[std::min(took.size() - 1, took.size() * percent / 100)];
  };
  std::printf("messages=%zu failed=%d rate=%.0f/s p50=%.2f p95=%.2f p99=%.2f max=%.1f ms\n", took.size(), result.failed,
              static_cast<double>(took.size()) / seconds, at(50), at(95), at(99), took.empty() ? 0.0 : took.back());
  return result.failed == 0 ? 0 : 1;
}
