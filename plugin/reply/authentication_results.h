// What trusted hosts say about a sender in Authentication-Results (RFC 8601): only fields whose first word is one of
// their names count, for anybody can write such a field. The hosts must remove those that arrive with their names from
// outside. Pure functions, thread-safe, linear.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace intake {

// Whether a trusted host found the envelope sender's domain authenticated: dmarc or spf passed for it, or dkim with a
// signature of that domain or one above it.
bool is_authenticated(const std::vector<std::string>& fields, const std::vector<std::string>& hosts,
                      std::string_view sender_domain);

}  // namespace intake
