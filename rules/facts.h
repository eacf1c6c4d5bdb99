// The fourth value of the line: what the finders found, item by item, each with the rule and the place that gave it.
#pragma once

#include <string>
#include <vector>

#include "rules/item.h"
#include "rules/rule_set.h"
#include "rules/text.h"

namespace intake {

// One look of a finder at one place: taken, or lost and why. `explain` prints these.
struct Candidate {
  Span span;
  std::string rule;    // rule id, or a fixed name of the engine ("signature")
  bool taken = false;
  std::string why;     // fixed words: "check character", "number of the mailbox", ...
};

struct Fact {
  ItemStatus status = ItemStatus::missing;
  std::vector<Candidate> candidates;
  bool recognised = false;  // only text that was recognised in a picture shows it: a clerk sees it, nothing counts it
  [[nodiscard]] bool given() const { return status == ItemStatus::given && !recognised; }
};

struct NameFact : Fact {
  std::string surname;
  std::string first_names;
  std::vector<std::string> former_names;
};

struct CodeFact : Fact {
  std::string code;                    // DDMMYYCNNNQ, upper case; of the person whose records are asked for
  int birth_year = 0;                  // of that code; 0 where none is given
  std::vector<std::string> others;     // further different valid codes
  std::vector<Span> spans;             // every place that holds a code or a piece of one: not phones, not years
};

struct RequestFact : Fact {};

struct ProviderFact : Fact {
  std::string provider;                // "Vastaamo"
  std::string route;                   // "helsinki" or empty
  int first_year = 0;
  int last_year = 9999;
  std::vector<Span> spans;             // every place that names this provider, ascending
  std::vector<Span> others;            // places that name another one
};

struct YearFact : Fact {
  std::vector<int> years;              // ascending, each once
  int latest_named = 0;                // also where all lie outside the provider's years; 0 where none is named
};

// Why a candidate of a phone number was lost where it is none at all: its digits may be of something else.
inline constexpr const char* no_valid_number = "no valid number";

struct PhoneFact : Fact {
  std::string e164;
  std::vector<Span> spans;             // every number seen, the sender's or not
};

struct AddressFact : Fact {
  std::string street;
  std::string postal_code;
  std::string locality;
  std::vector<Span> spans;             // every address seen
};

struct ReasonFact {
  Reason reason = Reason::limit;
  Candidate candidate;
  bool recognised = false;             // as Fact::recognised: counts only where an item is lacking
};

// What the message is for, apart from its items (triage policy, section 2).
struct Purpose {
  bool asks_for_records = false;       // asks to get, see or check records or data stored by a care provider
  bool evident_other = false;          // another evident purpose: how-to, status, thanks, press, archives, bulk, out of office
  bool never_request = false;          // archives handed over, bulk mail, bounces, out of office: other whatever it contains
  std::vector<Candidate> candidates;
};

struct Facts {
  Language language = Language::und;
  NameFact name;
  CodeFact code;
  RequestFact request;
  ProviderFact provider;
  YearFact years;
  PhoneFact phone;
  AddressFact address;
  Purpose purpose;
  std::vector<ReasonFact> reasons;     // those that text alone shows; judge() adds the others

  [[nodiscard]] const Fact& of(Item item) const;
};

}  // namespace intake
