// The groups of rules that the engine asks for: a rule file may name no other. One row per group, with its user.
#pragma once

#include <array>
#include <string_view>

namespace intake {

inline constexpr auto rule_groups = std::to_array<std::string_view>({
    // identity_code.cpp
    "code.label",            // a label or words after which an identity code is expected
    "code.foreign",          // words that make a number a foreign identity number
    // phone.cpp
    "phone.label",           // a label or words before the sender's number
    "phone.not_sender",      // words around a number that make it somebody else's (Kela, help line, clinic, switchboard)
    "phone.not_phone",       // words right before a number that is of an order, an invoice, a customer
    "phone.latter",          // words behind the second of two numbers that prefer it
    "phone.region",          // und: words and postal codes of a country; the id is its ISO 3166 code
    // address.cpp
    "address.label",
    "address.not_sender",    // words before an address that make it the clinic's or an authority's
    "address.others",        // words before an address that make it a former one or another person's
    "address.others_after",  // the same right behind an address ("... on vanha osoitteeni")
    "address.town",          // words that say where the sender lives, before a town: named group "town"
    "address.locality",      // word list: towns, for telling their name from an inflected form
    "address.not_locality",  // word list: words that may follow five digits and are no place
    "address.offered",       // something given for an address that need not hold any
    "address.lead",          // one word that may stand before a street's own name and is no part of it ("asun")
    "address.not_street",    // word list: words before a number that end like a street and are none
    "address.country",       // names of countries, which may end an address abroad
    "address.company",       // lines of a company's signature
    // provider.cpp
    "provider.company",      // company forms and cues of a named provider; named group "provider"
    "provider.practitioner", // a practitioner on their own account; named group "provider"
    "provider.label",
    "provider.not_provider",
    // year.cpp
    "year.care",             // words of care near which a year is a year of treatment
    "year.breach",           // words of the data breach and the extortion: a provider's name beside them is no care
    "year.same",             // words that point back to a year named before ("that year")
    "year.records",          // words of records: a year near them is one of treatment where no other cue stands
    "year.hint",             // words that point to the provider ("there", "they"): for a message without any other year of care
    "year.refers",           // beginnings of a sentence about the one before ("Se oli vuosina ...")
    "year.not_care",         // words near which a year is of something else (breach, birth, moving, law ...)
    "year.vague",            // a sentence that tells nothing but a time: care, where no other year is
    "year.label",
    "year.negated",          // words right before a year that say that it was none of care
    "year.range",            // two years, written @1@ and @2@ with the words around them, are the ends of a range
    "year.short",            // years of two digits: named groups "a" and, for a range, "b"
    // name_*.cpp, find_name.cpp
    "name.introduction",      // a name must follow: "nimeni on", "jag heter"
    "name.weak_introduction", // a name may follow: "olen", "I am"
    "name.announced",         // a name stands before: "X on nimeni", "X här alltså"
    "name.label",             // label of a form or list: "Nimi"
    "name.person_label",      // label of the person asked about, whoever writes: "Asiakkaan nimi", "Barnets namn"
    "name.surname_first_label",  // "Sukunimi, etunimet"
    "name.first_names_first_label",  // "För- och efternamn"
    "name.surname_label",
    "name.first_names_label",
    "name.person",            // "my daughter": the person whose records are asked for may follow
    "name.other_before",      // ends right before a name of somebody else: "terapeuttini oli"
    "name.other_after",       // begins right behind one: ", psykoterapeutti", "hoiti minua"
    "name.relative_before",   // ends right before the name of a relative: "poikani", "hänen"
    "name.former",            // a former name follows, whatever its letters: "o.s.", "née"
    "name.weak_former",       // a former name may follow, if it looks like one: ", aiemmin", "född"
    "name.former_before",     // a former name stands before: "X innan jag gifte mig"
    "name.now",               // between a former name and the present one: "X, nykyään Y"
    "name.closing",           // "Terveisin", "Mvh", "Kind regards": the signature follows
    "name.first_name",        // word list: first names
    "name.surname",           // word list: surnames that the Finnish lexicon does not know
    "name.title",             // word list: "rouva", "Dr"; no part of the name
    "name.particle",          // word list: "af", "von", "de"
    "name.not_a_name",        // word list: capitalised words that are no names
    // request.cpp
    "request.asks",          // says what is asked for: requested_information is given
    "request.bare",          // only says that it is a data request
    "request.negated",       // takes an ask back, or asks about the records and not for them
    "request.about_records", // asks to get, see or check records: it is a request by kind
    "request.label",         // label of a form; a value after it says what is asked for
    "request.verb",          // words of asking: with an object in the same sentence they say what is asked for
    "request.object",        // phrases that say which data
    "request.thing",         // things that hold notes: asked for where "request.again" follows ("a folder", "wrote a lot")
    "request.again",         // asks for "them", named in the sentence before
    "request.telling",       // words of a full sentence: a phrase beside them does not stand alone
    "request.not_asked",     // words after an object that make it a story or a heading ("were stolen", "are below")
    // purpose.cpp
    "purpose.how_to",        // asks how a request is made
    "purpose.status",        // asks when an answer to an earlier request comes
    "purpose.thanks",
    "purpose.archiving",     // a provider or an estate handing over archives
    "purpose.press",         // press, research
    "purpose.bulk",          // newsletter, advertisement
    "purpose.out_of_office",
    // reasons.cpp
    "reason.on_behalf",
    "reason.on_behalf.not",
    "reason.other_right",
    "reason.other_right.not",
    "reason.protected_address",
    "reason.protected_address.not",
    "reason.distress",
    "reason.distress.not",
    "reason.cannot_give",
    "reason.cannot_give.not",
    "reason.voucher",        // palveluseteli, maksusitoumus: care paid by a municipality, other_provider
    "reason.voucher.not",
    "reason.leaving",        // one sign of leave-taking; two different ones in a message are distress
    "reason.answered_no",    // right behind words asked or printed: "? No", ": none", a cell that says no
    "reason.past",           // marks of the past in a sentence: a rule "topic-..." does not count there
    "reason.recent",         // marks of these days, which outweigh those of the past
    "reason.person",         // somebody else, whose records "her records" may be; "seen-..." was seen by the provider
    "reason.practitioner",   // a therapist, whose notes "her notes" may be
    // language.cpp
    "language.word",         // word lists per language: frequent words that decide short texts
    "language.not_prose",    // lines that a machine adds ("Sent from my iPhone"): no sign of the writer's language
});

}  // namespace intake
