"""A message sealed on its way through a real Postfix still verifies in the mailbox; one that was changed there does not.

sealed_test.py BUILD_DIR
"""
import pathlib
import subprocess
import sys
import unittest

from rig import ROOT, Rig

BUILD = None


class Sealed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # A relative path is relative to the configuration's folder, which the rig makes.
        cls.rig = Rig(BUILD, settings='[tags]\nseal_key_file = "seal.key"\n', files={"seal.key": "5" * 64})

    @classmethod
    def tearDownClass(cls):
        cls.rig.stop()

    def delivered(self, name):
        """The file in the clerk's mailbox."""
        message = (ROOT / "packaging/demo" / f"{name}.eml").read_bytes()
        self.rig.send(message, sender=f"{name}@example.test")  # one writer a request
        self.rig.arrived(f"<demo-{name}@example.test>")
        wanted = f"<demo-{name}@example.test>".encode()
        return next(p for p in (self.rig.dir / "mail/clerk").glob("new/*") if wanted in p.read_bytes())

    def verify(self, path):
        done = subprocess.run([f"{BUILD}/intakectl", "verify", "-c", str(self.rig.config), str(path)], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout

    def test_delivered_messages_verify(self):
        for name in ("fi-complete", "sv-incomplete"):
            code, said = self.verify(self.delivered(name))
            self.assertEqual(code, 0, said)
            self.assertIn("the seal is right", said)
            self.assertIn("X-Intake-Status: " + name[3:], said)

    def test_a_changed_message_does_not(self):
        path = self.delivered("en-incomplete")
        self.assertEqual(self.verify(path)[0], 0)
        changed = pathlib.Path(self.rig.dir, "changed.eml")
        changed.write_bytes(path.read_bytes().replace(b"X-Intake-Status: incomplete", b"X-Intake-Status: complete"))
        code, said = self.verify(changed)
        self.assertEqual(code, 1, said)
        self.assertIn("the seal is wrong", said)


if __name__ == "__main__":
    BUILD = sys.argv.pop(1)
    unittest.main()
