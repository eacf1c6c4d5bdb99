"""End to end with keys: sealed requests in, sealed replies and the forwarding copy out, and not a word of a secret anywhere else.

sealed_replies_test.py BUILD_DIR
"""
import base64
import email
import email.policy
import os
import pathlib
import subprocess
import sys
import unittest

from rig import ROOT, Rig

sys.path.insert(0, str(ROOT / "tests/crypto"))
import sealed_mail as sm

BUILD = None
HELSINKI = "kirjaamo@hel.example"
CANARIES = ["kanarialintu7391", "Zeppelinström"]


def message(body, message_id):
    return body.replace(b"Message-ID: <m", b"X-Was: <m").replace(b"MIME-Version:", b"Message-ID: " + message_id.encode() + b"\r\nMIME-Version:", 1)


def fingerprint(home, address, tool="gpg"):
    out = sm.run([tool, "--batch", "--with-colons", "--list-keys", address], home=home).decode()
    return next(line.split(":")[9] for line in out.splitlines() if line.startswith("fpr"))


def guises(word):
    """A word as it may stand in a file: bytes, transfer encodings, hexadecimal, wide letters."""
    raw = word.encode()
    yield from (raw, raw.lower(), word.encode("latin-1"), word.encode("utf-16-le"), raw.hex().encode(), raw.hex().upper().encode())
    for shift in range(3):
        yield base64.b64encode(b"x" * shift + raw)[4 if shift else 0:-4]


def files_with(words, folders, left_out=()):
    marks = [guise for word in words for guise in guises(word)]
    found = []
    for folder in folders:
        for path in pathlib.Path(folder).rglob("*"):
            if path.is_file() and not any(str(path).startswith(str(out)) for out in left_out):
                data = path.read_bytes()
                found += [str(path)] if any(mark in data for mark in marks) else []
    return found


