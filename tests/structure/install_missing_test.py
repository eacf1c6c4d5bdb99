"""packaging/install-missing on machines where packages are missing: dpkg-query, apt-get and id are played by small scripts."""
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LISTED = (ROOT / "packaging/build-depends").read_text(encoding="utf-8")


def packages(text):
    return [line for line in text.split("\n") if line and not line.startswith("#")]


ALWAYS = packages(LISTED.partition("# Only for the tests")[0])
EVER = packages(LISTED)

DPKG_QUERY = """#!/bin/bash
for name in "$@"; do :; done  # the last argument
grep -qx "$name" "$PLAY/missing" && exit 1
echo installed
"""
APT_GET = """#!/bin/bash
echo "apt-get $*" >>"$PLAY/calls"
case "$*" in *update*) exit 0 ;; esac
for n in $(seq 20); do echo "Get:$n http://deb.debian.org/debian bookworm/main amd64 p$n"; done
for n in $(seq 20); do echo "Setting up p$n (1.0) ..."; done
echo "E: the last words of apt"
exit "$(cat "$PLAY/apt-exit")"
"""
DEBCONF = """#!/bin/bash
cat >>"$PLAY/debconf"
"""
ID = """#!/bin/bash
cat "$PLAY/uid"
"""


class InstallMissing(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="intake-play-")
        self.play = pathlib.Path(self.folder.name)
        (self.play / "bin").mkdir()
        for name, script in (("dpkg-query", DPKG_QUERY), ("apt-get", APT_GET), ("debconf-set-selections", DEBCONF), ("id", ID)):
            (self.play / "bin" / name).write_text(script, encoding="utf-8")
            (self.play / "bin" / name).chmod(0o755)
        self.set(missing="", uid="0\n", **{"apt-exit": "0\n"})

    def tearDown(self):
        self.folder.cleanup()

    def set(self, **files):
        for name, text in files.items():
            (self.play / name).write_text(text, encoding="utf-8")

    def run_it(self, *options, path=None):
        environment = dict(os.environ, PLAY=str(self.play), PGSYSCONFDIR=str(self.play), PATH=path or f"{self.play}/bin:{os.environ['PATH']}")
        done = subprocess.run([str(ROOT / "packaging/install-missing"), *options], env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
        return done.returncode, done.stdout

    def calls(self):
        path = self.play / "calls"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def test_nothing_missing(self):
        self.assertEqual(self.run_it(), (0, ""))
        self.assertEqual(self.calls(), [])

    def test_missing_ones_are_installed_and_seen_to_move(self):
        self.set(missing="cmake\npostfix\n")
        code, said = self.run_it()
        self.assertEqual(code, 0, said)
        self.assertIn("Installing 2 Debian packages", said)
        self.assertIn("  fetched 20\n", said)
        self.assertIn("  set up 20\n", said)
        self.assertTrue(said.endswith("Installed.\n"), said)
        self.assertEqual(self.calls()[-1].split("--no-install-recommends ")[1], "cmake postfix")
        # A Postfix that is installed for us must not become the machine's mail server.
        self.assertIn("No configuration", (self.play / "debconf").read_text(encoding="utf-8"))

    def test_without_root_it_says_what_to_install(self):
        self.set(missing="cmake\n", uid="1000\n")
        code, said = self.run_it()
        self.assertEqual(code, 77)
        self.assertIn("apt-get install --no-install-recommends cmake\n", said)
        self.assertEqual(self.calls(), [])

    def test_without_root_and_nothing_missing(self):
        self.set(uid="1000\n")
        self.assertEqual(self.run_it(), (0, ""))

    def test_failure_shows_the_last_words(self):
        self.set(missing="cmake\n", **{"apt-exit": "100\n"})
        code, said = self.run_it()
        self.assertEqual(code, 69)
        self.assertIn("E: the last words of apt", said)
        self.assertNotIn("Installed.", said)

    def test_everything_missing(self):
        self.set(missing="\n".join(EVER) + "\n")
        code, said = self.run_it()
        self.assertEqual(code, 0, said)
        self.assertEqual(self.calls()[-1].split("--no-install-recommends ")[1].split(), ALWAYS)

    def test_everything_missing_also_for_the_tests(self):
        self.set(missing="\n".join(EVER) + "\n")
        code, said = self.run_it("--with-tests")
        self.assertEqual(code, 0, said)
        self.assertEqual(self.calls()[-1].split("--no-install-recommends ")[1].split(), EVER)
        self.assertGreater(len(EVER), len(ALWAYS))
        # A PostgreSQL that is installed for us must not start a database of its own.
        self.assertTrue(self.calls()[-2].endswith(" postgresql-common"), self.calls())
        self.assertIn("create_main_cluster = false", (self.play / "createcluster.conf").read_text(encoding="utf-8"))

    def test_a_postgresql_that_is_there_is_left_alone(self):
        self.set(missing="postgresql\n", **{"createcluster.conf": "# theirs\n"})
        code, said = self.run_it("--with-tests")
        self.assertEqual(code, 0, said)
        self.assertEqual((self.play / "createcluster.conf").read_text(encoding="utf-8"), "# theirs\n")

    def test_not_a_debian(self):
        bare = self.play / "bare"
        bare.mkdir()
        for name in ("bash", "dirname", "env"):
            real = next(p for p in map(pathlib.Path, ("/bin/" + name, "/usr/bin/" + name)) if p.exists())
            (bare / name).symlink_to(real)
        code, said = self.run_it(path=str(bare))
        self.assertEqual(code, 69, said)
        self.assertIn("Debian 12", said)


if __name__ == "__main__":
    unittest.main()
