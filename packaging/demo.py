#!/usr/bin/env python3
"""demo.py PORT MAIL_DIR: sends the messages of packaging/demo by SMTP, waits, prints the tags and the replies as they arrived."""
import email
import email.policy
import pathlib
import smtplib
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
MAILBOX = "tietopyynnot@kela.example"
ARRIVAL_SECONDS = 60  # local delivery takes one; a slow machine gets a minute


def parse(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def wait_for(folder, wanted, key):
    """The messages of a Maildir by key(message), once all of `wanted` are there."""
    deadline = time.monotonic() + ARRIVAL_SECONDS
    while True:
        found = {key(message): message for message in map(parse, sorted(folder.glob("new/*")))}
        if wanted <= found.keys():
            return found
        if time.monotonic() > deadline:
            sys.exit(f"demo: not arrived within {ARRIVAL_SECONDS} s in {folder}: {sorted(wanted - found.keys())}")
        time.sleep(0.2)


def main():
    port, mail = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    sent = {}
    for path in sorted((HERE / "demo").glob("*.eml")):
        message = parse(path)
        with smtplib.SMTP("127.0.0.1", port, timeout=30) as smtp:
            smtp.sendmail(message["From"].addresses[0].addr_spec, [MAILBOX], path.read_bytes(), mail_options=["BODY=8BITMIME"])
        sent[message["Message-ID"]] = path.name
        print(f"sent {path.name}")

    arrived = wait_for(mail / "clerk", set(sent), lambda m: m["Message-ID"])
    asked = set()
    for message_id, name in sent.items():
        message = arrived[message_id]
        print(f"\n=== {name} arrived in the mailbox with these tags")
        for field, value in message.items():
            if field.lower().startswith("x-intake-"):
                print(f"{field}: {value}")
        if message["X-Intake-Reply"] == "queued":
            asked.add(message_id)

    replies = wait_for(mail / "writers", asked, lambda m: m["In-Reply-To"])
    for message_id in sorted(asked, key=sent.get):
        reply = replies[message_id]
        print(f"\n=== reply to {sent[message_id]}, as it arrived")
        for field in ("From", "To", "Subject", "Auto-Submitted", "In-Reply-To"):
            print(f"{field}: {reply[field]}")
        print()
        print(reply.get_content().rstrip())


if __name__ == "__main__":
    main()
