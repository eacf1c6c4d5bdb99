"""Makes sealed mail for the tests from the artificial keys of tests/corpus/keys, with gpg and openssl, in temporary homes."""
import base64
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEYS = ROOT / "tests/corpus/keys"
MAILBOX = "tietopyynnot@kela.example"
SIGNER = "kaj@nordling.example"

COMPLETE = """Hei,

pyydän nähtäväkseni kaikki itseäni koskevat tiedot, jotka Vastaamossa minusta kirjattiin.
Kävin siellä vuosina 2016-2018.

Nimi: Ville-Veikko Samuel Oinonen
Henkilötunnus: 261090-984T
Puhelin: 044 917 6652
Osoite: Länsituulentie 3 E 44, 02100 Espoo
"""
NO_PHONE = COMPLETE.replace("Puhelin: 044 917 6652\n", "")
NO_CODE = COMPLETE.replace("Henkilötunnus: 261090-984T\n", "")


def run(words, data=b"", home=None, check=True):
    environment = dict(os.environ, LC_ALL="C.UTF-8")
    if home:
        environment["GNUPGHOME"] = str(home)
    done = subprocess.run([str(w) for w in words], input=data, env=environment, capture_output=True)
    if check and done.returncode != 0:
        raise RuntimeError(f"{words}: {done.stderr.decode(errors='replace')}")
    return done.stdout