class Sealed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.homes = sm.Homes()
        cls.forge = sm.Forge(cls.homes)
        sm.run(["gpgsm", "--batch", "--quiet", "--import", sm.KEYS / "smime-oakes.cert.pem"], home=cls.homes.filter)
        sm.run(["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-gen-key", f"Kirjaamo <{HELSINKI}>", "future-default", "default", "0"], home=cls.homes.sender)
        key = sm.run(["gpg", "--batch", "--armor", "--export", HELSINKI], home=cls.homes.sender)
        sm.run(["gpg", "--batch", "--quiet", "--import"], key, home=cls.homes.filter)
        cls.trace = cls.homes.folder / "trace"
        cls.temporary = cls.homes.folder / "tmp"
        cls.temporary.mkdir()
        cls.rig = Rig(cls.traced_build(), settings=f"""
[crypto]
gnupg_home = "{cls.homes.filter}"
[forward]
to = "{HELSINKI}"
key = "{fingerprint(cls.homes.filter, HELSINKI)}"
""")
        text = cls.rig.config.read_text().replace("[reply]", f'[reply]\nsign_key = "{fingerprint(cls.homes.filter, sm.MAILBOX)}"\n')
        cls.rig.config.write_text(text)
        cls.rig.milter.terminate()
        cls.rig.milter.wait(30)
        cls.rig.start_milter()

    @classmethod
    def traced_build(cls):
        """intake-milter as it is, but every byte that it and its children write is seen by strace."""
        folder = cls.homes.folder / "build"
        folder.mkdir()
        (folder / "intake-milter").write_text(
            f"#!/bin/sh\nexport TMPDIR={cls.temporary}\n"
            f"exec strace -D -f -ff -qq -y -s 200000 -e signal=none -e trace=write,writev,pwrite64,pwritev,sendto,sendmsg -o {cls.trace} {BUILD}/intake-milter \"$@\"\n")
        (folder / "intake-milter").chmod(0o755)
        return folder

    @classmethod
    def tearDownClass(cls):
        cls.rig.stop()
        cls.homes.close()

    def opened(self, reply, home=None):
        raw = reply.as_bytes() if hasattr(reply, "as_bytes") else reply
        start = raw.index(b"-----BEGIN PGP MESSAGE-----")
        armored = raw[start:raw.index(b"-----END PGP MESSAGE-----") + 26]
        done = subprocess.run(["gpg", "--homedir", str(home or self.homes.sender), "--batch", "--status-fd", "2", "-d"], input=armored, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"GOODSIG", done.stderr)
        return email.message_from_bytes(done.stdout, policy=email.policy.default)

    def send(self, number, body, sender):
        message_id = f"<sealed-{number}@example.test>"
        self.rig.send(message(sm.mail(body), message_id), sender=sender)
        return message_id

    def reply_raw(self, message_id):
        self.rig.reply_to(message_id)
        return next(raw for raw in self.rig.raw("writers") if b"In-Reply-To: " + message_id.encode() in raw)

    def test_encrypted_request_gets_an_encrypted_and_signed_reply(self):
        asked = self.send(1, self.forge.pgp_mime(sm.entity(sm.NO_PHONE)), "kaj@nordling.example")
        reply = self.rig.reply_to(asked)
        self.assertEqual(reply.get_content_type(), "multipart/encrypted")
        text = self.opened(self.reply_raw(asked)).get_content()
        self.assertIn("automaattinen", text)
        self.assertNotIn(b"automaattinen", self.reply_raw(asked))

    def test_without_a_key_for_the_sender_the_reply_is_open_and_signed(self):
        asked = self.send(2, self.forge.pgp_mime(sm.entity(sm.NO_PHONE)), "tuija@example.test")
        self.assert_signed(asked)

    def test_open_request_gets_a_signed_reply(self):
        asked = self.send(3, sm.entity(sm.NO_PHONE), "raija@example.test")
        self.assert_signed(asked)

    def assert_signed(self, asked):
        reply = self.rig.reply_to(asked)
        self.assertEqual(reply.get_content_type(), "multipart/signed")
        raw = self.reply_raw(asked).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        boundary = b"--" + reply.get_boundary().encode()
        signed = raw.split(boundary + b"\r\n")[1][:-2]
        (self.homes.folder / "signed").write_bytes(signed)
        signature = reply.get_payload(1).get_payload().encode()
        done = subprocess.run(["gpg", "--homedir", str(self.homes.sender), "--batch", "--verify", "-", str(self.homes.folder / "signed")],
                              input=signature, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_smime_request_gets_an_smime_reply(self):
        sender = sm.run(["openssl", "x509", "-noout", "-email", "-in", sm.KEYS / "smime-oakes.cert.pem"]).decode().split()[0]
        asked = self.send(4, self.forge.smime_enveloped(sm.entity(sm.NO_PHONE)), sender)
        reply = self.rig.reply_to(asked)
        self.assertEqual(reply.get_content_type(), "application/pkcs7-mime")
        text = sm.run(["openssl", "cms", "-decrypt", "-inform", "DER", "-recip", sm.KEYS / "smime-oakes.cert.pem", "-inkey", sm.KEYS / "smime-oakes.key.pem"],
                      reply.get_payload(decode=True))
        self.assertIn("automaattinen", email.message_from_bytes(text, policy=email.policy.default).get_content())

    def test_complete_request_is_forwarded_encrypted_with_its_tags(self):
        text = sm.COMPLETE + f"\n{CANARIES[0]} {CANARIES[1]}\n"
        asked = self.send(5, self.forge.pgp_mime(sm.entity(text)), "ville@example.test")
        got = self.rig.arrived(asked)
        self.assertEqual(got["X-Intake-Status"], "complete")
        copies = []

        def look():
            copies[:] = [raw for raw in self.rig.raw("writers") if b"To: " + HELSINKI.encode() in raw]
            return copies

        self.rig.wait_until(look, "the copy arrives")
        inside = self.opened(copies[0])
        tags, original, opened = list(inside.iter_parts())
        self.assertIn(f"X-Intake-Case: {got['X-Intake-Case']}", tags.get_content())
        self.assertIn("X-Intake-Route: helsinki", tags.get_content())
        self.assertEqual(original.get_content()["Message-ID"], asked)
        self.assertIn(CANARIES[0], opened.get_content())
        self.check_that_no_word_leaked(asked)

    def check_that_no_word_leaked(self, asked):
        folders = [self.rig.dir, self.temporary, self.homes.filter, "/var/log", "/run"]
        mail = [self.rig.dir / "mail", self.rig.dir / "spool"]
        self.assertEqual(files_with(CANARIES, folders, mail), [])
        self.assertEqual(files_with(CANARIES, [self.rig.dir / "mail"]), [], "the mail itself is encrypted")
        seen = b"".join(path.read_bytes() for path in self.homes.folder.glob("trace.*"))
        words = [CANARIES[0].encode(), b"Zeppelinstr"]
        lines = [line for line in seen.splitlines() if any(word in line for word in words)]
        self.assertGreater(len(lines), 0, "strace must see the words pass from GnuPG to the readers")
        for line in lines:
            target = line[:200]
            self.assertRegex(target, rb"^(\d+ +)?\w+\(\d+<(pipe|socket|UNIX|UNIX-STREAM):\[", "plaintext goes through pipes and socket pairs only")
            self.assertNotIn(b"TCP", target)

    def test_the_search_finds_what_is_there(self):
        """The control: an open message with the same words is found in the mail, and what strace saw of it as well."""
        self.send(6, sm.entity("Hei, " + CANARIES[0].replace("7391", "7392")), "tuija@example.test")
        self.rig.arrived("<sealed-6@example.test>")
        self.assertNotEqual(files_with([CANARIES[0].replace("7391", "7392")], [self.rig.dir / "mail"]), [])


class Log(unittest.TestCase):
    """What an administrator must see: keys that expire, and GnuPG that no longer works."""

    def test_expiry_and_faults_are_logged(self):
        homes = sm.Homes()
        self.addCleanup(homes.close)
        home = homes.new_home("x")
        sm.run(["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-gen-key", f"Kela <{sm.MAILBOX}>", "future-default", "default", "30d"], home=home)
        program = homes.folder / "seal"
        program.write_text(f"#!/bin/sh\nexec {BUILD}/intake-seal\n")
        program.chmod(0o700)
        rig = Rig(BUILD, settings=f'[crypto]\ngnupg_home = "{home}"\nseal_program = "{program}"\n')
        self.addCleanup(rig.stop)
        self.assertIn("expires on", (rig.dir / "intake-milter.log").read_text())
        program.write_text("#!/bin/sh\nexit 1\n")
        rig.send(message(sm.mail(sm.Forge(homes).pgp_mime(sm.entity(sm.NO_PHONE))), "<fault-1@example.test>"))
        got = rig.arrived("<fault-1@example.test>")
        self.assertEqual((got["X-Intake-Status"], got["X-Intake-Review"]), ("review", "limit"))
        self.assertIn("GnuPG could not open", (rig.dir / "intake-milter.log").read_text())


if __name__ == "__main__":
    BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=2)
