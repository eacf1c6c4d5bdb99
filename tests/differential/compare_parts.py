#!/usr/bin/env python3
"""Compares the parts that read_message finds with those of Python's email package, message by message.

usage: compare_parts.py DUMP_PARTS CORPUS_FOLDER

Every message is read as it is, and again with CRLF and with LF line ends. Python's parser is the second opinion:
media type, decoded bytes and file name of every leaf must be equal, and so must the Subject. Where both may be right
the message is listed in `other_reading` with the reason.
"""
import email
import email.header
import email.policy
import pathlib
import subprocess
import sys
import tempfile
import zlib

# Messages that Python reads otherwise on purpose or by its own limits.
other_reading = {
    "st-043": "nesting over the limit: what lies deeper stays unread here",
}

# Python splits these into header blocks, which are no parts: only their place is compared.
opaque = {"message/delivery-status", "message/disposition-notification"}


def without_last_line_end(content):
    """Python drops the last line end of a part that no boundary line ends; it is text of ours."""
    return content.removesuffix(b"\n").removesuffix(b"\r")


def leaves(message):
    """Leaves in document order, (media type, bytes, name); messages inside are descended into."""
    if message.get_content_type() in opaque:
        return [(message.get_content_type(), None, message.get_filename() or "")]
    if message.is_multipart():
        return [leaf for part in message.get_payload() for leaf in leaves(part)]
    content = without_last_line_end(message.get_payload(decode=True) or b"")
    name = message.get_filename()
    if name and "=?" in name:
        name = str(email.header.make_header(email.header.decode_header(name)))
    return [(message.get_content_type(), content, (name or "").replace("\n", " ").replace("\r", ""))]


def expected(raw):
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    return [(kind, None if content is None else zlib.crc32(content), name) for kind, content, name in leaves(message)]


def subject(raw):
    value = email.message_from_bytes(raw, policy=email.policy.compat32)["Subject"]
    if value is None:
        return ""
    try:
        text = str(email.header.make_header(email.header.decode_header(value)))
    except (LookupError, UnicodeDecodeError):
        return None
    return None if "\ufffd" in text or "\udc80" <= max(text, default="") <= "\udcff" else " ".join(text.splitlines())


def dumps(program, paths):
    """Output of dump_parts as {path: (subject, leaves)}; troubles are not compared."""
    output = subprocess.run([program, *map(str, paths)], capture_output=True, check=True).stdout.decode("utf-8", "replace")
    found = {}
    for block in output.split("= /")[1:]:
        path, first, *rest = block.split("\n")
        rows = [line.split("\t") for line in rest if line and not line.startswith("!")]
        found["/" + path] = (first.split("\t", 1)[1], [(r[0], None if r[0] in opaque else int(r[1]), r[2]) for r in rows])
    return found


def main():
    program, corpus = sys.argv[1:3]
    paths = sorted(pathlib.Path(corpus).resolve().rglob("*.eml"))
    if not paths:
        sys.exit("no messages in " + corpus)
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        variants = {}
        for path in paths:
            lf = path.read_bytes().replace(b"\r\n", b"\n")
            for form, raw in (("asis", path.read_bytes()), ("lf", lf), ("crlf", lf.replace(b"\n", b"\r\n"))):
                copy = pathlib.Path(folder, f"{path.stem}.{form}.eml")
                copy.write_bytes(raw)
                variants[str(copy)] = (path.stem, form, raw)
        ours = dumps(program, variants)
        for copy, (stem, form, raw) in variants.items():
            if stem in other_reading:
                continue
            our_subject, our_leaves = ours[copy]
            if our_leaves != expected(raw):
                failures += 1
                print(f"{stem} ({form}):\n  ours   {our_leaves}\n  python {expected(raw)}")
            if subject(raw) is not None and our_subject.split() != subject(raw).split():
                failures += 1
                print(f"{stem} ({form}): subjects differ")
    print(f"{len(variants)} readings of {len(paths)} messages, {failures} differences")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
