"""Every sealed format that people's programs make, with real gpg, gpgsm and openssl: label, verdict, and nothing left behind.
Usage: formats_test.py BUILD"""
import hashlib
import json
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import sealed_mail as sm
from sealed_mail import COMPLETE, NO_CODE, NO_PHONE, entity, mail, multipart, part

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
TEXT = entity(COMPLETE)
PLAIN = COMPLETE.encode()
ALTERED = lambda data: data.replace(b"02100", b"02110")
HTML = lambda armor: (b"Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><div>" +
                      armor.replace(b"\n", b"<br>\n") + b"</div></body></html>\r\n")
PLAIN_PART = lambda data: b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + data


def formats(f):
    """(name, message, crypto, status, ask or reasons)"""
    armored = f.encrypt(PLAIN)
    clear = f.clear(sm.crlf(COMPLETE))
    half, other_half = COMPLETE.split("Nimi:")
    stranger = "stranger@example.org"
    signed_inside = f.pgp_signed(TEXT)
    subject = "Protected-Subject: x\nSubject: tietopyyntö, hetu 261090-984T\n"
    own = f.own_authority()
    degenerate = sm.run(["openssl", "crl2pkcs7", "-nocrl", "-certfile", sm.KEYS / "smime-oakes.cert.pem", "-outform", "DER"])
    two_signers = sm.run(["openssl", "cms", "-resign", "-inform", "DER", "-outform", "DER", "-binary", "-nodetach", "-signer", sm.KEYS / "smime-ekstrom.cert.pem",
                          "-inkey", sm.KEYS / "smime-ekstrom.key.pem"], f.cms_sign(TEXT))
    packed = sm.run(["openssl", "cms", "-data_create", "-binary", "-outform", "DER"], TEXT)
    c = "complete"
    return [
        # PGP/MIME
        ("pgp/mime encrypted", mail(f.pgp_mime(TEXT)), "encrypted", c, []),
        ("pgp/mime encrypted, incomplete", mail(f.pgp_mime(entity(NO_PHONE))), "encrypted", "incomplete", ["phone"]),
        ("pgp/mime encrypted and signed in one", mail(f.pgp_mime(TEXT, sign=sm.SIGNER)), "encrypted+signed", c, []),
        ("pgp/mime signed inside encrypted", mail(f.pgp_mime(signed_inside)), "encrypted+signed", c, []),
        ("pgp/mime encrypted, signed by a stranger", mail(f.pgp_mime(TEXT, sign=stranger)), "encrypted+signed", c, []),
        ("pgp/mime signed", mail(signed_inside), "signed", c, []),
        ("pgp/mime signed, LF only", mail(signed_inside).replace(b"\r\n", b"\n"), "signed", c, []),
        ("pgp/mime signed by a stranger", mail(f.pgp_signed(TEXT, stranger)), "signed", c, []),
        ("pgp/mime signed and altered", mail(f.pgp_signed(TEXT, change=ALTERED)), "bad_signature", "review", ["bad_signature"]),
        ("pgp/mime to the mailbox and the sender", mail(f.pgp_mime(TEXT, extra=["-r", sm.SIGNER])), "encrypted", c, []),
        ("pgp/mime, hidden recipient", mail(f.pgp_mime(TEXT, extra=["--throw-keyids"])), "encrypted", c, []),
        ("pgp/mime to somebody else", mail(f.pgp_mime(TEXT, to=sm.SIGNER)), "undecryptable", "review", ["unreadable"]),
        ("pgp/mime, Exchange made it mixed", mail(multipart("mixed", [
            part("text/plain", b""), part('application/pgp-encrypted; name="PGPMIME version identification"', b"Version: 1\r\n"),
            part("application/octet-stream; name=encrypted.asc", f.encrypt(TEXT), "encrypted.asc")])), "encrypted", c, []),
        ("pgp/mime, Exchange kept the file only", mail(multipart("mixed", [
            part("text/plain", b"\r\n"), part("application/octet-stream; name=encrypted.asc", f.encrypt(TEXT), "encrypted.asc")])), "encrypted", c, []),
        ("protected subject", mail(f.pgp_mime(entity(NO_CODE, 'text/plain; charset=utf-8; protected-headers="v1"', subject)), subject="..."), "encrypted", c, []),
        ("protected subject, signed inside", mail(f.pgp_mime(f.pgp_signed(entity(NO_CODE, 'text/plain; charset=utf-8; hp="cipher"', subject))), subject="[...]"),
         "encrypted+signed", c, []),
        ("autocrypt header", mail(TEXT, headers="Autocrypt: addr=x@example.org; keydata=mDMEaAAA\n"), "none", c, []),
        ("key attached", mail(multipart("mixed", [TEXT, part("application/pgp-keys; name=key.asc", (sm.KEYS / "mailbox.pub.asc").read_bytes(), "key.asc")])),
         "none", c, []),
        ("key attached, binary", mail(multipart("mixed", [TEXT, part("application/octet-stream", sm.based64(f.binary((sm.KEYS / "mailbox.pub.asc").read_bytes())), "key.gpg", "base64")])),
         "none", c, []),
        # in the text
        ("inline encrypted", mail(PLAIN_PART(armored)), "encrypted", c, []),
        ("inline encrypted, words around", mail(PLAIN_PART(b"Hei!\r\n\r\n" + armored + b"\r\nTerveisin V\r\n")), "encrypted", c, []),
        ("inline encrypted, quoted-printable", mail(b"Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + armored.replace(b"=", b"=3D")), "encrypted", c, []),
        ("inline encrypted, two seals", mail(PLAIN_PART(f.encrypt(half.encode()) + b"\r\n" + f.encrypt(("Nimi:" + other_half).encode()))), "encrypted", c, []),
        ("inline, second seal to somebody else", mail(PLAIN_PART(f.encrypt(NO_PHONE.encode()) + b"\r\n" + f.encrypt(b"044 917 6652", to=sm.SIGNER))), "undecryptable", "review", ["unreadable"]),
        ("inline in HTML only", mail(HTML(armored)), "encrypted", c, []),
        ("inline in both alternatives", mail(multipart("alternative", [PLAIN_PART(armored), HTML(armored)])), "encrypted", c, []),
        ("inline encrypted and signed", mail(PLAIN_PART(f.encrypt(PLAIN, sign=sm.SIGNER))), "encrypted+signed", c, []),
        ("clear-signed", mail(PLAIN_PART(clear)), "signed", c, []),
        ("clear-signed, ISO-8859-1", mail(b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
                                          f.clear(sm.crlf(COMPLETE.encode("latin-1")))), "signed", c, []),
        ("clear-signed, altered", mail(PLAIN_PART(ALTERED(clear))), "bad_signature", "review", ["bad_signature"]),
        ("clear-signed twice, second altered", mail(PLAIN_PART(clear + b"\r\n" + f.clear(b"Puh 044 917 6652\r\n").replace(b"6652", b"6653"))), "bad_signature", "review", ["bad_signature"]),
        ("clear-signed with words around", mail(PLAIN_PART(b"Hei\r\n" + f.clear(sm.crlf(NO_PHONE)) + b"\r\nPuhelin: 044 917 6652\r\n")), "signed", c, []),
        ("clear-signed, HTML copy", mail(multipart("alternative", [PLAIN_PART(clear), HTML(clear)])), "signed", c, []),
        ("clear-signed, the signature cut off", mail(PLAIN_PART(clear[:clear.index(b"-----BEGIN PGP SIGNATURE")])), "bad_signature", "review", ["bad_signature"]),
        ("clear-signed, the signature's data broken", mail(PLAIN_PART(clear[:-70] + b"AAAA" + clear[-66:])), "bad_signature", "review", ["bad_signature"]),
        ("signed as a whole, armored", mail(PLAIN_PART(f.opaque(PLAIN))), "signed", c, []),
        # attached
        ("attached .asc", mail(multipart("mixed", [PLAIN_PART(b"Liitteena.\r\n"), part("application/octet-stream", armored, "pyynto.txt.asc")])), "encrypted", c, []),
        ("attached .asc as text", mail(multipart("mixed", [PLAIN_PART(b"Liitteena.\r\n"), part("text/plain", armored, "pyynto.txt.asc")])), "encrypted", c, []),
        ("attached .pgp", mail(multipart("mixed", [PLAIN_PART(b"Liitteena.\r\n"), part("application/pgp-encrypted-file", sm.based64(f.binary(armored)), "pyynto.txt.pgp", "base64")])), "encrypted", c, []),
        ("attached .gpg, HTML inside", mail(multipart("mixed", [PLAIN_PART(b"Liitteena.\r\n"), part("application/octet-stream", sm.based64(f.binary(f.encrypt(
            b"<html><body><p>" + PLAIN.replace(b"\n", b"<br>") + b"</p></body></html>"))), "pyynto.html.gpg", "base64")])), "encrypted", c, []),
        ("attached .gpg to somebody else", mail(multipart("mixed", [entity(NO_PHONE), part("application/octet-stream", f.encrypt(b"044", to=sm.SIGNER), "puhelin.txt.gpg")])),
         "undecryptable", "review", ["unreadable"]),
        ("detached signature attached", mail(multipart("mixed", [TEXT, part("application/octet-stream", f.detached(b"x"), "pyynto.txt.sig.asc")])), "none", c, []),
        # S/MIME
        ("s/mime enveloped", mail(f.smime_enveloped(TEXT)), "encrypted", c, []),
        ("s/mime enveloped, 3DES", mail(f.smime_enveloped(TEXT, "-des3")), "encrypted", c, []),
        ("s/mime enveloped, as octets named SMIME.P7M", mail(f.p7m(f.cms_encrypt(TEXT), media_type="application/octet-stream", name="SMIME.P7M")), "encrypted", c, []),
        ("s/mime enveloped, x- type", mail(f.p7m(f.cms_encrypt(TEXT), media_type="application/x-pkcs7-mime")), "encrypted", c, []),
        ("s/mime enveloped, in a mixed one", mail(multipart("mixed", [f.smime_enveloped(TEXT), entity("Tämä viesti on luottamuksellinen.\n")])), "encrypted", c, []),
        ("s/mime signed", mail(f.smime_signed(TEXT)), "signed", c, []),
        ("s/mime signed, LF only", mail(f.smime_signed(TEXT)).replace(b"\r\n", b"\n"), "signed", c, []),
        ("s/mime signed, x- signature", mail(f.smime_signed(TEXT).replace(b"pkcs7-signature", b"x-pkcs7-signature")), "signed", c, []),
        ("s/mime signed and altered", mail(f.smime_signed(TEXT, change=ALTERED)), "bad_signature", "review", ["bad_signature"]),
        ("s/mime signed, certificate expired", mail(f.smime_signed(TEXT, "moriarty-expired")), "bad_signature", "review", ["bad_signature"]),
        ("s/mime signed, unknown authority", mail(f.smime_signed(TEXT, **own)), "signed", c, []),
        ("s/mime signed, unknown authority, altered", mail(f.smime_signed(TEXT, change=ALTERED, **own)), "bad_signature", "review", ["bad_signature"]),
        ("s/mime opaque", mail(f.smime_opaque(TEXT)), "signed", c, []),
        ("s/mime opaque, unknown authority", mail(f.p7m(f.cms_sign(TEXT, **own), "signed-data")), "signed", c, []),
        ("s/mime opaque, altered", mail(f.p7m(ALTERED(f.cms_sign(TEXT)), "signed-data")), "bad_signature", "review", ["bad_signature"]),
        ("s/mime opaque, two signers", mail(f.p7m(two_signers, "signed-data")), "signed", c, []),
        ("s/mime signed inside enveloped", mail(f.smime_enveloped(f.smime_signed(TEXT))), "encrypted+signed", c, []),
        ("s/mime opaque inside enveloped", mail(f.smime_enveloped(f.smime_opaque(TEXT))), "encrypted+signed", c, []),
        ("s/mime triple-wrapped", mail(f.smime_opaque(f.smime_enveloped(f.smime_signed(TEXT)))), "encrypted+signed", c, []),
        ("s/mime triple-wrapped, detached outside", mail(f.smime_signed(f.smime_enveloped(f.smime_opaque(TEXT)))), "encrypted+signed", c, []),
        ("s/mime, a whole mail inside", mail(f.smime_enveloped(sm.forwarded(mail(entity(NO_CODE), subject="hetu 261090-984T")))), "encrypted", c, []),
        ("s/mime, protected subject", mail(f.smime_enveloped(entity(NO_CODE, 'text/plain; charset=utf-8; hp="cipher"', subject)), subject="..."), "encrypted", c, []),
        ("certificates attached", mail(multipart("mixed", [TEXT, f.p7m(degenerate, "certs-only", name="smime.p7c")])), "none", c, []),
        ("certificates attached, undeclared", mail(multipart("mixed", [TEXT, f.p7m(degenerate, "signed-data")])), "none", c, []),
        ("s/mime, kind that nobody reads", mail(multipart("mixed", [entity(NO_PHONE), f.p7m(packed, "x")])), "undecryptable", "review", ["unreadable"]),
        ("pgp inside s/mime", mail(f.smime_enveloped(f.pgp_mime(TEXT))), "encrypted", c, []),
    ]


def state_of(home):
    """Which keys and certificates there are. (The agent rewrites a key file into another form when it is first used.)"""
    files = sorted(p for p in home.rglob("*") if p.is_file() and p.name != "random_seed" and not p.name.startswith(".#"))
    return {str(p.relative_to(home)): "" if p.suffix == ".key" else hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


class Formats(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.homes = sm.Homes()

    @classmethod
    def tearDownClass(cls):
        cls.homes.close()

    def test_each_format(self):
        rows = formats(sm.Forge(self.homes))
        config = self.homes.write_config()
        files = []
        for number, row in enumerate(rows):
            files.append(self.homes.folder / f"{number}.eml")
            files[-1].write_bytes(row[1])
        before = state_of(self.homes.filter)
        out = subprocess.run([BUILD / "intakectl", "check", "--json", "--config", config, *files], capture_output=True, check=True).stdout
        verdicts = [json.loads(line) for line in out.splitlines()]
        self.assertEqual(len(verdicts), len(rows))
        for (name, _, crypto, status, why), seen in zip(rows, verdicts):
            with self.subTest(name):
                self.assertEqual((seen["crypto"], seen["status"], seen["ask"] + seen["review"]), (crypto, status, why))
        self.assertEqual(state_of(self.homes.filter), before, "the filter's home has changed")


if __name__ == "__main__":
    unittest.main(verbosity=2)
