// Figures of the running daemon as Prometheus fetches them: they follow the mail, and hold nothing of it.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

#include "tests/load/milter_client.h"
#include "tests/load/running_daemon.h"

namespace intake::load {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int free_port() {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  bind(fd, reinterpret_cast<sockaddr*>(&address), size);
  getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  close(fd);
  return ntohs(address.sin_port);
}

std::string scrape(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = loopback(port);
  std::string answer;
  if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    const std::string ask = "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    if (write(fd, ask.data(), ask.size()) == static_cast<ssize_t>(ask.size())) {
      char buffer[4096];
      for (ssize_t got = 0; (got = read(fd, buffer, sizeof buffer)) > 0;)
        answer.append(buffer, static_cast<std::size_t>(got));
    }
  }
  close(fd);
  return answer;
}

Mail incomplete_request() {
  Mail mail;
  mail.sender = "<canary.sender@example.test>";
  mail.header = {{"From", "Canaryname <canary.sender@example.test>"},
                 {"To", "tietopyynnot@kela.example"},
                 {"Subject", "canarysubject"},
                 {"Message-ID", "<canaryid@example.test>"},
                 {"Content-Type", "text/plain; charset=utf-8"}};
  mail.body = "Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Canarynen, 131052-308T.\r\n";
  return mail;
}

TEST(Scrape, FiguresFollowTheMailAndHoldNothingOfIt) {
  const int port = free_port();
  RunningDaemon daemon("metrics.listen = \"127.0.0.1:" + std::to_string(port) + "\"");
  daemon.start();
  ASSERT_TRUE(daemon.listens()) << daemon.log();
  EXPECT_NE(scrape(port).find("intake_messages_total{status=\"incomplete\"} 0"), std::string::npos);
  Client client(daemon.socket());
  ASSERT_TRUE(client.open());
  ASSERT_EQ(client.send(incomplete_request()).reply, Reply::accepted);
  const std::string after = scrape(port);
  for (const char* line :
       {"200 OK", "intake_messages_total{status=\"incomplete\"} 1", "intake_replies_total{outcome=\"queued\"} 1",
        "intake_outbox_mails{state=\"pending\"} 1", "intake_events_total{event=\"started\"} 1"})
    EXPECT_NE(after.find(line), std::string::npos) << line << "\n" << after;
  for (const char* canary : {"canary", "Canary", "131052", "Vastaamo", "Maija"})
    EXPECT_EQ(after.find(canary), std::string::npos) << after;
  daemon.signal(SIGTERM);
  EXPECT_EQ(daemon.wait(), 0);
}

// The outbox that a scrape asks goes when the daemon stops.
TEST(Scrape, GoesOnWhileTheDaemonStops) {
  const int port = free_port();
  RunningDaemon daemon("metrics.listen = \"127.0.0.1:" + std::to_string(port) + "\"");
  daemon.start();
  ASSERT_TRUE(daemon.listens()) << daemon.log();
  std::atomic<bool> ended{false};
  std::vector<std::thread> scrapers;
  for (int i = 0; i < 2; ++i) {
    scrapers.emplace_back([&] {
      while (!ended) scrape(port);
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  daemon.signal(SIGTERM);
  EXPECT_EQ(daemon.wait(), 0) << daemon.log();
  ended = true;
  for (std::thread& scraper : scrapers) scraper.join();
}

TEST(Scrape, APortThatIsTakenIsSaidBeforeAnythingStarts) {
  const int port = free_port();
  RunningDaemon first("metrics.listen = \"127.0.0.1:" + std::to_string(port) + "\"");
  first.start();
  ASSERT_TRUE(first.listens()) << first.log();
  RunningDaemon second("metrics.listen = \"127.0.0.1:" + std::to_string(port) + "\"");
  second.start();
  EXPECT_EQ(second.wait(), 69) << second.log();
  EXPECT_NE(second.log().find("is the port taken"), std::string::npos) << second.log();
}

}  // namespace
}  // namespace intake::load
