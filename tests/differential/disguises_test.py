#!/usr/bin/env python3
"""The same message in twelve disguises gives the same facts: LF or CRLF, as 8bit, quoted-printable or base64, in two charsets.

usage: disguises_test.py INTAKECTL CONFIGURATION CORPUS_FOLDER

Messages with a seal keep their bytes and are left out, as are those whose text the second charset cannot hold.
"""
import base64
import email
import email.policy
import itertools
import json
import pathlib
import quopri
import subprocess
import sys
import tempfile

LEAST_MESSAGES = 40
EVERY = 3  # of the suitable messages one in so many is tried
CHARSETS = ["utf-8", "windows-1252"]
ENCODINGS = ["8bit", "quoted-printable", "base64"]
LINE_ENDS = [b"\n", b"\r\n"]
SEALS = ("multipart/signed", "multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime", "message/rfc822")
MARKS = (b"-----BEGIN PGP", b"begin 644")


def text_parts(message):
    return [part for part in message.walk() if part.get_content_maintype() == "text" and not part.get_filename()]


def text_of(part):
    """The text of a part, or None where its label does not fit its bytes: then a disguise would change it."""
    try:
        return part.get_payload(decode=True).decode(part.get_content_charset("us-ascii"))
    except (LookupError, UnicodeDecodeError):
        return None


def is_suitable(raw, message):
    if any(mark in raw for mark in MARKS) or message.defects or not text_parts(message):
        return False
    if any(part.get_content_type() in SEALS for part in message.walk()):
        return False
    texts = [text_of(part) for part in text_parts(message)]
    try:
        return all(text is not None and "\0" not in text and text.encode("windows-1252") is not None for text in texts)
    except UnicodeEncodeError:
        return False


def encoded(content, encoding):
    if encoding == "base64":
        return base64.encodebytes(content)
    if encoding == "quoted-printable":
        return quopri.encodestring(content)
    return content


def disguise(raw, charset, encoding, line_end):
    message = email.message_from_bytes(raw, policy=email.policy.compat32.clone(max_line_length=None))
    for part in text_parts(message):
        content = text_of(part).replace("\r\n", "\n").encode(charset)
        part.set_param("charset", charset)
        del part["Content-Transfer-Encoding"]
        part["Content-Transfer-Encoding"] = encoding
        part.set_payload(encoded(content, encoding).decode("ascii", "surrogateescape"))
    out = message.as_bytes(policy=email.policy.compat32.clone(max_line_length=None))
    return out.replace(b"\r\n", b"\n").replace(b"\n", line_end)


def facts(program, config, paths):
    result = subprocess.run([program, "check", "--config", config, "--json", "--show-values", *map(str, paths)],
                            capture_output=True, check=True)
    found = {}
    for line in result.stdout.decode("utf-8").splitlines():
        verdict = json.loads(line)
        found[verdict.pop("file")] = verdict
    return found


def main():
    program, config, corpus = sys.argv[1:4]
    forms = list(itertools.product(CHARSETS, ENCODINGS, LINE_ENDS))
    with tempfile.TemporaryDirectory() as folder:
        copies = {}
        paths = sorted(pathlib.Path(corpus).resolve().rglob("*.eml"))
        suitable = [path for path in paths if is_suitable(path.read_bytes(), email.message_from_bytes(path.read_bytes()))]
        for path in suitable[::EVERY]:
            raw = path.read_bytes()
            number = len(copies)  # a name may be in two folders
            copies[path] = [pathlib.Path(folder, f"{number}-{path.stem}.{i}.eml") for i in range(len(forms))]
            for copy, form in zip(copies[path], forms):
                copy.write_bytes(disguise(raw, *form))
            assert len({copy.read_bytes() for copy in copies[path]}) == len(forms), "a disguise changed nothing"
        found = facts(program, config, [*copies, *(copy for group in copies.values() for copy in group)])
    failures = 0
    for path, group in copies.items():
        for copy, form in zip(group, forms):
            if found[str(copy)] != found[str(path)]:
                failures += 1
                print(f"{path.name} as {form}:\n  {found[str(path)]}\n  {found[str(copy)]}")
    print(f"{len(copies)} messages in {len(forms)} disguises, {failures} differences")
    sys.exit(1 if failures or len(copies) < LEAST_MESSAGES else 0)


if __name__ == "__main__":
    main()
