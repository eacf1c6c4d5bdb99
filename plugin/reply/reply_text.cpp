#include "plugin/reply/reply_text.h"

#include <algorithm>

#include "plugin/mail/local_time.h"

namespace intake {

namespace {

constexpr const char* between_languages = "\n* * *\n\n";

using Holes = std::map<std::string, std::string>;

std::string fill(const Template& parts, const Holes& holes) {
  std::string out;
  for (const Template::Piece& piece : parts.pieces) {
    out += piece.words;
    const auto found = holes.find(piece.hole);
    if (found != holes.end()) out += found->second;
  }
  return out;
}

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string arrival_in_words(const ReplyWording& wording, const ReplyRequest& request) {
  const LocalTime time = local_time(request.arrived_at, request.time_zone);
  Holes holes = {{"day", std::to_string(time.day)},
                 {"month", std::to_string(time.month)},
                 {"year", std::to_string(time.year)},
                 {"hour", two_digits(time.hour)},
                 {"minute", two_digits(time.minute)}};
  if (!wording.month_names.empty())
    holes["month_name"] = wording.month_names.at(static_cast<std::size_t>(time.month - 1));
  return fill(wording.arrived, holes);
}

const std::string& wording_of(const ReplyWording& wording, const AskedItem& asked) {
  const std::string name(name_of(asked.item));
  const auto found = asked.invalid ? wording.invalid.find(name) : wording.invalid.end();
  return found != wording.invalid.end() ? found->second : wording.missing.at(name);
}

// One line an item, in the order of the policy; organisation and years, where both are missing, are one line.
std::string ask_list(const ReplyWording& wording, const std::vector<AskedItem>& asked) {
  const auto is_asked = [&](Item item) {
    return std::any_of(asked.begin(), asked.end(),
                       [&](const AskedItem& one) { return one.item == item && !one.invalid; });
  };
  const bool both = is_asked(Item::service_provider) && is_asked(Item::treatment_year);
  std::string out;
  for (const AskedItem& one : asked) {
    if (both && one.item == Item::treatment_year) continue;
    const bool joined = both && one.item == Item::service_provider;
    out += (out.empty() ? "- " : "\n- ") +
           (joined ? wording.missing.at("service_provider_and_year") : wording_of(wording, one));
  }
  return out;
}

// An empty hole on a line of its own leaves no gap.
std::string without_double_gaps(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const std::size_t size = out.size();
    if (c == '\n' && size >= 2 && out[size - 1] == '\n' && out[size - 2] == '\n') continue;
    out += c;
  }
  return out;
}

}  // namespace

std::vector<AskedItem> asked_items(const Verdict& verdict) {
  std::vector<AskedItem> out;
  for (const Item item : verdict.ask) out.push_back({item, verdict.facts.of(item).status == ItemStatus::invalid});
  return out;
}

std::string ReplyTexts::body_in(Language language, const ReplyRequest& request, Body body) const {
  const ReplyWording& wording = wordings_.at(language);
  return without_double_gaps(fill(wording.*body, {{"ask_list", ask_list(wording, request.asked)},
                                                  {"arrived", arrival_in_words(wording, request)},
                                                  {"case_reference", request.case_token},
                                                  {"mailbox_name", wording.mailbox_name},
                                                  {"telephone", wording.telephone},
                                                  {"postal_address", wording.postal_address},
                                                  {"support_line", request.support_line ? wording.support_line : ""}}));
}

ReplyText ReplyTexts::write(const ReplyRequest& request) const {
  return written(request, &ReplyWording::text);
}

ReplyText ReplyTexts::write_receipt(const ReplyRequest& request) const {
  return written(request, &ReplyWording::receipt);
}

ReplyText ReplyTexts::written(const ReplyRequest& request, Body body) const {
  if (request.language != Language::und) {
    const ReplyWording& wording = wordings_.at(request.language);
    return {wording.subject, wording.mailbox_name, std::string(name_of(request.language)),
            body_in(request.language, request, body)};
  }
  std::string all = und_introduction_ + "\n\n" + body_in(Language::fi, request, body);
  for (const Language language : {Language::sv, Language::en}) {
    all += between_languages + body_in(language, request, body);
  }
  return {und_subject_, und_mailbox_name_, "fi, sv, en", all};
}

}  // namespace intake
