#include "plugin/intakectl/check_report.h"

#include <nlohmann/json.hpp>

#include "plugin/trouble_words.h"

namespace intake {

using Json = nlohmann::ordered_json;

std::string_view name_of(Crypto crypto) {
  switch (crypto) {
    case Crypto::none:
      return "none";
    case Crypto::is_signed:
      return "signed";
    case Crypto::encrypted:
      return "encrypted";
    case Crypto::encrypted_and_signed:
      return "encrypted+signed";
    case Crypto::undecryptable:
      return "undecryptable";
    case Crypto::bad_signature:
      return "bad_signature";
  }
  return "none";
}

namespace {

void put(Json& field, const char* key, const std::string& value) {
  if (!value.empty()) field[key] = value;
}

void put_values(Json& field, Item item, const Facts& facts) {
  switch (item) {
    case Item::name:
      put(field, "surname", facts.name.surname);
      put(field, "first_names", facts.name.first_names);
      if (!facts.name.former_names.empty()) field["former_names"] = facts.name.former_names;
      return;
    case Item::personal_identity_code:
      return put(field, "personal_identity_code", facts.code.code);
    case Item::requested_information:
      return;
    case Item::service_provider:
      return put(field, "service_provider", facts.provider.provider);
    case Item::treatment_year:
      if (!facts.years.years.empty()) field["treatment_years"] = facts.years.years;
      return;
    case Item::phone:
      return put(field, "phone", facts.phone.e164);
    case Item::address:
      put(field, "street", facts.address.street);
      put(field, "postal_code", facts.address.postal_code);
      put(field, "locality", facts.address.locality);
      return;
  }
}

Json fields_json(const Facts& facts, bool show_values) {
  Json fields = Json::object();
  for (const Item item : all_items) {
    Json field = {{"status", name_of(facts.of(item).status)}};
    if (facts.of(item).recognised) field["in_picture"] = true;
    if (show_values) put_values(field, item, facts);
    fields[std::string(name_of(item))] = std::move(field);
  }
  return fields;
}

template <typename List>
std::string names_joined(const List& list) {
  std::string out;
  for (const auto& entry : list) out.append(out.empty() ? "" : ", ").append(name_of(entry));
  return out;
}

}  // namespace

std::string check_json(const std::string& file, const Decision& decision, const ReplyOutlook& reply, bool show_values) {
  const Verdict& verdict = decision.verdict;
  Json out = {{"file", file}, {"status", name_of(verdict.status)}, {"language", name_of(verdict.facts.language)}};
  out["ask"] = Json::array();
  for (const Item item : verdict.ask) out["ask"].push_back(name_of(item));
  out["review"] = Json::array();
  for (const Reason reason : verdict.review) out["review"].push_back(name_of(reason));
  out["reply"] = reply.due;
  out["reply_withheld"] = reply.withheld ? Json(*reply.withheld) : Json(nullptr);
  out["crypto"] = name_of(verdict.crypto);
  if (verdict.status != Status::other) out["fields"] = fields_json(verdict.facts, show_values);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string check_account(const std::string& file, const Decision& decision, const ReplyOutlook& reply,
                          bool show_values) {
  const Verdict& verdict = decision.verdict;
  std::string out = file + ": " + std::string(name_of(verdict.status));
  if (!verdict.ask.empty()) out += "; asks for " + names_joined(verdict.ask);
  if (!verdict.review.empty()) out += "; for a person: " + names_joined(verdict.review);
  out += "\n  language " + std::string(name_of(verdict.facts.language)) + ", crypto " +
         std::string(name_of(verdict.crypto)) + ", reply " +
         (reply.due        ? "yes"
          : reply.withheld ? "withheld (" + *reply.withheld + ")"
                           : "no") +
         "\n";
  for (const Trouble& trouble : decision.document.troubles) {
    out +=
        "  " + std::string(words_of(trouble.kind)) + (trouble.detail.empty() ? "" : " (" + trouble.detail + ")") + "\n";
  }
  if (verdict.status == Status::other) return out;
  for (const Item item : all_items) {
    out += "  " + std::string(name_of(item)) + ": " + std::string(name_of(verdict.facts.of(item).status));
    if (verdict.facts.of(item).recognised) out += " (in a picture)";
    Json values = Json::object();
    if (show_values) put_values(values, item, verdict.facts);
    for (const auto& [key, value] : values.items()) {
      out += "  " + (value.is_string() ? value.get<std::string>()
                                       : value.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    out += "\n";
  }
  return out;
}

}  // namespace intake
