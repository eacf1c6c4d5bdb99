// Front door of the room "text in, judgement out". Pure functions of their arguments, thread-safe.
#pragma once

#include "parser/document.h"
#include "rules/facts.h"
#include "rules/policy.h"
#include "rules/rule_set.h"
#include "rules/verdict.h"

namespace intake {

Facts find_facts(const Document& document, const RuleSet& rules, const Policy& policy);

// Whether text recognised in pictures could tell a clerk more: an item is lacking, and no machine wrote the message.
bool pictures_may_help(const Document& document, const Facts& facts);

// Adds to the facts of the written text what only recognised text (Block::from_ocr) shows, marked so. `with_pictures`
// are the facts of the same document with its recognised blocks behind all others, so that places stay the same.
void show_recognised(Facts& facts, Facts with_pictures);

// Triage policy, sections 2, 4 and 5. `answers_open_case`: the message answers an auto-reply of an open case, and
// `given_before` holds the items of that case given earlier (section 6).
Verdict judge(const Document& document, Facts facts, const std::vector<Item>& given_before = {}, bool answers_open_case = false);

// Which flaw of a mail is which reason for review (triage policy, section 4).
Reason reason_of(TroubleKind kind);

}  // namespace intake
