"""`intakectl rules check`: examples that do not hold are refused with their place; what a change would change is said before it.

rules_check_test.py BUILD_DIR
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = None


class RulesCheck(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="intake-rules-")
        self.addCleanup(self.folder.cleanup)
        self.rules = pathlib.Path(self.folder.name) / "rules"
        shutil.copytree(ROOT / "rules", self.rules, ignore=shutil.ignore_patterns("*.cpp", "*.h", "CMakeLists.txt"))
        self.messages = pathlib.Path(self.folder.name) / "messages"
        self.messages.mkdir()
        for name in ("fi-complete", "sv-complete", "en-incomplete"):
            shutil.copy(ROOT / "packaging/demo" / f"{name}.eml", self.messages)
        self.config = pathlib.Path(self.folder.name) / "intake-milter.toml"
        self.config.write_text(f"""milter.recipients = ["tietopyynnot@kela.example"]
rules.directory = "{ROOT}/rules"
rules.accept_artificial_codes = true
""", encoding="utf-8")

    def change(self, file, old, new):
        path = self.rules / file
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new), encoding="utf-8")

    def label(self, *lines):
        (self.messages / "truth.jsonl").write_text("\n".join(lines), encoding="utf-8")

    def run_check(self, *arguments):
        return subprocess.run([f"{BUILD}/intakectl", "rules", "check", str(self.rules), *arguments], capture_output=True, text=True)

    def on_messages(self):
        return self.run_check("--config", str(self.config), "--messages", str(self.messages))

    def test_all_examples_hold(self):
        result = self.run_check()
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("all examples hold", result.stdout)

    def test_an_example_that_does_not_hold_is_named_with_its_place(self):
        with (self.rules / "fi/phone.toml").open("a", encoding="utf-8") as file:
            file.write("\n[[pattern]]\ngroup = \"phone.label\"\nid = \"wrong\"\nmatch = '''numeroni'''\nyes = [\"puhelimeni\"]\nno = [\"x\"]\n")
        result = self.run_check()
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stderr, r"fi/phone\.toml:\d+:\d+: 'fi/wrong' should match \"puhelimeni\"")

    def test_a_mistake_in_toml_is_named_with_its_place(self):
        with (self.rules / "sv/year.toml").open("a", encoding="utf-8") as file:
            file.write("\n[[pattern\n")
        result = self.run_check()
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stderr, r"sv/year\.toml:\d+:\d+")

    def test_the_same_rules_change_nothing(self):
        result = self.on_messages()
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("0 of 3 verdicts differ", result.stdout)

    def test_a_change_is_named_message_by_message(self):
        self.change("providers.toml", 'route = "helsinki"', 'route = ""')
        result = self.on_messages()
        self.assertEqual(result.returncode, 1)
        self.assertIn("2 of 3 verdicts differ", result.stdout)
        self.assertIn("fi-complete.eml: was complete, would be review; other_provider", result.stdout)

    def test_labels_are_compared(self):
        self.label('{"file": "fi-complete.eml", "status": "complete", "ask": [], "review": []}',
                   '{"file": "sv-complete.eml", "status": "review", "review": ["distress"]}')
        result = self.on_messages()
        self.assertEqual(result.returncode, 1)
        self.assertIn("1 of 2 verdicts are as labelled", result.stdout)
        self.assertIn("sv-complete.eml: labelled review; distress, judged complete", result.stdout)

    def test_a_label_that_is_none_is_named_with_its_line(self):
        self.label('{"file": "fi-complete.eml", "status": "complete"}', "nonsense")
        result = self.on_messages()
        self.assertEqual(result.returncode, 66)
        self.assertIn("truth.jsonl:2", result.stderr)


if __name__ == "__main__":
    BUILD = sys.argv.pop(1)
    unittest.main()
