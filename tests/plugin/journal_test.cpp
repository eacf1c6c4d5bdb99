// Lines of the log: their shape, what cannot get in, and that packaging/logcheck knows the ordinary ones.
#include "plugin/journal.h"

#include <gtest/gtest.h>
#include <regex.h>

#include <fstream>

namespace intake {
namespace {

MessageLine incomplete() {
  MessageLine line;
  line.queue_id = "178B6A7ACDD";
  line.status = Status::incomplete;
  line.language = Language::fi;
  line.ask = {Item::phone, Item::address};
  line.reply_queued = true;
  line.bytes = 427;
  line.took = std::chrono::microseconds(9876);
  return line;
}

MessageLine review() {
  MessageLine line;
  line.queue_id = "4cXyZ12z0Qz9";
  line.review = {Reason::on_behalf, Reason::unreadable};
  line.case_reasons = {"possible_follow_up"};
  line.crypto = Crypto::undecryptable;
  line.withheld = "not_due";
  line.forged_tags = 5;
  return line;
}

// Extended regular expressions, as logcheck's egrep reads them.
bool logcheck_knows(const std::string& said) {
  const std::string line = "Nov 24 15:21:05 mx intake-milter[28245]: " + said;
  std::ifstream in(INTAKE_SOURCE_DIR "/packaging/logcheck/intake-milter");
  bool known = false;
  int patterns = 0;
  for (std::string pattern; std::getline(in, pattern); ++patterns) {
    regex_t compiled;
    const int wrong = regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB);
    EXPECT_EQ(wrong, 0) << pattern;
    if (wrong != 0) continue;
    known = known || regexec(&compiled, line.c_str(), 0, nullptr, 0) == 0;
    regfree(&compiled);
  }
  EXPECT_GT(patterns, 0);
  return known;
}

TEST(Journal, OneLineAMessage) {
  EXPECT_EQ(line_of(incomplete()),
            "queue=178B6A7ACDD status=incomplete language=fi ask=phone,address review=- crypto=none reply=queued "
            "bytes=427 ms=9");
  EXPECT_EQ(line_of(review()),
            "queue=4cXyZ12z0Qz9 status=review language=und ask=- review=on_behalf,unreadable,possible_follow_up "
            "crypto=undecryptable reply=not_due bytes=0 forged_tags=5 ms=0");
}

TEST(Journal, AReasonOfTheCaseAlone) {
  MessageLine line = review();
  line.review.clear();
  EXPECT_NE(line_of(line).find(" review=possible_follow_up "), std::string::npos) << line_of(line);
}

TEST(Journal, WhatIsNoQueueIdOrWordDoesNotGetIn) {
  for (const char* text : {"", "maija@example.test", "a b", "x\ny", "0123456789012345678901234567890123456789012345"}) {
    MessageLine line = incomplete();
    line.queue_id = text;
    line.reply_queued = false;
    line.withheld = text;
    EXPECT_EQ(line_of(line).find("queue=- "), 0U) << line_of(line);
    EXPECT_NE(line_of(line).find(" reply=- "), std::string::npos) << line_of(line);
  }
}

TEST(Logcheck, KnowsOrdinaryLinesAndNoOthers) {
  MessageLine other = incomplete();
  other.status = Status::other;
  for (const Crypto crypto : {Crypto::none, Crypto::is_signed, Crypto::encrypted, Crypto::encrypted_and_signed,
                              Crypto::undecryptable, Crypto::bad_signature}) {
    other.crypto = crypto;
    EXPECT_TRUE(logcheck_knows(line_of(other))) << line_of(other);
  }
  EXPECT_TRUE(logcheck_knows(line_of(incomplete())));
  EXPECT_TRUE(logcheck_knows(line_of(review())));
  for (const Event event : {Event::started, Event::stopping, Event::stopped, Event::reloaded}) {
    EXPECT_TRUE(logcheck_knows(std::string(name_of(event))));
  }
  for (const Event event : {Event::database_unavailable, Event::internal_error, Event::reply_failed,
                            Event::reload_refused, Event::milter_ended, Event::out_of_memory}) {
    EXPECT_FALSE(logcheck_knows(std::string(name_of(event))));
  }
  EXPECT_FALSE(logcheck_knows("queue=1 status=stolen"));
}

}  // namespace
}  // namespace intake
