// Where the filter listens, as administrators write it: unix:/path (or local:/path, or a path), inet:port@host,
// inet6:port@host. Pure functions, thread-safe; a mistake is a sentence, never an exception.
#pragma once

#include <optional>
#include <string>

namespace intake {

struct SocketSpec {
  enum class Family { unix_path, inet, inet6 };
  Family family = Family::unix_path;
  std::string path;  // unix_path: absolute
  std::string host;  // inet, inet6: empty means every interface
  int port = 0;

  // As smfi_setconn() wants it.
  [[nodiscard]] std::string text() const;
  // A worry that is no mistake (a filter that every host can reach), or an empty string.
  [[nodiscard]] std::string warning() const;
};

struct ParsedSocket {
  std::optional<SocketSpec> spec;
  std::string mistake;  // when there is no spec: what is wrong and what to do
};

ParsedSocket parse_socket(const std::string& text);

}  // namespace intake
