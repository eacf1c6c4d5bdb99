"""The manual pages are well formed, tell every option and subcommand, and none that is not there.

manual_test.py BUILD_DIR
"""
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ROOT / "packaging/man"
BUILD = None


def printed(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def page(name):
    """The page as text on the screen, without bold and hyphenation."""
    return printed("groff", "-man", "-Tascii", "-P-cbou", "-rHY=0", "-rLL=200n", str(PAGES / name))


def options_in(text):
    return set(re.findall(r"--[a-z][a-z-]+", text))


def commands_in(help_text):
    """Names of the subcommands that a --help lists."""
    listed = help_text.partition("Subcommands:\n")[2].partition("\n\n")[0]
    return re.findall(r"^  (\w+)", listed, re.M)


def all_help(program):
    """Pairs of a command's words and its --help, the program's own first."""
    waiting = [[]]
    while waiting:
        words = waiting.pop(0)
        text = printed(f"{BUILD}/{program}", *words, "--help")
        yield words, text
        waiting += [words + [name] for name in commands_in(text)]


class Manual(unittest.TestCase):
    def test_no_warnings(self):
        pages = sorted(PAGES.glob("*.[158]"))
        self.assertEqual(len(pages), 3)
        for path in pages:
            done = subprocess.run(["groff", "-ww", "-man", "-Tutf8", "-z", str(path)], stderr=subprocess.PIPE, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""), path.name)
            for number, line in enumerate(path.read_text(encoding="ascii").splitlines(), 1):
                if line.startswith(".\\\""):  # a comment
                    continue
                self.assertNotRegex(line, r"(?<!\\)--", f"{path.name}:{number}: a minus needs its backslash")

    def test_settings_page_is_the_tables(self):
        self.assertEqual(printed(f"{BUILD}/intake-milter", "--print-manual"),
                         (PAGES / "intake-milter.toml.5").read_text(encoding="utf-8"),
                         "make it again: intake-milter --print-manual >packaging/man/intake-milter.toml.5")

    def test_every_option_is_told_and_no_other(self):
        for program, name in (("intake-milter", "intake-milter.8"), ("intakectl", "intakectl.1")):
            there = set().union(*(options_in(text) for _, text in all_help(program)))
            self.assertGreater(len(there), 4)
            self.assertEqual(options_in(page(name)), there, name)

    def test_every_subcommand_is_told(self):
        text = page("intakectl.1")
        leaves = [words for words, help_text in all_help("intakectl") if words and not commands_in(help_text)]
        self.assertGreater(len(leaves), 3)
        for words in leaves:
            self.assertRegex(text, r"(?m)^   " + " ".join(words) + "$", "a section of intakectl.1")

    def test_every_reason_not_to_reply_is_told(self):
        guard = (ROOT / "plugin/reply/reply_guard.cpp").read_text(encoding="utf-8")
        desk = (ROOT / "plugin/reply/reply_desk.cpp").read_text(encoding="utf-8")
        words = re.findall(r'^      \{"([a-z_]+)", \1\},$', guard, re.M)
        self.assertGreater(len(words), 10)
        of_desk = re.findall(r'(?:withheld = |std::string\(|\? )"([a-z_]+)"', desk)
        self.assertGreater(len(of_desk), 4)
        text = page("intake-milter.8").partition("WHY THERE IS NO REPLY")[2].partition("EXIT STATUS")[0]
        for word in words + of_desk:
            self.assertRegex(text, rf"\b{word}\b")


if __name__ == "__main__":
    BUILD = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
