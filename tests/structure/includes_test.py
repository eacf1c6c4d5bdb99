"""Includes go one way (plugin -> rules -> parser -> standard library), and every outside library has its owners."""
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOMS = ["parser", "rules", "plugin"]
MAY_INCLUDE = {"parser": {"parser"}, "rules": {"parser", "rules"}, "plugin": {"parser", "rules", "plugin"}}

# header prefix -> files that may include it (a folder ends in "/"); a library has one owner, or one per room that needs it
OWNERS = {
    "mimetic/": ["parser/mimetic_adapter.cpp"],
    "gpgme.h": ["parser/gpgme_session.cpp"],
    "gumbo.h": ["parser/html_events.cpp"],
    "poppler/": ["parser/readers/pdf.cpp"],
    "qpdf/": ["parser/readers/pdf.cpp"],
    "archive": ["parser/readers/archive.cpp"],
    "libxml/": ["parser/readers/xml.cpp"],
    "ytnef.h": ["parser/readers/tnef.cpp"],
    "tesseract/": ["parser/readers/ocr.cpp"],
    "allheaders.h": ["parser/readers/ocr.cpp"],
    "pcre2.h": ["rules/pattern.cpp"],
    "phonenumbers/": ["rules/phone.cpp"],
    "cld2/": ["rules/language.cpp"],
    "libvoikko/": ["rules/name_lexicon.cpp"],
    "toml++/": ["rules/rule_loader.cpp", "plugin/configuration/settings_file.cpp", "plugin/reply/reply_text_loader.cpp"],
    "seccomp.h": ["plugin/worker/jail.cpp"],
    "libmilter/": ["plugin/milter/"],
    "sqlite3.h": ["plugin/ledger/ledger_sqlite.cpp"],
    "libpq-fe.h": ["plugin/ledger/ledger_postgresql.cpp"],
    "curl/": ["plugin/reply/smtp_curl.cpp"],
    "spdlog/": ["plugin/journal.cpp"],
    "prometheus/": ["plugin/metrics.cpp"],
    "nlohmann/": ["plugin/intakectl/check_report.cpp", "plugin/intakectl/labelled_messages.cpp"],
    "CLI/": ["plugin/main_milter.cpp", "plugin/main_intakectl.cpp"],
}
FORBIDDEN_NAMES = re.compile(r"(^|[._-])(util|utils|common|helper|helpers|misc|manager|v2)([._-]|$)")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def sources():
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                yield room, path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


class Structure(unittest.TestCase):
    def test_includes_go_one_way(self):
        for room, name, text in sources():
            for kind, target in INCLUDE.findall(text):
                if kind == '"':
                    self.assertIn(target.split("/")[0], MAY_INCLUDE[room], f"{name} includes {target}")
                    self.assertTrue((ROOT / target).exists(), f"{name} includes {target} by a relative path")

    def test_every_library_has_its_owner(self):
        for _, name, text in sources():
            for kind, target in INCLUDE.findall(text):
                for prefix, owners in OWNERS.items():
                    if kind == "<" and target.startswith(prefix):
                        allowed = any(name == owner or (owner.endswith("/") and name.startswith(owner)) for owner in owners)
                        self.assertTrue(allowed, f"{name} includes <{target}>, which belongs to {owners}")

    def test_no_outside_type_in_a_header(self):
        outside = tuple(OWNERS) + ("unicode/", "openssl/", "fmt/")
        for _, name, text in sources():
            if name.endswith(".h"):
                for kind, target in INCLUDE.findall(text):
                    self.assertFalse(kind == "<" and target.startswith(outside), f"{name} includes <{target}>")

    def test_names_say_a_purpose(self):
        for _, name, _ in sources():
            for piece in pathlib.PurePosixPath(name).parts:
                self.assertIsNone(FORBIDDEN_NAMES.search(piece), name)

    def test_every_header_says_what_it_is(self):
        for _, name, text in sources():
            if name.endswith(".h"):
                self.assertTrue(text.startswith("//"), f"{name} does not begin with its comment")
                self.assertIn("#pragma once", text, name)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
