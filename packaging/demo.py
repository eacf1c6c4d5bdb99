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
REPLY_FIELDS = ("From", "To", "Subject", "Auto-Submitted", "In-Reply-To")


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


def send_all(port):
    """File name and message of everything sent."""
    sent = []
    for path in sorted((HERE / "demo").glob("*.eml")):
        message = parse(path)
        with smtplib.SMTP("127.0.0.1", port, timeout=30) as smtp:
            smtp.sendmail(message["From"].addresses[0].addr_spec, [MAILBOX], path.read_bytes().replace(b"\n", b"\r\n"),
                          mail_options=["BODY=8BITMIME"])
        sent.append((path.name, message))
    return sent


def tags_of(message):
    return [f"{field}: {value}" for field, value in message.items() if field.lower().startswith("x-intake-")]


def show(title, lines):
    print(f"\n{title}")
    for line in lines:
        print(f"  | {line}".rstrip())


def show_one(name, message, arrived, reply):
    print(f"\n=== {name} " + "=" * (70 - len(name)))
    show("What was written:", [f"Subject: {message['Subject']}", ""] + message.get_content().rstrip().splitlines())
    show("The tags it arrived with in the mailbox:", tags_of(arrived))
    if reply is None:
        print("\nNo reply went out.")
    else:
        fields = [f"{field}: {reply[field]}" for field in REPLY_FIELDS]
        show("The reply, as it arrived:", fields + [""] + reply.get_content().rstrip().splitlines())


def main():
    sys.stdout.reconfigure(errors="replace")  # a terminal without UTF-8 still shows the demonstration
    port, mail = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    sent = send_all(port)
    print(f"Sent {len(sent)} made-up messages to {MAILBOX}, one complete and one incomplete request per language.")
    arrived = wait_for(mail / "clerk", {m["Message-ID"] for _, m in sent}, lambda m: m["Message-ID"])
    asked = {i for i, m in arrived.items() if m["X-Intake-Reply"] == "queued"}
    replies = wait_for(mail / "writers", asked, lambda m: m["In-Reply-To"])
    for name, message in sent:
        show_one(name, message, arrived[message["Message-ID"]], replies.get(message["Message-ID"]))
    print(f"\nAll {len(arrived)} messages arrived in the mailbox; {len(replies)} were answered.")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
