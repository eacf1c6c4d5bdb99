#!/usr/bin/env python3
"""Messages that hide an attachment from one reader and show it to another: none may be missed silently.

usage: hidden_parts_test.py DUMP_PARTS GMIME_PARTS CORPUS_FOLDER

Each made message carries a marked file that GMime or Python's email package shows. read_message must show it too, or say
that the structure can be read in two ways. On the labelled messages, which nobody made to deceive, leaves must be those of
GMime, and at most 2 % may be called ambiguous.
"""
import base64
import email
import pathlib
import subprocess
import sys
import tempfile

MARKER = b"%PDF-1.4 hidden"
AMBIGUOUS = "6"  # TroubleKind::ambiguous in the dump
TAGGED = {"6", "0", "1", "2", "3", "9", "8"}  # ambiguous, over a limit, damaged or unsupported: a person sees it
MOST_AMBIGUOUS = 0.02

FILE = "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(MARKER).decode() + "\n"
PLAIN_FILE = "Content-Type: application/pdf\n\n" + MARKER.decode() + "\n"
TEXT = "Content-Type: text/plain\n\nHei\n"


def mail(body, content_type='multipart/mixed; boundary="B"', head=""):
    return f"From: a@example.test\nSubject: x\nMIME-Version: 1.0\n{head}Content-Type: {content_type}\n\n{body}"


def parts(*entities, boundary="B", line="--{b}\n", end="--{b}--\n"):
    return "".join(line.format(b=boundary) + entity for entity in entities) + end.format(b=boundary)


HIDING = {
    "blanks behind boundary lines": mail(parts(TEXT, FILE, line="--{b}  \n")),
    "tabs behind boundary lines": mail(parts(TEXT, FILE, line="--{b}\t\n")),
    "blanks behind the last line": mail(parts(TEXT, FILE, end="--{b}-- \n")),
    "boundary in the middle of a line": mail(parts(TEXT + "x --B\n" + "y\n", FILE)),
    "a long line before a boundary": mail(parts(TEXT + "a" * 4093 + "--B\n", FILE)),
    "longer boundary": mail(parts(TEXT + "--BB\n\nx\n", FILE)),
    "boundary and letters": mail(parts(TEXT + "--Bxyz\n" + FILE, FILE)),
    "inner boundary begins as the outer": mail(parts(
        "Content-Type: multipart/mixed; boundary=BB\n\n" + parts(TEXT, FILE, boundary="BB"), TEXT)),
    "outer boundary begins as the inner": mail(parts(
        "Content-Type: multipart/mixed; boundary=B\n\n" + parts(TEXT, FILE, boundary="B"), TEXT, boundary="BB"),
        "multipart/mixed; boundary=BB"),
    "inner multipart not closed": mail(parts("Content-Type: multipart/alternative; boundary=I\n\n--I\n" + TEXT, FILE)),
    "no last boundary": mail(parts(TEXT, FILE, end="")),
    "parts behind the last boundary": mail(parts(TEXT) + parts(FILE)),
    "file in the preamble": mail(FILE + parts(TEXT)),
    "two boundary parameters": mail(parts(TEXT, FILE), "multipart/mixed; boundary=A; boundary=B"),
    "two boundary parameters, the other way": mail(parts(TEXT, FILE), "multipart/mixed; boundary=B; boundary=A"),
    "decoy in a quoted parameter": mail(parts(TEXT, FILE), 'multipart/mixed; name="x; boundary=A"; boundary=B'),
    "boundary in pieces": mail(parts(TEXT, FILE, boundary="BC"), "multipart/mixed; boundary*0=B; boundary*1=C"),
    "boundary by RFC 2231": mail(parts(TEXT, FILE, boundary="B C"), "multipart/mixed; boundary*=utf-8''B%20C"),
    "boundary with escapes": mail(parts(TEXT, FILE, boundary='B"C'), 'multipart/mixed; boundary="B\\"C"'),
    "boundary of eight bits": mail(parts(TEXT, FILE, boundary="Bä"), 'multipart/mixed; boundary="Bä"'),
    "boundary ends in a blank": mail(parts(TEXT, FILE, boundary="B "), 'multipart/mixed; boundary="B "'),
    "comment before the type": mail(parts(TEXT, FILE), "(c) multipart/mixed; boundary=B"),
    "comment behind the type": mail(parts(TEXT, FILE), "multipart/mixed (c); boundary=B"),
    "blank before the slash": mail(parts(TEXT, FILE), "multipart /mixed; boundary=B"),
    "blank before the semicolon": mail(parts(TEXT, FILE), "multipart/mixed ; boundary=B"),
    "capitals": mail(parts(TEXT, FILE), "MULTIPART/MIXED; BOUNDARY=B"),
    "unknown subtype": mail(parts(TEXT, FILE), "multipart/x-other; boundary=B"),
    "folded before the boundary": mail(parts(TEXT, FILE), "multipart/mixed;\n\tboundary=B"),
    "folded with a blank line of blanks": mail(parts(TEXT, FILE), "multipart/mixed;\n \n boundary=B"),
    "two types, the file in the first": mail(parts(TEXT, FILE), "multipart/mixed; boundary=B\nContent-Type: text/plain"),
    "two types, the file in the second": mail(parts(TEXT, FILE), "text/plain\nContent-Type: multipart/mixed; boundary=B"),
    "line without a colon before the type": mail(parts(TEXT, FILE), head="no colon here\n"),
    "From line before the type": mail(parts(TEXT, FILE), head="From a@b Mon Jan 1 00:00:00 2020\n"),
    "quoted From line before the type": mail(parts(TEXT, FILE), head=">From a@b Mon Jan 1 00:00:00 2020\n"),
    "name of eight bits before the type": mail(parts(TEXT, FILE), head="Ö: x\n"),
    "header directly before a boundary": mail("--B\nContent-Type: text/plain\n--B\n" + FILE + "--B--\n"),
    "message with a blank behind its type": mail(
        "Subject: y\nContent-Type: multipart/mixed; boundary=I\n\n" + parts(TEXT, FILE, boundary="I"), "message/rfc822 "),
    "message in base64": mail(base64.encodebytes(mail(parts(TEXT, FILE)).encode()).decode(), "message/rfc822",
                              "Content-Transfer-Encoding: base64\n"),
    "message/global": mail(mail(parts(TEXT, FILE)), "message/global"),
    "multipart in base64": mail(base64.encodebytes(parts(TEXT, FILE).encode()).decode(), head="Content-Transfer-Encoding: base64\n"),
    "encoding with a blank": mail(parts(TEXT, FILE.replace("base64", "base64 "))),
    "encoding in capitals and quotes": mail(parts(TEXT, FILE.replace("base64", "BASE64"))),
    "file as quoted-printable": mail(parts(TEXT, PLAIN_FILE.replace("\n\n", "\nContent-Transfer-Encoding: quoted-printable\n\n"))),
    "empty lines before the header": mail(parts(TEXT, "\n" + FILE)),
    "digest": mail(parts("\n" + mail(parts(TEXT, FILE), "multipart/mixed; boundary=I").replace("--B", "--I")), "multipart/digest; boundary=B"),
    "no MIME-Version": mail(parts(TEXT, FILE)).replace("MIME-Version: 1.0\n", ""),
}

