"""intakectl keys check: what it shows, what it finds wrong, and that it never touches the keys. Usage: keys_test.py BUILD"""
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import sealed_mail as sm

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()


def make_key(home, address, expires, *words):
    gpg = ["gpg", "--homedir", home, "--batch", "--quiet"]
    sm.run([*gpg, *words, "--passphrase", "", "--quick-gen-key", f"Kela <{address}>", "future-default", "default", expires])
    out = sm.run([*gpg, "--with-colons", "--list-keys", address]).decode()
    return next(line.split(":")[9] for line in out.splitlines() if line.startswith("fpr"))


class Keys(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.homes = sm.Homes()

    @classmethod
    def tearDownClass(cls):
        cls.homes.close()

    def check(self, config):
        done = subprocess.run([BUILD / "intakectl", "keys", "check", "--config", config], capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout + done.stderr

    def config(self, home, extra=""):
        return self.homes.write_config(f"{home.name}.toml", home, extra)

    def test_all_is_well(self):
        code, said = self.check(self.config(self.homes.filter))
        self.assertEqual(code, 0, said)
        self.assertEqual(said.count("round trip done"), 2)
        self.assertIn("OpenPGP FD62", said)
        self.assertIn("expires never", said)
        self.assertIn("expires 2099-12-31", said)
        self.assertNotIn("nordling", said, "the keys of those who write are nobody's business")

    def test_signing_and_forwarding_keys(self):
        home = self.homes.new_home("g")
        mine = make_key(home, "kela@kela.example", "0")
        theirs = make_key(home, "hel@hel.example", "0")
        extra = f'[reply]\nsign_key = "{mine}"\n[forward]\nto = "hel@hel.example"\nkey = "{theirs}"\n'
        code, said = self.check(self.config(home, extra))
        self.assertEqual((code, "signs: round trip done" in said), (0, True), said)
        code, said = self.check(self.config(home, extra.replace(mine, "0" * 40)))
        self.assertEqual(code, 1)
        self.assertIn("reply.sign_key: no such key", said)
        code, said = self.check(self.config(home, extra.replace(theirs, "0" * 40)))
        self.assertEqual(code, 1)
        self.assertIn("forward.key: no such key", said)

    def test_expiry(self):
        for name, expires, words, expected in (("x", "30d", [], "expires on "), ("y", "100d", [], None),
                                               ("z", "2020-06-01", ["--faked-system-time", "20200101T000000"], "has expired")):
            home = self.homes.new_home(name)
            make_key(home, "kela@kela.example", expires, *words)
            code, said = self.check(self.config(home))
            self.assertEqual(code, 0 if expected is None else 1, said)
            self.assertIn(expected or "round trip done", said)
            self.assertEqual("warning:" in said, expected is not None, said)

    def test_no_keys(self):
        code, said = self.check(self.config(self.homes.new_home("n")))
        self.assertEqual(code, 1)
        self.assertIn("no key that can decrypt", said)

    def test_no_home(self):
        file = self.homes.folder / "none.toml"
        file.write_text('[milter]\nrecipients = ["a@kela.example"]\n')
        code, said = self.check(file)
        self.assertEqual(code, 1)
        self.assertIn("no crypto.gnupg_home", said)

    def test_authority_that_is_not_trusted(self):
        home = self.homes.new_home("t")
        sm.run(["cp", "-rT", self.homes.filter, home])
        for left in home.glob("S.*"):
            left.unlink()
        (home / "trustlist.txt").write_text("")
        code, said = self.check(self.config(home))
        self.assertEqual(code, 1, said)
        self.assertIn("trustlist.txt", said)

    def test_open_home(self):
        home = self.homes.new_home("o")
        make_key(home, "kela@kela.example", "0")
        home.chmod(0o755)
        code, said = self.check(self.config(home))
        self.assertEqual(code, 1, said)
        self.assertIn("chmod 700", said)

    def test_no_gnupg(self):
        done = subprocess.run([BUILD / "intakectl", "keys", "check", "--config", self.config(self.homes.filter)], capture_output=True, text=True,
                              env={"PATH": "/nonexistent"}, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("cannot be listed", done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
