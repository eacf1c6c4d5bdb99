"""Messages made to cost time, memory or stack, or to hide something: {name: bytes}. Each is built when it is asked for."""
import base64
import io
import zipfile
import zlib

MEGABYTE = 1 << 20
REQUEST = "Pyydän kaikki minua koskevat tiedot Vastaamosta vuodelta 2016.\n"


def mail(body, content_type="text/plain; charset=utf-8", header="", encoding=""):
    head = f"From: a@example.test\nTo: tietopyynnot@kela.example\nSubject: x\nMIME-Version: 1.0\n{header}"
    if content_type:
        head += f"Content-Type: {content_type}\n"
    if encoding:
        head += f"Content-Transfer-Encoding: {encoding}\n"
    return head.encode() + b"\n" + (body if isinstance(body, bytes) else body.encode())


def attached(content, media_type, name):
    return mail(
        b"--B\nContent-Type: text/plain; charset=utf-8\n\n" + REQUEST.encode()
        + f"\n--B\nContent-Type: {media_type}; name=\"{name}\"\nContent-Transfer-Encoding: base64\n\n".encode()
        + base64.encodebytes(content) + b"--B--\n", "multipart/mixed; boundary=B")


def nested_multiparts(levels):
    return mail("".join(f"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n" for i in range(levels)),
                "multipart/mixed; boundary=b0")


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def docx(document, more=()):
    return attached(zipped([("[Content_Types].xml", "<Types/>"), *more, ("word/document.xml", document)]),
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a.docx")


WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
WORD_END = "</w:t></w:r></w:p></w:body></w:document>"


def entity_bomb(levels=12):
    entities = '<!ENTITY e0 "010180-9015">' + "".join(
        f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, levels))
    return docx(f"<!DOCTYPE x [{entities}]>{WORD}&e{levels - 1};{WORD_END}")


def pdf(objects, trailer="/Root 1 0 R", end=b""):
    body, offsets = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n".encode() + (content if isinstance(content, bytes) else content.encode()) + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010d} 00000 n \n" for at in offsets)
    start = len(body)
    body += f"{table}trailer\n<<{trailer} /Size {len(objects) + 1}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return attached(body + end, "application/pdf", "a.pdf")


def stream(content, filters="/FlateDecode"):
    return f"<</Length {len(content)} /Filter {filters}>>\nstream\n".encode() + content + b"\nendstream"


FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def one_page(contents):
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                contents, FONT])