LINE_ENDS = {"LF": "\n", "CRLF": "\r\n"}


def python_shows(raw):
    message = email.message_from_bytes(raw)
    return any(MARKER in (part.get_payload(decode=True) or b"") for part in message.walk() if not part.is_multipart())


def blocks(program, paths):
    output = subprocess.run([program, *map(str, paths)], capture_output=True, check=True).stdout.decode("utf-8", "replace")
    found = {}
    for block in output.split("= /")[1:]:
        path, *lines = block.split("\n")
        found["/" + path] = [line.split("\t") for line in lines if line]
    return found


def crc_of_marker():
    import zlib
    return str(zlib.crc32(MARKER))


def check_hiding(ours_program, gmime_program, folder):
    made = {}
    for name, text in HIDING.items():
        for ending, line_end in LINE_ENDS.items():
            path = pathlib.Path(folder, f"{len(made)}.eml")
            path.write_bytes(text.replace("\n", line_end).encode())
            made[str(path)] = f"{name} ({ending})"
    ours, theirs = blocks(ours_program, made), blocks(gmime_program, made)
    missed, shown = 0, 0
    for path, name in made.items():
        gmime = any(row[2:] == ["marked"] for row in theirs[path])
        if not gmime and not python_shows(pathlib.Path(path).read_bytes()):
            continue
        shown += 1
        leaves = [row for row in ours[path] if not row[0].startswith("!")]
        troubles = {row[0][1:] for row in ours[path] if row[0].startswith("!")}
        if not any(row[1] == crc_of_marker() for row in leaves if len(row) > 1) and not troubles & TAGGED:
            missed += 1
            print(f"missed silently: {name}")
    print(f"{shown} readings of {len(HIDING)} messages show the file elsewhere, {missed} missed silently")
    return missed == 0 and shown >= 44


def check_corpus(ours_program, gmime_program, corpus):
    paths = sorted(pathlib.Path(corpus).resolve().rglob("*.eml"))
    ours, theirs = blocks(ours_program, paths), blocks(gmime_program, paths)
    ambiguous, different = 0, 0
    for path in map(str, paths):
        troubles = {row[0][1:] for row in ours[path] if row[0].startswith("!")}
        ambiguous += AMBIGUOUS in troubles
        leaves = [row[:2] for row in ours[path] if not row[0].startswith("!") and row[0] != "subject"]
        if leaves != [row[:2] for row in theirs[path]] and not troubles & TAGGED:
            different += 1
            print(f"{path}:\n  ours  {leaves}\n  GMime {[row[:2] for row in theirs[path]]}")
    print(f"{len(paths)} messages, {different} read otherwise by GMime and not said to be ambiguous, {ambiguous} ambiguous")
    return different == 0 and ambiguous <= MOST_AMBIGUOUS * len(paths)


def main():
    ours_program, gmime_program, corpus = sys.argv[1:4]
    with tempfile.TemporaryDirectory() as folder:
        hiding = check_hiding(ours_program, gmime_program, folder)
    same = check_corpus(ours_program, gmime_program, corpus)
    sys.exit(0 if hiding and same else 1)


if __name__ == "__main__":
    main()
