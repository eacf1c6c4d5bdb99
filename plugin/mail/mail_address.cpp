#include "plugin/mail/mail_address.h"

#include <algorithm>

#include "parser/lines.h"

namespace intake {

namespace {

constexpr std::size_t longest_address = 254;    // characters; RFC 5321 4.5.3.1.3, a path of 256 with its brackets
constexpr std::size_t longest_local_part = 64;  // characters; RFC 5321 4.5.3.1.1

bool is_gap(char c) {
  return is_blank(c) || c == '\r' || c == '\n';
}
bool is_alnum(char c) {
  return (lower_ascii(c) >= 'a' && lower_ascii(c) <= 'z') || (c >= '0' && c <= '9');
}

// RFC 5322 atext and the dot; a quoted local part is never answered.
bool is_local_character(char c) {
  return is_alnum(c) || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}
bool is_domain_character(char c) {
  return is_alnum(c) || c == '-' || c == '.';
}

bool has_empty_label(std::string_view text) {
  return text.empty() || text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos;
}

// One pass over an address field; each piece between commas gives its <addresses>, or else its last word with an "@".
class AddressScan {
 public:
  std::vector<std::string> run(std::string_view field) {
    for (at_ = 0; at_ < field.size(); ++at_) step(field);
    end_piece();
    return std::move(found_);
  }

 private:
  void step(std::string_view field) {
    const char c = field[at_];
    if (c == '\\' && (depth_ > 0 || quoted_)) {
      ++at_;
    } else if (depth_ > 0) {
      depth_ += c == '(' ? 1 : c == ')' ? -1 : 0;
    } else if (c == '"' && !in_angle_) {
      quoted_ = !quoted_;
    } else if (!quoted_) {
      plain(c);
    }
  }

  void plain(char c) {
    if (in_angle_) {
      if (c != '>') {
        angle_ += c;
        return;
      }
      in_angle_ = false;
      if (angle_.find('@') != std::string::npos) angles_.push_back(std::string(trim_blanks(angle_)));
    } else if (c == '<') {
      in_angle_ = true;
      angle_.clear();
    } else if (c == '(') {
      depth_ = 1;
    } else if (c == ',' || c == ';') {
      end_piece();
    } else if (c == ':') {
      bare_.clear();  // the name of a group
    } else {
      bare_ += c;
    }
  }

  void end_piece() {
    if (in_angle_ && angle_.find('@') != std::string::npos) angles_.push_back(std::string(trim_blanks(angle_)));
    if (angles_.empty()) take_bare();
    for (std::string& address : angles_) found_.push_back(std::move(address));
    angles_.clear();
    bare_.clear();
    in_angle_ = false;
  }

  void take_bare() {
    const std::size_t sign = bare_.rfind('@');
    if (sign == std::string::npos) return;
    std::size_t begin = sign;
    std::size_t end = sign;
    while (begin > 0 && !is_gap(bare_[begin - 1])) --begin;
    while (end < bare_.size() && !is_gap(bare_[end])) ++end;
    found_.push_back(bare_.substr(begin, end - begin));
  }

  std::size_t at_ = 0;
  int depth_ = 0;
  bool quoted_ = false;
  bool in_angle_ = false;
  std::string bare_;
  std::string angle_;
  std::vector<std::string> angles_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> addresses_in(std::string_view field) {
  return AddressScan().run(field);
}

std::string comparable_address(std::string_view address) {
  address = trim_blanks(address);
  if (!address.empty() && address.front() == '<') address.remove_prefix(1);
  if (!address.empty() && address.back() == '>') address.remove_suffix(1);
  const std::string lower = lower_ascii(trim_blanks(address));
  std::string_view local = local_part(lower);
  std::string_view domain = domain_of(lower);
  if (domain.size() > 2 && domain.substr(domain.size() - 2) == ".s") domain.remove_suffix(2);
  const std::size_t plus = local.find('+');
  if (plus != std::string_view::npos && plus > 0) local = local.substr(0, plus);
  return domain.empty() ? std::string(local) : std::string(local) + "@" + std::string(domain);
}

bool is_answerable_address(std::string_view address) {
  const std::string_view local = local_part(address);
  const std::string_view domain = domain_of(address);
  if (address.size() > longest_address || local.size() > longest_local_part) return false;
  if (has_empty_label(local) || has_empty_label(domain) || local.front() == '-' || domain.front() == '-') return false;
  return std::all_of(local.begin(), local.end(), is_local_character) &&
         std::all_of(domain.begin(), domain.end(), is_domain_character);
}

std::string_view local_part(std::string_view address) {
  return address.substr(0, std::min(address.rfind('@'), address.size()));
}

std::string_view domain_of(std::string_view address) {
  const std::size_t sign = address.rfind('@');
  return sign == std::string_view::npos ? std::string_view() : address.substr(sign + 1);
}

}  // namespace intake