class Homes:
    """The filter's home, made as the tests' keyring is, and the senders'. Short paths: a socket's may have 108 bytes."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ik", dir="/tmp"))
        self.filter = self.folder / "f"
        self.sender = self.folder / "s"
        run([ROOT / "packaging/make-test-keyring", KEYS, self.filter])
        self.sender.mkdir(mode=0o700)
        for file in ("mailbox.pub.asc", "senders.sec.asc"):
            run(["gpg", "--batch", "--quiet", "--import", KEYS / file], home=self.sender)
        run(["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-gen-key", "Tuntematon <stranger@example.org>", "ed25519", "sign", "0"],
            home=self.sender)

    def new_home(self, name):
        home = self.folder / name
        home.mkdir(mode=0o700)
        return home

    def write_config(self, name="c.toml", home=None, extra=""):
        file = self.folder / name
        file.write_text(f'[milter]\nrecipients = ["{MAILBOX}"]\n[rules]\ndirectory = "{ROOT}/rules"\naccept_artificial_codes = true\n'
                        f'[crypto]\ngnupg_home = "{home or self.filter}"\n{extra}', encoding="utf-8")
        return file

    def close(self):
        for home in self.folder.iterdir():
            if home.is_dir():
                run(["timeout", "10", "gpgconf", "--homedir", home, "--kill", "all"], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)


def crlf(text):
    data = text.encode("utf-8") if isinstance(text, str) else text
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def entity(text, content_type="text/plain; charset=utf-8", headers=""):
    return crlf(f"Content-Type: {content_type}\nContent-Transfer-Encoding: 8bit\n{headers}\n") + crlf(text)


def mail(body, subject="Tietopyynto", headers=""):
    """A message around an entity (bytes that begin with its Content-Type)."""
    return crlf(f"From: Oinonen <v.oinonen@example.org>\nTo: {MAILBOX}\nSubject: {subject}\nDate: Mon, 23 Nov 2026 10:00:00 +0200\n"
                f"Message-ID: <m{abs(hash(body))}@example.org>\nMIME-Version: 1.0\n{headers}") + body


def multipart(kind, parts, parameters="", boundary="=-b1"):
    out = f"Content-Type: multipart/{kind}; boundary=\"{boundary}\"{parameters}\r\n\r\n".encode()
    for part in parts:
        out += b"--" + boundary.encode() + b"\r\n" + part + b"\r\n"
    return out + b"--" + boundary.encode() + b"--\r\n"


def based64(data):
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def part(content_type, data, name=None, encoding="7bit"):
    disposition = f'Content-Disposition: attachment; filename="{name}"\r\n' if name else ""
    return (f"Content-Type: {content_type}\r\n{disposition}Content-Transfer-Encoding: {encoding}\r\n\r\n").encode() + data


def forwarded(message):
    return b"Content-Type: message/rfc822\r\n\r\n" + message


class Forge:
    def __init__(self, homes):
        self.homes = homes

    def gpg(self, words, data, home=None):
        return run(["gpg", "--batch", "--quiet", "--yes", "--trust-model", "always", *words], data, home or self.homes.sender)

    # ---- OpenPGP
    def encrypt(self, data, sign=None, to=MAILBOX, extra=()):
        signing = ["-u", sign, "--sign"] if sign else []
        return self.gpg([*signing, *extra, "--armor", "-r", to, "--encrypt"], data)

    def binary(self, armored):
        return self.gpg(["--dearmor"], armored)

    def armored(self, packets):
        return self.gpg(["--enarmor"], packets).replace(b"PGP ARMORED FILE", b"PGP MESSAGE")

    def detached(self, data, who=SIGNER):
        return self.gpg(["--armor", "-u", who, "--detach-sign"], data)

    def clear(self, data, who=SIGNER):
        return self.gpg(["-u", who, "--clear-sign"], data)

    def opaque(self, data, who=SIGNER):
        return self.gpg(["--armor", "-u", who, "--sign"], data)

    def pgp_mime(self, inner, sign=None, to=MAILBOX, extra=(), boundary="=-enc"):
        return self.pgp_frame(self.encrypt(inner, sign, to, extra), boundary)

    @staticmethod
    def pgp_frame(armored, boundary="=-enc"):
        return multipart("encrypted", [part("application/pgp-encrypted", b"Version: 1\r\n"),
                                       part("application/octet-stream; name=encrypted.asc", armored)],
                         '; protocol="application/pgp-encrypted"', boundary)

    def pgp_signed(self, inner, who=SIGNER, change=lambda data: data):
        return multipart("signed", [change(inner), part("application/pgp-signature; name=signature.asc", self.detached(inner, who))],
                         '; micalg=pgp-sha512; protocol="application/pgp-signature"', "=-sig")

    # ---- S/MIME
    @staticmethod
    def cms_encrypt(data, cipher="-aes256"):
        return run(["openssl", "cms", "-encrypt", "-binary", cipher, "-outform", "DER", KEYS / "mailbox.smime.cert.pem"], data)

    @staticmethod
    def cms_sign(data, who="oakes", words=("-nodetach",), cert=None, key=None):
        return run(["openssl", "cms", "-sign", "-binary", "-outform", "DER", *words, "-signer", cert or KEYS / f"smime-{who}.cert.pem",
                    "-inkey", key or KEYS / f"smime-{who}.key.pem"], data)

    @staticmethod
    def p7m(der, kind="enveloped-data", media_type="application/pkcs7-mime", name="smime.p7m"):
        return part(f"{media_type}; smime-type={kind}; name={name}", based64(der), name, "base64")

    def smime_enveloped(self, inner, cipher="-aes256"):
        return self.p7m(self.cms_encrypt(inner, cipher))

    def smime_opaque(self, inner, who="oakes"):
        return self.p7m(self.cms_sign(inner, who), "signed-data")

    def smime_signed(self, inner, who="oakes", change=lambda data: data, **own):
        signature = part("application/pkcs7-signature; name=smime.p7s", based64(self.cms_sign(inner, who, (), **own)), "smime.p7s", "base64")
        return multipart("signed", [change(inner), signature], '; micalg=sha-256; protocol="application/pkcs7-signature"', "=-smime")

    def own_authority(self):
        """Certificate and key of somebody with an authority of their own, which nobody knows."""
        cert, key = self.homes.folder / "own.pem", self.homes.folder / "own.key"
        if not cert.exists():
            run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "3650",
                 "-subj", "/CN=Kela/emailAddress=own@example.org", "-addext", "keyUsage=digitalSignature",
                 "-addext", "subjectAltName=email:own@example.org"])
        return {"cert": cert, "key": key}
