"""After a run over the whole corpus, nothing that the daemon left behind (database, WAL, log, files, command line,
environment) holds a name, code, number, address, subject or any other word of a message: looked for in UTF-8, UTF-16,
base64, hexadecimal and quoted-printable. Positive controls show that the search finds each.

canary_test.py BUILD_DIR
"""
import base64
import email
import email.errors
import email.header
import email.policy
import email.utils
import os
import pathlib
import quopri
import re
import sys
import time
import unittest

import milter
from world import MAILBOX, ROOT, World

BUILD = None
WIPE_SECONDS = 12  # the sender wipes what it sent every five seconds
# A word of five letters, or a code, number or address of six signs, says something; shorter ones are everywhere.
WORD = re.compile(r"[^\W_]{5,}")
SIGNS = re.compile(r"[\w.+@-]{6,}")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')


def words_of(text):
    text = text.lower()
    return set(WORD.findall(text)) | {word.strip(".-+") for word in SIGNS.findall(text)}


def texts_of(message):
    for name, value in message.raw_items():
        if name.lower() in ("from", "subject", "reply-to", "sender"):
            try:
                yield str(email.header.make_header(email.header.decode_header(str(value))))
            except (UnicodeError, LookupError, email.errors.HeaderParseError):
                yield str(value)
    for part in message.walk():
        if part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True) or b""
            yield payload.decode("utf-8", "replace")
            yield payload.decode("latin-1", "replace")
        yield str(part.get_filename() or "")


def readings_of(data):
    """Everything that the bytes can be read as."""
    yield data.decode("utf-8", "ignore")
    for start in (0, 1):
        yield data[start:].decode("utf-16-le", "ignore")
        yield data[start:].decode("utf-16-be", "ignore")
    yield quopri.decodestring(data).decode("utf-8", "ignore")
    for run in re.findall(rb"[0-9A-Fa-f]{10,}", data):
        for start in (0, 1):
            cut = run[start:len(run) - (len(run) - start) % 2]
            yield bytes.fromhex(cut.decode()).decode("utf-8", "ignore")
    for run in re.findall(rb"[A-Za-z0-9+/]{8,}", data):
        for start in range(4):
            cut = run[start:]
            yield base64.b64decode(cut[:len(cut) // 4 * 4]).decode("utf-8", "ignore")


def words_in_bytes(data):
    words = set()
    for reading in readings_of(data):
        words |= words_of(reading)
    return words


def own_words():
    """Words that our own code writes: no sign of a leak."""
    words = set()
    sources = [*(ROOT / "plugin").rglob("*.cpp"), *(ROOT / "plugin").rglob("*.h"), ROOT / "rules/item.cpp", ROOT / "rules/judge.cpp"]
    for source in sources:
        for literal in LITERAL.findall(source.read_text(encoding="utf-8")):
            words |= words_of(literal)
    return words


def left_behind(world):
    """All bytes that the daemon could have written anywhere that is ours."""
    data = [str(path).encode() + b"\n" + path.read_bytes() for path in world.dir.rglob("*") if path.is_file()]
    if world.daemon.poll() is None:
        data += [pathlib.Path(f"/proc/{world.daemon.pid}/{name}").read_bytes() for name in ("cmdline", "environ")]
    return b"\n".join(data)


class Canary(unittest.TestCase):
    def send_file(self, world, path):
        raw = path.read_bytes()
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        sender = email.utils.parseaddr(str(message.get("From", "")))[1] or "nobody@example.test"
        fields = [(name, str(value).replace("\0", "")) for name, value in message.raw_items()]
        fields = [(n, v.encode("utf-8", "surrogateescape").decode("utf-8", "replace")) for n, v in fields]
        body = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[-1]
        session = milter.Session(world.socket)
        try:
            tags = session.send(sender.encode("ascii", "replace").decode(), MAILBOX, fields, body)
        except milter.Lost:
            self.fail(f"{path.name} was not accepted")
        finally:
            session.close()
        self.assertIn("X-Intake-Status", tags, path.name)
        for text in texts_of(message):
            self.canaries |= words_of(text)
        self.canaries |= words_of(sender)

    def test_nothing_of_any_message_is_left(self):
        self.canaries = set()
        keyring = pathlib.Path(BUILD).resolve() / "keyring"
        crypto = f'[crypto]\ngnupg_home = "{keyring}"\n' if keyring.exists() else ""
        os.environ["TMPDIR"] = "/tmp"
        world = World(BUILD, settings=crypto, sink_mode="temporary")
        self.addCleanup(world.close)
        world.start()
        world.wait_until_it_listens()
        files = [*sorted((ROOT / "tests/corpus").rglob("*.eml"))]
        self.assertGreater(len(files), 150)
        for path in files:
            self.send_file(world, path)
        allowed = own_words() | words_of(MAILBOX) | words_of(str(world.dir)) | words_of(world.config.read_text()) | \
            words_of(" ".join(f"{k}={v}" for k, v in os.environ.items())) | words_of(str(BUILD))
        # SQLite writes values side by side: "same_question" before a byte that is an "s" reads as another word of somebody's.
        canaries = {word for word in self.canaries if not {word, word[1:], word[:-1]} & allowed}
        self.assertGreater(len(canaries), 3000)

        # Positive control: what waits to be sent must have its recipient, and this search sees it.
        waiting = words_in_bytes(left_behind(world)) & canaries
        self.assertTrue(any("@" in word for word in waiting), "recipients of mail that waits are seen")

        world.sink.mode = "ok"
        world.wait_until_outbox_is_empty()
        time.sleep(WIPE_SECONDS)
        running = left_behind(world)
        self.assertEqual(words_in_bytes(running) & canaries, set())
        self.assertEqual(world.stop_daemon(), 0)
        self.assertEqual(words_in_bytes(left_behind(world)) & canaries, set())
        self.assertIn(b"status=incomplete", running, "the log is among what was searched")
        self.assertIn(b"sender_hash", running, "the database is among what was searched")

        # Positive controls: each form in which a word could be hidden.
        # A mail address has parts that are words of their own, so that it is found also where something is glued to its beginning.
        word = max((word for word in canaries if re.fullmatch(r"[a-z]{3,}\.[a-z]{5,}@[a-z]{5,}\.[a-z]+", word)), key=lambda w: (len(w), w)).encode()
        for form in (word, word.decode().encode("utf-16-le"), b"x" + word.decode().encode("utf-16-be"), base64.b64encode(word),
                     base64.b64encode(b"x" + word), base64.b64encode(b"xy" + word + b"z"), word.hex().encode(), b"a" + word.hex().upper().encode(),
                     quopri.encodestring(word + "ä".encode())):
            self.assertTrue(words_in_bytes(running + b"\n" + form + b"\n") & canaries, form)
        print(f"\n{len(files)} messages, {len(canaries)} words looked for in {len(running)} bytes", flush=True)


if __name__ == "__main__":
    BUILD = sys.argv.pop(1)
    unittest.main()
