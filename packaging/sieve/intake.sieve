# Files the mail of the mailbox by what intake-milter found (Dovecot Pigeonhole; RFC 5228, 5231, 5490).
# Mail without exactly one status and one seal did not come through the filter, or came while it was down: a person looks.
# Sieve sees whether there is a seal, not whether it is right; `intakectl verify FILE` checks it before anything is
# forwarded to Helsinki. Needs tags.seal_key_file in intake-milter.toml; without it take the seal's line out.
require ["fileinto", "mailbox", "relational", "comparator-i;ascii-numeric"];

if not allof (
    header :count "eq" :comparator "i;ascii-numeric" "X-Intake-Status" "1",
    header :count "eq" :comparator "i;ascii-numeric" "X-Intake-Seal" "1") {
  fileinto :create "Review";
  stop;
}

if header :is "X-Intake-Status" "complete" {
  # All items are there. That says nothing about who wrote the message: identity is checked by a person.
  fileinto :create "Complete";
} elsif header :is "X-Intake-Status" "incomplete" {
  if header :is "X-Intake-Reply" "queued" {
    fileinto :create "Waiting for the writer";
  } else {
    # No automatic reply went out (X-Intake-Reply says why): a person writes.
    fileinto :create "Review";
  }
} elsif header :is "X-Intake-Status" "other" {
  fileinto :create "Other";
} else {
  fileinto :create "Review";
}
