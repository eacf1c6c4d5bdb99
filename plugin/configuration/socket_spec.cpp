#include "plugin/configuration/socket_spec.h"

#include <sys/un.h>

namespace intake {

namespace {

constexpr std::size_t longest_path = sizeof(sockaddr_un::sun_path) - 1;  // 107 bytes on Linux
constexpr int largest_port = 65'535;

ParsedSocket wrong(const std::string& text, const std::string& why) {
  return {std::nullopt, "socket '" + text + "' " + why + "; write unix:/path, inet:port@host or inet6:port@[host]"};
}

ParsedSocket unix_socket(const std::string& text, const std::string& path) {
  if (path.empty() || path.front() != '/') return wrong(text, "needs an absolute path");
  if (path.size() > longest_path)
    return wrong(text, "has a path of more than " + std::to_string(longest_path) + " bytes");
  SocketSpec spec;
  spec.path = path;
  return {spec, {}};
}

ParsedSocket inet_socket(const std::string& text, SocketSpec::Family family, const std::string& rest) {
  const std::size_t at = rest.find('@');
  const std::string port = rest.substr(0, at);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != port.npos) {
    return wrong(text, "has no port number before the @ (Postfix writes host:port, a filter port@host)");
  }
  SocketSpec spec;
  spec.family = family;
  spec.port = std::stoi(port);
  if (spec.port < 1 || spec.port > largest_port) return wrong(text, "has a port outside 1 to 65535");
  if (at != rest.npos) spec.host = rest.substr(at + 1);
  if (at != rest.npos && spec.host.empty()) return wrong(text, "has no host after the @");
  if (spec.host.size() > 2 && spec.host.front() == '[' && spec.host.back() == ']') {
    spec.host = spec.host.substr(1, spec.host.size() - 2);
  }
  return {spec, {}};
}

}  // namespace

std::string SocketSpec::text() const {
  if (family == Family::unix_path) return "unix:" + path;
  const std::string where = host.empty() ? "" : family == Family::inet6 ? "@[" + host + "]" : "@" + host;
  return (family == Family::inet ? "inet:" : "inet6:") + std::to_string(port) + where;
}

std::string SocketSpec::warning() const {
  if (family == Family::unix_path || !host.empty()) return {};
  return "socket '" + text() + "' names no host: every host that reaches this machine can speak to the filter; write " +
         (family == Family::inet ? "inet:" : "inet6:") + std::to_string(port) +
         (family == Family::inet ? "@127.0.0.1" : "@[::1]");
}

ParsedSocket parse_socket(const std::string& text) {
  if (!text.empty() && text.front() == '/') return unix_socket(text, text);
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return wrong(text, "names no kind of socket");
  const std::string kind = text.substr(0, colon);
  const std::string rest = text.substr(colon + 1);
  if (kind == "unix" || kind == "local") return unix_socket(text, rest);
  if (kind == "inet") return inet_socket(text, SocketSpec::Family::inet, rest);
  if (kind == "inet6") return inet_socket(text, SocketSpec::Family::inet6, rest);
  return wrong(text, "has the unknown kind '" + kind + "'");
}

}  // namespace intake
