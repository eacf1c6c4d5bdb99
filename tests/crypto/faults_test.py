"""Everything that can be wrong around GnuPG: no engine, no agent, no room, engines that hang or flood. What is our fault sends the
mail to a person (limit) and never asks its sender. Usage: faults_test.py BUILD"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import sealed_mail as sm
from sealed_mail import NO_PHONE, entity, mail

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
TEXT = entity(NO_PHONE)   # incomplete, where it can be read
READ = ("encrypted", "incomplete", ["phone"])
OUR_FAULT = ("undecryptable", "review", ["limit"])
UNCHECKED = ("signed", "review", ["limit"])
NO_KEY = ("undecryptable", "review", ["unreadable"])


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.homes = sm.Homes()
        forge = sm.Forge(cls.homes)
        cls.pgp = mail(forge.pgp_mime(TEXT))
        cls.pgp_signed = mail(forge.pgp_signed(TEXT))
        cls.smime = mail(forge.smime_enveloped(TEXT))
        cls.smime_signed = mail(forge.smime_signed(TEXT))

    @classmethod
    def tearDownClass(cls):
        cls.homes.close()

    def verdict(self, message, config=None, environment=None, seconds=15.0, prefix=()):
        file = self.homes.folder / "fault.eml"
        file.write_bytes(message)
        begin = time.monotonic()
        done = subprocess.run([*prefix, BUILD / "intakectl", "check", "--json", "--config", config or self.homes.write_config(), file],
                              capture_output=True, env=dict(os.environ, **(environment or {})), timeout=60)
        self.assertLess(time.monotonic() - begin, seconds)
        self.assertEqual(done.returncode, 0, done.stderr)
        seen = json.loads(done.stdout)
        return seen["crypto"], seen["status"], seen["ask"] + seen["review"]

    def agent_pid(self):
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[0].endswith(b"gpg-agent") and os.fsencode(str(self.homes.filter)) in words:
                return int(process.name)
        return None

    def fake_engines(self, name, script):
        """A gpgconf in front of the real one that names other engines."""
        folder = self.homes.folder / name
        folder.mkdir()
        (folder / "engine").write_text("#!/bin/sh\n" + script)
        (folder / "gpgconf").write_text(f'#!/bin/sh\n/usr/bin/gpgconf "$@" | sed -e "s#/usr/bin/gpg\\$#{folder}/engine#" -e "s#/usr/bin/gpgsm\\$#{folder}/engine#"\n')
        for file in folder.iterdir():
            file.chmod(0o700)
        return {"PATH": f"{folder}:{os.environ['PATH']}"}

    def test_all_is_well(self):
        self.assertEqual(self.verdict(self.pgp), READ)
        self.assertEqual(self.verdict(self.smime), READ)
        self.assertEqual(self.verdict(self.pgp_signed), ("signed", *READ[1:]))
        self.assertEqual(self.verdict(self.smime_signed), ("signed", *READ[1:]))

    def test_no_gnupg(self):
        nowhere = {"PATH": "/nonexistent"}
        self.assertEqual(self.verdict(self.pgp, environment=nowhere), OUR_FAULT)
        self.assertEqual(self.verdict(self.smime_signed, environment=nowhere), UNCHECKED)

    def test_no_seal_program(self):
        config = self.homes.write_config("np.toml", extra='seal_program = "/nonexistent/intake-seal"\n')
        self.assertEqual(self.verdict(self.pgp, config), OUR_FAULT)
        self.assertEqual(self.verdict(self.pgp_signed, config), UNCHECKED)

    def test_agent_killed(self):
        self.verdict(self.pgp)
        for ending in (signal.SIGTERM, signal.SIGKILL):
            os.kill(self.agent_pid(), ending)
            self.assertEqual(self.verdict(self.pgp), READ)
            os.kill(self.agent_pid(), ending)
            self.assertEqual(self.verdict(self.smime_signed), ("signed", *READ[1:]))
            self.assertEqual(self.verdict(self.smime), READ)

    def test_agent_that_no_longer_answers(self):
        self.verdict(self.pgp)
        stopped = self.agent_pid()
        os.kill(stopped, signal.SIGSTOP)
        self.assertEqual(self.verdict(self.pgp), READ)
        self.assertNotEqual(self.agent_pid(), stopped)

    def test_wrong_home(self):
        empty = self.homes.new_home("w")
        self.assertEqual(self.verdict(self.pgp, self.homes.write_config("w.toml", empty)), NO_KEY)
        self.assertEqual(self.verdict(self.smime, self.homes.write_config("w.toml", empty)), NO_KEY)
        keys_only = self.homes.new_home("k")
        (keys_only / "private-keys-v1.d").write_text("no folder")   # an agent that cannot get at its keys
        (keys_only / "pubring.kbx").write_bytes((self.homes.filter / "pubring.kbx").read_bytes())
        self.assertIn(self.verdict(self.pgp, self.homes.write_config("k.toml", keys_only)), (OUR_FAULT, NO_KEY))

    def test_missing_home(self):
        config = self.homes.write_config("m.toml", "/nonexistent/home")
        done = subprocess.run([BUILD / "intakectl", "check", "--config", config, "-"], input=b"x", capture_output=True)
        self.assertEqual(done.returncode, 78)

    def test_expired_key_still_opens(self):
        home = self.homes.new_home("e")
        past = ["--faked-system-time", "20200101T000000"]
        gpg = ["gpg", "--batch", "--quiet", "--trust-model", "always", "--homedir", home]
        sm.run([*gpg, *past, "--passphrase", "", "--quick-gen-key", "Kela <vanha@kela.example>", "future-default", "default", "2020-06-01"])
        later = ["--faked-system-time", "20200201T000000", "--no-auto-key-locate"]
        sealed = sm.run([*gpg, *later, "--armor", "-r", "vanha@kela.example", "--encrypt"], TEXT)
        self.assertEqual(self.verdict(mail(sm.Forge.pgp_frame(sealed)), self.homes.write_config("e.toml", home)), READ)

    def test_full_disk(self):
        full = self.homes.folder / "full"
        full.mkdir()
        script = f'mount -t tmpfs -o size=8k none {full} && (head -c 100000 /dev/zero >{full}/fill || true) 2>/dev/null; exec "$@"'
        prefix = ["unshare", "-m", "sh", "-c", script, "sh"]
        self.assertEqual(self.verdict(self.smime_signed, environment={"TMPDIR": str(full)}, prefix=prefix), UNCHECKED)
        self.assertEqual(self.verdict(self.pgp, environment={"TMPDIR": str(full)}, prefix=prefix), READ)
        self.assertEqual(self.verdict(self.smime_signed, environment={"TMPDIR": "/nonexistent"}), UNCHECKED)

    def test_engine_that_hangs(self):
        environment = self.fake_engines("hang", 'case "$*" in *--version*) exec /usr/bin/gpg --version;; esac\nexec sleep 300\n')
        config = self.homes.write_config("h.toml", extra="seconds = 2\n")
        self.assertEqual(self.verdict(self.pgp, config, environment), OUR_FAULT)
        self.assertEqual(self.verdict(self.pgp_signed, config, environment), UNCHECKED)
        time.sleep(0.2)
        self.assertEqual([p for p in pathlib.Path("/proc").glob("[0-9]*") if self.is_sleep(p)], [])

    @staticmethod
    def is_sleep(process):
        try:
            return (process / "cmdline").read_bytes() == b"sleep\x00300\x00"
        except OSError:
            return False

    def test_engine_that_floods(self):
        for name, script in (("flood", "exec yes '[GNUPG:] PROGRESS x y z'\n"), ("talk", "exec head -c 400000000 /dev/zero\n")):
            environment = self.fake_engines(name, f'case "$*" in *--version*) exec /usr/bin/gpg --version;; esac\n{script}')
            config = self.homes.write_config("f.toml", extra="seconds = 2\n")
            crypto, status, _ = self.verdict(self.pgp, config, environment)
            self.assertEqual((crypto, status), ("undecryptable", "review"))

    def test_engine_that_crashes(self):
        environment = self.fake_engines("crash", 'case "$*" in *--version*) exec /usr/bin/gpg --version;; esac\nkill -SEGV $$\n')
        self.assertIn(self.verdict(self.pgp, environment=environment), (OUR_FAULT, NO_KEY))


if __name__ == "__main__":
    unittest.main(verbosity=2)
