"""`cmake --install` puts everything in its place, and the installed filter takes the installed sample configuration.

install_test.py BUILD_DIR
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = None

WANTED = """
usr/sbin/intake-milter usr/bin/intakectl usr/libexec/intake-milter/intake-reader usr/libexec/intake-milter/intake-seal
usr/libexec/intake-milter/intake-ocr-reader
usr/share/intake-milter/rules/providers.toml usr/share/intake-milter/rules/fi/name.toml usr/share/intake-milter/rules/replies/sv.txt
usr/lib/systemd/system/intake-milter.service usr/lib/sysusers.d/intake-milter.conf usr/lib/tmpfiles.d/intake-milter.conf
usr/share/man/man1/intakectl.1 usr/share/man/man5/intake-milter.toml.5 usr/share/man/man8/intake-milter.8
usr/share/doc/intake-milter/README.md usr/share/doc/intake-milter/examples/postfix/main.cf.example
usr/share/doc/intake-milter/examples/sendmail/intake-milter.m4 usr/share/doc/intake-milter/examples/sieve/intake.sieve
etc/intake-milter/intake-milter.toml etc/logcheck/ignore.d.server/intake-milter
""".split()


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="intake-install-")
        cls.dest = pathlib.Path(cls.folder.name)
        cls.install()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def install(cls):
        subprocess.run(["cmake", "--install", BUILD, "--prefix", "/usr"], check=True, stdout=subprocess.DEVNULL,
                       env={"DESTDIR": str(cls.dest), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})

    def test_everything_is_in_its_place(self):
        for name in WANTED:
            self.assertTrue((self.dest / name).is_file(), name)

    def test_only_data_goes_to_the_rules(self):
        for path in (self.dest / "usr/share/intake-milter").rglob("*"):
            self.assertIn(path.suffix, ("", ".toml", ".txt"), path)
            self.assertTrue(path.is_file() or any(path.iterdir()), f"{path} is empty")

    def test_the_installed_filter_takes_the_installed_configuration(self):
        sample = (self.dest / "etc/intake-milter/intake-milter.toml").read_text(encoding="utf-8")
        changed = sample.replace('"/usr/share', f'"{self.dest}/usr/share')
        self.assertNotEqual(sample, changed)
        path = self.dest / "changed.toml"
        path.write_text(changed, encoding="utf-8")
        done = subprocess.run([self.dest / "usr/sbin/intake-milter", "-n", "-c", path], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("no mistakes", done.stdout)

    def test_a_configuration_that_is_there_stays(self):
        path = self.dest / "etc/intake-milter/intake-milter.toml"
        sample = path.read_text(encoding="utf-8")
        path.write_text("# mine\n", encoding="utf-8")
        self.install()
        self.assertEqual(path.read_text(encoding="utf-8"), "# mine\n")
        path.write_text(sample, encoding="utf-8")

    def test_the_unit_starts_what_is_installed(self):
        unit = (self.dest / "usr/lib/systemd/system/intake-milter.service").read_text(encoding="utf-8")
        started = re.findall(r"^ExecStart=(\S+)", unit, re.M)
        self.assertEqual(started, ["/usr/sbin/intake-milter"])
        self.assertTrue((self.dest / started[0].lstrip("/")).is_file())
        settings = set(re.findall(r"^(\w+)=", unit, re.M))
        self.assertNotIn("MemoryDenyWriteExecute", settings, "PCRE2's JIT needs pages that it may execute")
        for line in ("Type=notify", "LimitCORE=0", "NoNewPrivileges=yes", "PrivateTmp=yes", "ProtectSystem=strict", "UMask=0077"):
            self.assertIn(line, unit)


class PostfixLines(unittest.TestCase):
    def test_postfix_knows_every_line(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("main.cf", "master.cf"):
                pathlib.Path(folder, name).write_bytes((ROOT / f"packaging/postfix/{name}.example").read_bytes())
            for option in ("-n", "-M"):
                done = subprocess.run(["postconf", "-c", folder, option], check=True, stdout=subprocess.PIPE,
                                      stderr=subprocess.PIPE, text=True)
                self.assertEqual(done.stderr, "")
            self.assertIn("-o smtpd_milters=", done.stdout)


class Package(unittest.TestCase):
    """The Debian package that cpack makes."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="intake-package-")
        subprocess.run(["cpack", "--config", f"{BUILD}/CPackConfig.cmake", "-B", cls.folder.name], check=True,
                       stdout=subprocess.DEVNULL)
        cls.package = str(next(pathlib.Path(cls.folder.name).glob("*.deb")))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_holds_what_is_installed(self):
        listed = subprocess.run(["dpkg-deb", "--contents", self.package], check=True, stdout=subprocess.PIPE, text=True).stdout
        for name in WANTED:
            self.assertIn(f" ./{name}\n", listed)

    def test_says_what_it_needs(self):
        needs = subprocess.run(["dpkg-deb", "--field", self.package, "Depends"], check=True, stdout=subprocess.PIPE, text=True).stdout
        for name in ("libmilter", "libgpgme", "libpcre2", "gnupg", "voikko-fi"):
            self.assertIn(name, needs)

    def test_scripts_and_configuration_files(self):
        control = pathlib.Path(self.folder.name, "control")
        subprocess.run(["dpkg-deb", "--control", self.package, str(control)], check=True)
        for name in ("postinst", "prerm"):
            subprocess.run(["sh", "-n", str(control / name)], check=True)
        for name in (control / "conffiles").read_text(encoding="utf-8").split():
            self.assertIn(name.lstrip("/"), WANTED, "a file of the package")


if __name__ == "__main__":
    BUILD = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
