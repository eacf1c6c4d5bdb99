"""`crypto` of every labelled message: as its truth.jsonl says. Usage: labels_test.py BUILD"""
import json
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import sealed_mail as sm

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
FOLDERS = ["dev/struct", "own-crypto"]


class Labels(unittest.TestCase):
    def test_labels(self):
        homes = sm.Homes()
        self.addCleanup(homes.close)
        for folder in FOLDERS:
            place = ROOT / "tests/corpus" / folder
            truth = [json.loads(line) for line in (place / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
            words = [BUILD / "intakectl", "check", "--json", "--config", homes.write_config(), *(place / row["file"] for row in truth)]
            out = subprocess.run(words, capture_output=True, check=True).stdout
            seen = {row["file"]: json.loads(line)["crypto"] for row, line in zip(truth, out.splitlines())}
            self.assertGreater(sum(label != "none" for label in seen.values()), 5)
            self.assertEqual(seen, {row["file"]: row["crypto"] for row in truth})


if __name__ == "__main__":
    unittest.main(verbosity=2)
