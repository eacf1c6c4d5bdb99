"""Our own automatic replies, quoted in many ways under an empty answer, hold no item: neither their list nor their contacts.

own_replies_test.py BUILD_DIR
"""
import html
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap
import tomllib
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = None
ITEM = re.compile(r"^(name|personal_identity_code|requested_information|service_provider|treatment_year|phone|address): "
                  r"(given|invalid|missing)", re.M)
ATTRIBUTION = "ma 12. tammikuuta 2026 klo 11.00 Kela <tietopyynnot@kela.example> kirjoitti:\n"
HEADER = ("Lähettäjä: Kela <tietopyynnot@kela.example>\nLähetetty: maanantai 12. tammikuuta 2026 11.00\n"
          "Vastaanottaja: Maija <m@example.fi>\nAihe: Viestisi\n\n")


def wrapped(text, width):
    return "\n".join("\n".join(textwrap.wrap(line, width)) for line in text.split("\n"))


def marked(text):
    return "\n".join("> " + line for line in text.split("\n"))


def as_html(text):
    lines = html.escape(text).replace("\n", "<br>")
    return f'<div id="divRplyFwdMsg">{html.escape(HEADER).replace(chr(10), "<br>")}</div><blockquote>{lines}</blockquote>'


WAYS = {
    "attribution and marks": lambda text: ATTRIBUTION + marked(text),
    "wrapped at 72": lambda text: ATTRIBUTION + marked(wrapped(text, 72)),
    "marks alone": lambda text: marked(wrapped(text, 72)),
    "marks alone, narrow": lambda text: marked(wrapped(text, 60)),
    "attribution alone": lambda text: ATTRIBUTION + wrapped(text, 78),
    "copied header": lambda text: HEADER + text,
    "ruler and copied header": lambda text: "_" * 32 + "\n" + HEADER + wrapped(text, 76),
    "original message": lambda text: "-----Alkuperäinen viesti-----\n" + HEADER + wrapped(text, 65),
    "quoted twice": lambda text: ATTRIBUTION + marked(marked(wrapped(text, 70))),
    "HTML": as_html,
    "no blank lines": lambda text: HEADER + re.sub("\n+", "\n", text),
}


def replies(language):
    folder = ROOT / "rules/replies"
    words = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    for asked in (words["missing"], {**words["missing"], **words["invalid"]}):
        text = (folder / f"{language}.txt").read_text(encoding="utf-8")
        values = {name: words[name] for name in ("telephone", "postal_address", "support_line", "mailbox_name")}
        values |= {"arrived": "12.1.2026 klo 10.31", "case_reference": "K7QX-4M2P",
                   "ask_list": "\n".join("- " + asked[item] for item in asked)}
        yield re.sub(r"\{(\w+)\}", lambda name: values[name[1]], text)


class OwnReplies(unittest.TestCase):
    def items_of(self, body, kind):
        head = ("From: Maija <m@example.fi>\nTo: tietopyynnot@kela.example\nSubject: Re: Automaattinen vastaus viestiisi\n"
                f"MIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n")
        with tempfile.NamedTemporaryFile(prefix="intake-reply-", suffix=".eml") as file:
            file.write((head + body + "\n").encode())
            file.flush()
            command = [f"{BUILD}/intakectl", "explain", "-c", f"{ROOT}/tests/corpus.toml", file.name]
            done = subprocess.run(command, capture_output=True, text=True, timeout=30, cwd=ROOT, check=True)
        return dict(ITEM.findall(done.stdout))

    def test_hold_no_item(self):
        texts = [text for language in ("fi", "sv", "en") for text in replies(language)]
        texts.append("\n\n".join(next(replies(language)) for language in ("fi", "sv", "en")))
        for text in texts:
            for way, quote in WAYS.items():
                with self.subTest(way=way, reply=text[:20]):
                    items = self.items_of(quote(text), "html" if way == "HTML" else "plain")
                    self.assertEqual(set(items.values()) - {"missing"}, set(), items)

    def test_answer_above_counts(self):
        text = next(replies("fi"))
        items = self.items_of("Puhelinnumeroni on 040 123 9876.\n\n" + HEADER + text, "plain")
        self.assertEqual(items.get("phone"), "given")


if __name__ == "__main__":
    BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
