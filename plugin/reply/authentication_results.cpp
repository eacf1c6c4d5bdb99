#include "plugin/reply/authentication_results.h"

#include <algorithm>

#include "parser/lines.h"
#include "plugin/mail/mail_address.h"

namespace intake {

namespace {

// Without comments, lower case; quotes stay, a semicolon in them would only cut a result short.
std::string plain(std::string_view value) {
  std::string out;
  int depth = 0;
  for (const char c : value) {
    if (c == '(') ++depth;
    if (depth == 0) out += c;
    if (c == ')' && depth > 0) --depth;
  }
  return lower_ascii(out);
}

std::vector<std::string> cut_at(const std::string& text, const char* signs) {
  std::vector<std::string> pieces;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(signs, from), text.size());
    std::string piece(trim_blanks(std::string_view(text).substr(from, end - from)));
    if (!piece.empty()) pieces.push_back(std::move(piece));
    from = end + 1;
  }
  return pieces;
}

// "header.d=" among the words of one result.
std::string property(const std::vector<std::string>& words, std::string_view name) {
  for (const std::string& word : words) {
    if (word.compare(0, name.size(), name) == 0) return word.substr(name.size());
  }
  return {};
}

bool is_domain_or_above(std::string_view domain, std::string_view of) {
  if (domain.empty() || domain.find('.') == std::string_view::npos) return false;
  if (domain == of) return true;
  return of.size() > domain.size() && of.substr(of.size() - domain.size()) == domain &&
         of[of.size() - domain.size() - 1] == '.';
}

std::string domain_in(const std::string& value) {
  const std::size_t sign = value.rfind('@');
  return sign == std::string::npos ? value : value.substr(sign + 1);
}

bool passes(const std::string& result, std::string_view domain) {
  const std::vector<std::string> words = cut_at(result, " \t");
  if (words.empty()) return false;
  if (words[0] == "dmarc=pass") return domain_in(property(words, "header.from=")) == domain;
  if (words[0] == "spf=pass") return domain_in(property(words, "smtp.mailfrom=")) == domain;
  return words[0] == "dkim=pass" && is_domain_or_above(property(words, "header.d="), domain);
}

}  // namespace

bool is_authenticated(const std::vector<std::string>& fields, const std::vector<std::string>& hosts,
                      std::string_view sender_domain) {
  const std::string domain = lower_ascii(sender_domain);
  for (const std::string& field : fields) {
    const std::vector<std::string> results = cut_at(plain(field), ";");
    if (results.empty()) continue;
    const std::vector<std::string> host = cut_at(results[0], " \t");  // a version may follow the name
    const bool trusted = std::any_of(hosts.begin(), hosts.end(), [&](const std::string& one) {
      return !host.empty() && lower_ascii(one) == host[0];
    });
    if (trusted &&
        std::any_of(results.begin() + 1, results.end(), [&](const std::string& one) { return passes(one, domain); }))
      return true;
  }
  return false;
}

}  // namespace intake