def pdf_bomb(layers, megabytes):
    content = b"BT /F 12 Tf (" + b"0" * 1000 + b") Tj ET\n"
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(content * (MEGABYTE // len(content))) for _ in range(megabytes)) + packer.flush()
    for _ in range(layers - 1):
        packed = zlib.compress(packed, 9)
    return one_page(stream(packed, "[" + "/FlateDecode" * layers + "]"))


def pages(count):
    kids = " ".join(f"{4 + i} 0 R" for i in range(count))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R>>"
    return pdf(["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
                stream(zlib.compress(b"BT (x) Tj ET")), *[page] * count])


def form_loop():
    return pdf(["<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", "<</T(a)/FT/Tx/Kids[4 0 R]/Parent 4 0 R>>"])


def html(text):
    return mail(text, "text/html; charset=utf-8")


def body_of(piece, size=2 * MEGABYTE):  # as much text as is read
    return mail(REQUEST + piece * (size // len(piece.encode())))


STRUCTURE = {
    "10,000 nested multiparts": lambda: nested_multiparts(10_000),
    "100,000 nested multiparts": lambda: nested_multiparts(100_000),
    "100,000 nested messages": lambda: mail("Content-Type: message/rfc822\n\n" * 100_000, "message/rfc822"),
    "100,000 parts": lambda: mail("--B\n\nx\n" * 100_000, "multipart/mixed; boundary=B"),
    "empty parts, 10 MB": lambda: mail("--B\n\n" * 2_000_000, "multipart/mixed; boundary=B"),
    "lines of dashes without a boundary": lambda: mail("--\n" * 3_000_000, "multipart/mixed"),
    "header line of 10 MB": lambda: mail("x", header="X-Long: " + "a" * 10 * MEGABYTE + "\n"),
    "folded header of 10 MB": lambda: mail("x", header="X-Long: a\n" + " a\n" * 3 * MEGABYTE),
    "two million fields": lambda: mail("x", header="a:\n" * 2_000_000),
    "10,000 recipients": lambda: mail(REQUEST, header="Cc: " + ",\n ".join(f"p{i}@example.test" for i in range(10_000)) + "\n"),
    "boundary of 100 KB, body of 10 MB": lambda: mail("a" * 10 * MEGABYTE, "multipart/mixed; boundary=\"b" + "a" * 100_000 + "\""),
    "encoded words, 60 KB": lambda: mail("x", header="X-S: " + "=?utf-8?Q?a" * 5000 + "\nSubject: " + "=?a?B?=?a?Q?" * 4000 + "\n"),
    "100,000 parameters": lambda: mail("x", "text/plain" + "; a=b" * 100_000),
    "groups of addresses without end": lambda: mail(REQUEST, header="Reply-To: undisclosed-recipients:\nSender: a:b:c:,,,;<\n"),
}

ENCODING = {
    "base64 of pipes": lambda: mail("|" * 10 * MEGABYTE, encoding="base64"),
    "base64 with padding in the middle": lambda: mail("AA==\n" * 2 * MEGABYTE, encoding="base64"),
    "base64 of other characters": lambda: mail("ä!\n" * (MEGABYTE // 2), encoding="base64"),
    "quoted-printable of equals signs": lambda: mail("=" * 10 * MEGABYTE, encoding="quoted-printable"),
    "quoted-printable of blanks": lambda: mail(" " * 10 * MEGABYTE, encoding="quoted-printable"),
    "quoted-printable soft breaks": lambda: mail("=\n" * 5 * MEGABYTE, encoding="quoted-printable"),
    "quoted-printable =3D": lambda: mail("=3D" * 3 * MEGABYTE, encoding="quoted-printable"),
    "NUL bytes": lambda: mail(b"\0" * 2 * MEGABYTE),
    "bytes that are no UTF-8": lambda: mail(b"\xff\xc3" * MEGABYTE),
    "one line of combining marks": lambda: mail("a" + "\u0301" * MEGABYTE),
    "escapes of ISO-2022-JP": lambda: mail(b"\x1b$B\x1b(B" * 300_000, "text/plain; charset=iso-2022-jp"),
    "lines of flowed text": lambda: mail("> > > a \n" * 200_000, "text/plain; charset=utf-8; format=flowed"),
    "quotes in quotes": lambda: mail(">" * 2 * MEGABYTE),
    "attributions without end": lambda: mail("On 1.1.2020 a@b wrote:\n> x\n" * 60_000),
}

FILES = {
    "zip bomb": lambda: attached(zipped([(f"{i}", b"0" * 20 * MEGABYTE) for i in range(10)]), "application/zip", "a.zip"),
    "DOCX bomb": lambda: docx(WORD + "0" * 200 * MEGABYTE + WORD_END),
    "DOCX of 50,000 members": lambda: docx(WORD + WORD_END, [(f"a{i}", "") for i in range(50_000)]),
    "DOCX of 700,000 paragraphs": lambda: docx(WORD + "</w:t></w:r></w:p><w:p><w:r><w:t>1" * 700_000 + WORD_END),
    "XML entity bomb": entity_bomb,
    "XML external entity": lambda: docx(f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{WORD}&e;{WORD_END}'),
    "XML nested 200,000 deep": lambda: docx("<w:p>" * 200_000),
    "PDF whose pages are their own children": lambda: pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"]),
    "PDF whose tables refer to themselves": lambda: pdf(["<</Type/Catalog/Pages 1 0 R>>"], "/Root 1 0 R /Prev 9", b"startxref\n9\n%%EOF"),
    "PDF form that is its own child": form_loop,
    "PDF of 10,000 pages": lambda: pages(10_000),
    "PDF bomb, packed once": lambda: pdf_bomb(1, 400),
    "PDF bomb, packed twice": lambda: pdf_bomb(2, 400),
    "PDF of deep arrays": lambda: pdf(["[" * 200_000]),
    "RTF nested 1,000,000 deep": lambda: attached(b"{\\rtf1" + b"{" * 1_000_000, "application/rtf", "a.rtf"),
    "RTF of binary": lambda: attached(b"{\\rtf1\\bin2147483647 x}", "application/rtf", "a.rtf"),
    "TNEF with false lengths": lambda: attached(b"\x78\x9f\x3e\x22\x01\x00\x02\x0f\x80\x06\x00\xff\xff\xff\x7f" * 1000, "application/ms-tnef", "winmail.dat"),
    "saved mails in saved mails": lambda: attached(nested_multiparts(5000), "application/octet-stream", "a.eml"),
}

HTML = {
    "HTML nested 100,000 deep": lambda: html("<div>" * 100_000 + REQUEST),
    "HTML of 10 MB of digits": lambda: html("<p>" + "1" * 10 * MEGABYTE),
    "HTML of a million attributes": lambda: html("<p " + "a=b " * 1_000_000 + ">" + REQUEST),
    "HTML of open comments": lambda: html("<!--" * MEGABYTE),
    "HTML of entities": lambda: html("&nbsp;" * 500_000 + "&#x110000;" * 200_000),
    "HTML tables in tables": lambda: html("<table><tr><td>" * 50_000),
    "HTML of formatting left open": lambda: html("<b><i><a>" * 50_000 + "<p>" * 1000),
    "HTML of styles": lambda: html("<style>" + "p{color:red}" * 200_000 + "</style><p style='" + "a:b;" * 200_000 + "'>x"),
    "HTML of comments in styles": lambda: html("<style>" + "/*" * MEGABYTE + "</style>"),
    "HTML of selects": lambda: html("<select>" + "<option>" * 200_000),
}

TEXT = {
    f"text of {name}": (lambda piece=piece: body_of(piece))
    for name, piece in {
        "digits": "1", "letters": "a", "capitals": "A", "blanks": " ", "tabs": "\t", "line ends": "\n", "blank lines": " \n\n",
        "dashes": "-", "commas": ",", "full stops": ".", "colons": ":", "quotes": "\"", "at signs": "a@", "umlauts": "ä",
        "open brackets": "(", "slashes": "/", "short words": "a b ", "names": "Maija Meikäläinen ", "capitalised": "Aa ",
        "hyphenated": "Aa-", "code-like digits": "010101-", "codes": "010190-9009 ", "codes in lines": "010190-9009\n",
        "phone-like digits": "+358 40 ", "phones": "040 123 4567, ", "postal codes": "00100 ", "towns": "00100 Helsinki\n",
        "streets": "Esimerkkikatu 1 A 2, ", "street starts": "Aa 1 ", "years": "2016 ", "ranges": "2012-2016, ",
        "dates": "1.1.2016 ", "providers": "Vastaamo ", "inflected": "Vastaamossa vastaamaan ", "labels": "Nimi: \n",
        "labels in one line": "nimi: ", "introductions": "Nimeni on ", "requests": "Pyydän kaikki tietoni ",
        "negations": "en ei ", "kin": "äitini isäni lapseni ", "greetings": "Terveisin\n", "conjunctions": "ja ",
        "o.s.": "o.s. ", "sentences": "Olen asiakas. ", "questions": "miten? ", "urls": "http://a.b/1 ",
    }.items()
}

ALL = {**STRUCTURE, **ENCODING, **FILES, **HTML, **TEXT}


def inside_base64(message):
    """The same as a forwarded message in base64, which the MTA never looked into."""
    return mail(base64.encodebytes(message), "message/rfc822", encoding="base64")
