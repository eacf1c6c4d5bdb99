// A small MTA for tests: speaks the milter protocol (version 6) to a filter on a unix or TCP socket, one message after
// another, and says what the filter did. Not thread-safe; one client a thread. Every wait has a time limit.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace intake::load {

struct Mail {
  std::string sender = "<maija.mallikas@example.test>";
  std::vector<std::string> recipients = {"<tietopyynnot@kela.example>"};
  std::vector<std::pair<std::string, std::string>> header;
  std::string body;
};

// Header and body of a file with LF or CRLF line ends.
Mail mail_from(std::string_view bytes);

enum class Reply { accepted, tempfail, lost };  // lost: no answer, or one that the protocol does not know

struct Outcome {
  Reply reply = Reply::lost;
  bool passed_by = false;                                      // accepted before its header was asked for: not ours
  std::vector<std::pair<std::string, std::string>> added;      // header fields, in order
  std::vector<std::pair<std::string, std::uint32_t>> removed;  // name and ordinal, in order
  [[nodiscard]] std::string added_value(std::string_view name) const;
};

// Where send() hangs up or gives the message up.
enum class Stage { none, connect, negotiate, mail, recipient, data, header, body, end };

class Client {
 public:
  // "unix:/path" or "inet:port@127.0.0.1"
  explicit Client(std::string socket) : socket_(std::move(socket)) {}
  ~Client() { hang_up(); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool open(Stage until = Stage::none);  // connects and negotiates
  Outcome send(const Mail& mail);
  // Goes as far as `stage`, then says ABORT; the session stays.
  bool abort_at(const Mail& mail, Stage stage);
  // Goes as far as `stage`, then closes the connection.
  void vanish_at(const Mail& mail, Stage stage);
  bool raw(std::string_view bytes);
  void hang_up();

 private:
  bool put(char command, std::string_view data);
  bool flush();
  bool read_exactly(char* to, std::size_t size);
  bool reply(char& code, std::string& data);
  bool step(char command, std::string_view data, std::uint32_t silent);
  bool walk(const Mail& mail, Stage until, bool& passed_by);
  bool walk_envelope(const Mail& mail, Stage until);
  bool walk_content(const Mail& mail, Stage until);
  Outcome read_end();

  std::string socket_;
  int fd_ = -1;
  std::uint32_t steps_ = 0;  // what the filter asked for
  std::string out_;
};

}  // namespace intake::load
