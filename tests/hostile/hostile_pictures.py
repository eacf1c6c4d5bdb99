"""Messages whose pictures are made to cost time or memory where OCR is on: {name: bytes}, as in hostile_mail.py."""
import random
import struct
import zlib

from hostile_mail import attached, pdf, stream

PNG = b"\x89PNG\r\n\x1a\n"
A4 = (2480, 3508)  # pixels at 300 dpi


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width, height, bits, rows):
    head = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def page(rows):
    return attached(png(*A4, 1, b"".join(b"\0" + row for row in rows)), "image/png", "sivu.png")


def declared_huge():
    return attached(png(60_000, 60_000, 8, b"\0" * 1_000_000) + b"\0" * 5000, "image/png", "kuva.png")


def largest_allowed():
    return attached(png(6300, 6300, 8, b"\0" * 6301 * 6300), "image/png", "kuva.png")


def noise():
    chance = random.Random(1)
    return page(chance.randbytes(A4[0] // 8) for _ in range(A4[1]))


def specks(count, size):
    """Dots that pass for letters: tesseract would look for words among them for minutes."""
    chance = random.Random(2)
    rows = [bytearray(b"\xff" * (A4[0] // 8)) for _ in range(A4[1])]
    for _ in range(count):
        x, y = chance.randrange(A4[0] // 8), chance.randrange(A4[1] - size)
        for row in rows[y:y + size]:
            row[x] = 0x03
    return page(bytes(row) for row in rows)


def scan_in_pdf(width, height):
    picture = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (width, height)
    content = zlib.compress(b"\x80" * 10_000_000, 1)
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
                stream(zlib.compress(b"600 0 0 800 0 0 cm /I Do")),
                picture + b"/Length %d/Filter/FlateDecode>>\nstream\n" % len(content) + content + b"\nendstream"])


def huge_page():
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 2000000 2000000]/Contents 4 0 R>>",
                stream(zlib.compress(b"0 0 m 2000000 2000000 l S"))])


def empty_pages(count):
    kids = " ".join(f"{3 + i} 0 R" for i in range(count))
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>"]
               + ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * count)


ALL = {
    "picture that declares 3600 megapixels": declared_huge,
    "picture as large as allowed": largest_allowed,
    "page of noise": noise,
    "page of 39,000 specks": lambda: specks(39_000, 6),
    "page of 5000 bars": lambda: specks(5000, 30),
    "scan in a PDF that declares 10,000 megapixels": lambda: scan_in_pdf(100_000, 100_000),
    "scan in a PDF that is one gray": lambda: scan_in_pdf(3000, 3300),
    "PDF page of 700 metres": huge_page,
    "PDF of 150 empty pages": lambda: empty_pages(150),
}
