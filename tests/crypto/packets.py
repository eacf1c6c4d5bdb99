"""OpenPGP packets by hand (RFC 4880), for messages that gpg refuses to write: without integrity protection, nested, by the thousand."""
import hashlib
import os
import zlib

from sealed_mail import run


def packet(tag, body):
    size = len(body)
    return bytes([0xC0 | tag, 0xFF]) + size.to_bytes(4, "big") + body


def split(data):
    """(tag, whole packet, body) of each packet; lengths that are not partial."""
    at = 0
    while at < len(data):
        begin, first = at, data[at]
        if first & 0x40:
            tag, length = first & 0x3F, data[at + 1]
            if length < 192:
                size, at = length, at + 2
            elif length < 224:
                size, at = ((length - 192) << 8) + data[at + 2] + 192, at + 3
            else:
                size, at = int.from_bytes(data[at + 2:at + 6], "big"), at + 6
        else:
            tag, width = (first & 0x3C) >> 2, 1 << (first & 3)
            size, at = int.from_bytes(data[at + 1:at + 1 + width], "big"), at + 1 + width
        yield tag, data[begin:at + size], data[at:at + size]
        at += size


def literal(data):
    return packet(11, b"b\x00\x00\x00\x00\x00" + data)


def compressed(inner):
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packet(8, b"\x01" + pack.compress(inner) + pack.flush())


def nested_compression(data, depth):
    for _ in range(depth):
        data = compressed(data)
    return data


def bits(*fields):
    """DEFLATE's order of bits (RFC 1951): numbers from the lowest bit, Huffman codes, given as text, from the highest."""
    text = "".join(field if isinstance(field, str) else bin(field[0])[2:].zfill(field[1])[::-1] for field in fields)
    text += "0" * (-len(text) % 8)
    return bytes(int(text[at:at + 8][::-1], 2) for at in range(0, len(text), 8))


def quine():
    """A compressed packet that unpacks to itself, without end. Every step of its DEFLATE stream has 5 bytes: "say" prints
    the next 20 bytes, "again" repeats the last 20, "rest" does nothing. What is printed runs behind what is read, then ahead
    of it by one step, and both end together."""
    block, last, stored, fixed = "0", "1", (0, 2), (1, 2)
    end_of_block = "0000000"
    say = bits(block, stored) + (20).to_bytes(2, "little") + (~20 & 0xFFFF).to_bytes(2, "little")
    rest, end = (bits(final, stored) + b"\x00\x00\xff\xff" for final in (block, last))
    ten_from_twenty_back = ["0001000", "01000", (3, 3)]   # length 10; distance 17 and 3
    again = bits(block, fixed, *ten_from_twenty_back, *ten_from_twenty_back, end_of_block)
    empty = [block, fixed, end_of_block]
    odd_rests = [bits(*empty * count, block, stored) + b"\x00\x00\xff\xff" for count in (1, 2)]   # of 6 and 7 bytes
    head = b"\xa3\x01" + b"".join(odd_rests)   # compressed data of no stated length, ZIP; with `say` 20 bytes
    return (head + say + head + say + again + say + again + say + again + say + again +
            say + again + rest + rest + end + again + rest + rest + end)


def encrypted(forge, armored, inner):
    """The packets `inner` as gpg would have encrypted them: session key and integrity protection of a message of its own."""
    _, key = session_key(forge, armored)
    keys = next(whole for tag, whole, _ in split(forge.binary(armored)) if tag == 1)
    start = os.urandom(16)
    plain = start + start[-2:] + inner + b"\xd3\x14"
    plain += hashlib.sha1(plain).digest()
    return keys + packet(18, b"\x01" + run(["openssl", "enc", "-aes-256-cfb", "-K", key, "-iv", "00" * 16, "-nosalt"], plain))


def session_key(forge, armored):
    """Algorithm and key of a message to the mailbox, as hexadecimal text."""
    import subprocess
    done = subprocess.run(["gpg", "--homedir", str(forge.homes.filter), "--batch", "--show-session-key", "-d"], input=armored, capture_output=True)
    line = [one for one in done.stderr.decode().splitlines() if "session key:" in one][0]
    algorithm, key = line.split("'")[1].split(":")
    return int(algorithm), key


def without_integrity(forge, plaintext, cipher="AES256"):
    """The same session key, but the old packet 9: OpenPGP's CFB with its resynchronisation, no modification detection."""
    armored = forge.encrypt(plaintext, extra=["--cipher-algo", cipher, "--personal-cipher-preferences", cipher])
    _, key = session_key(forge, armored)
    keys = next(whole for tag, whole, _ in split(forge.binary(armored)) if tag == 1)
    size = 16
    start = os.urandom(size)
    name = {"AES256": "-aes-256-cfb", "AES": "-aes-128-cfb"}[cipher]
    head = run(["openssl", "enc", name, "-K", key, "-iv", "00" * size, "-nosalt"], start + start[-2:])
    body = run(["openssl", "enc", name, "-K", key, "-iv", head[2:].hex(), "-nosalt"], literal(plaintext))
    return keys + packet(9, head + body)


def downgraded(forge, armored):
    """Protected data declared as unprotected: the version byte and the modification detection cut off (EFAIL)."""
    out = b""
    for tag, whole, body in split(forge.binary(armored)):
        out += packet(9, body[1:-22]) if tag == 18 else whole
    return out


def many_session_keys(forge, armored, count):
    pieces = list(split(forge.binary(armored)))
    keys = next(whole for tag, whole, _ in pieces if tag == 1)
    stranger = bytearray(keys)
    stranger[-20] ^= 0xFF   # for the mailbox's key, but broken
    return bytes(stranger) * count + b"".join(whole for _, whole, _ in pieces)
