"""The README is true: its examples run and print what it says, and every file that it names is there.

readme_test.py BUILD_DIR [-v]

A ```console block holds commands (lines that begin with "$ ") and what they print, run from the source folder. `build/` stands for
the build folder; a line [...] stands for any number of lines, [...] within a line for any text.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BUILD = None
GAP = "[...]"


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.M | re.S)


def console_examples():
    """Pairs of command and the lines it prints."""
    for block in blocks("console"):
        for chunk in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = chunk.partition("\n")
            yield command, output.splitlines()


def run(command):
    done = subprocess.run(command.replace("build/", BUILD + "/"), shell=True, cwd=ROOT, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
    return done.stdout.replace(BUILD + "/", "build/").splitlines()


def as_pattern(lines):
    pattern = ""
    for line in lines:
        if line.strip() == GAP:
            pattern += r"(?:.*\n)*?"
        else:
            pattern += r".*".join(re.escape(piece) for piece in re.split(rf" *{re.escape(GAP)} *", line)) + r"\n"
    return pattern


class Readme(unittest.TestCase):
    def test_examples_print_what_it_says(self):
        examples = list(console_examples())
        self.assertGreater(len(examples), 0)
        for command, expected in examples:
            with self.subTest(command):
                printed = run(command)
                self.assertRegex("".join(line + "\n" for line in printed), "^" + as_pattern(expected) + "$")

    def test_every_subcommand_it_names_exists(self):
        named = set(re.findall(r"intakectl ((?:[a-z]+ ?){1,2})(?= [^a-z]|$|`)", README, re.M))
        self.assertGreater(len(named), 4)
        for words in sorted(named):
            done = subprocess.run([f"{BUILD}/intakectl", *words.split(), "--help"], stdout=subprocess.PIPE, text=True)
            self.assertEqual(done.returncode, 0, words)
            self.assertIn(f"Usage: intakectl {words.strip()}", done.stdout)

    def test_alarms_it_names_are_logged(self):
        alarms = re.search(r"^Worth an alarm in the log: (.*)$", README, re.M).group(1)
        journal = (ROOT / "plugin/journal.cpp").read_text(encoding="utf-8")
        words = re.findall(r"`([^`]+)`", alarms)
        self.assertGreater(len(words), 2)
        for line in words:
            self.assertRegex(journal, r',\s+"' + re.escape(line))  # in a row of the table, behind the label

    def test_events_it_names_are_counted(self):
        row = re.search(r"^\| `intake_events_total\{event\}` \|(.*)\|$", README, re.M).group(1)
        journal = (ROOT / "plugin/journal.cpp").read_text(encoding="utf-8")
        words = re.findall(r"`([^`]+)`", row)
        self.assertGreater(len(words), 2)
        for word in words:
            self.assertIn(f'{{Event::{word}, "{word}"', journal)

    def test_every_file_it_names_exists(self):
        named = set(re.findall(r"(?<![\w/.])(?:\./)?((?:parser|rules|plugin|tests|packaging)/[\w./*-]*)", README))
        self.assertGreater(len(named), 20)
        for name in sorted(named):
            found = list(ROOT.glob(name.rstrip("./"))) if "*" in name else [p for p in [ROOT / name.rstrip(".")] if p.exists()]
            self.assertTrue(found, f"README.md names {name}, which is not there")

    def test_configuration_of_the_readme_is_right(self):
        block = next(b for b in blocks("toml") if "[milter]" in b)
        with tempfile.TemporaryDirectory() as folder:
            # Paths of a machine that has it installed are not on this one.
            text = re.sub(r'"(/etc|/var/lib)/intake-milter/[^"]*"', lambda m: f'"{folder}"', block)
            text = re.sub(r'^seal_key_file.*$', "", text, flags=re.M)
            path = pathlib.Path(folder, "intake-milter.toml")
            path.write_text(text + f'\n[rules]\ndirectory = "{ROOT}/rules"\n', encoding="utf-8")
            done = subprocess.run([os.path.join(BUILD, "intake-milter"), "-n", "-c", path], stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True)
            self.assertEqual(done.returncode, 0, done.stdout)

    def test_postfix_lines_are_those_of_the_example(self):
        example = (ROOT / "packaging/postfix/main.cf.example").read_text(encoding="utf-8").splitlines()
        lines = [line for block in blocks("text") for line in block.splitlines() if re.match(r"\w+ = ", line)]
        self.assertGreater(len(lines), 3)
        for line in lines:
            self.assertIn(re.split(r"\s{2,}", line)[0], example)

    def test_tags_and_reasons_are_all_told(self):
        tags = re.findall(r'\{"(X-Intake-[A-Za-z]+)"', (ROOT / "plugin/tags.cpp").read_text(encoding="utf-8"))
        reasons = re.findall(r"Reason::(\w+)", (ROOT / "rules/item.h").read_text(encoding="utf-8"))
        self.assertGreater(len(tags), 5)
        self.assertGreater(len(reasons), 5)
        case = (ROOT / "plugin/cases/case_verdict.cpp").read_text(encoding="utf-8")
        of_case = re.findall(r'constexpr const char\* (\w+) = "\1";', case)
        self.assertGreater(len(of_case), 1)
        for name in tags + reasons + of_case:
            self.assertIn(f"`{name}`", README)

    def test_sieve_lines_are_those_of_the_script(self):
        script = (ROOT / "packaging/sieve/intake.sieve").read_text(encoding="utf-8")
        condition = blocks("sieve")[0].split("if header")[0]
        self.assertIn(condition.strip(), script)


if __name__ == "__main__":
    BUILD = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
