"""`packaging/run` as a newcomer uses it: the demonstration ends well, Ctrl-C leaves nothing behind, errors say what to do.

run_test.py BUILD_DIR
"""
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import threading
import unittest

from rig import ROOT, free_port_pair

BUILD = None
SECONDS = 200


def start(*arguments, port):
    """In a session of its own, so that a signal to its group is what Ctrl-C does in a terminal."""
    environment = dict(os.environ, INTAKE_PORT=str(port), INTAKE_BUILD=BUILD)
    return subprocess.Popen([str(ROOT / "packaging/run"), *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            stdin=subprocess.DEVNULL, env=environment, text=True, start_new_session=True)


def processes_naming(text):
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:  # it ended meanwhile
            continue
        if text in words:
            found.append(words)
    return found


def readme_lines():
    """What the README says that the demonstration prints, as patterns: references, times and seals differ each time."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = next(b for b in re.findall(r"^```text\n(.*?)^```$", readme, re.M | re.S) if "The reply, as it arrived" in b)
    for line in block.splitlines():
        if line.strip() not in ("", "[...]"):
            pattern = re.escape(line).replace(re.escape("[...]"), ".*")
            for varies in (r"[0-9A-Z]{4}(\\-[0-9A-Z]{4}){3}", r"\d{4}\\-\d\d\\-\d\dT[\d:]+Z", r"\d+\\ \w+\\ \d{4}\\ at\\ \d\d:\d\d",
                           r"(?<=run\\\.)\w+"):
                pattern = re.sub(varies, ".+", pattern)
            yield pattern


class Run(unittest.TestCase):
    def expect_nothing_left(self, printed):
        folder = re.search(r"/tmp/intake-milter-run\.\w+", printed).group()
        self.assertFalse(pathlib.Path(folder).exists(), folder)
        self.assertEqual(processes_naming(folder), [])
        self.assertIn("Everything is stopped", printed)

    def test_demonstration(self):
        run = start("--demo", port=free_port_pair())
        printed = run.communicate(timeout=SECONDS)[0]
        self.assertEqual(run.returncode, 0, printed)
        for language in ("fi", "sv", "en"):
            self.assertIn(f"=== {language}-complete.eml", printed)
            self.assertIn(f"=== {language}-incomplete.eml", printed)
        self.assertEqual(printed.count("X-Intake-Status: complete"), 3, printed)
        self.assertEqual(printed.count("X-Intake-Status: incomplete"), 3, printed)
        self.assertEqual(printed.count("The reply, as it arrived:"), 3, printed)
        self.assertEqual(printed.count("X-Intake-Seal: "), 6, printed)
        self.assertIn("All 6 messages arrived in the mailbox; 3 were answered.", printed)
        for pattern in readme_lines():
            self.assertRegex(printed, f"(?m)^{pattern}$")
        self.expect_nothing_left(printed)

    def test_ctrl_c_leaves_nothing(self):
        port = free_port_pair()
        run = start(port=port)
        watch = threading.Timer(SECONDS, run.kill)  # a hang fails the test instead of stopping it
        watch.start()
        printed = ""
        while "Ctrl-C" not in printed:
            line = run.stdout.readline()
            self.assertTrue(line, printed)
            printed += line
        os.killpg(run.pid, signal.SIGINT)
        printed += run.communicate()[0]
        watch.cancel()
        self.assertEqual(run.returncode, 130, printed)
        self.expect_nothing_left(printed)
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(("127.0.0.1", port))

    def test_a_port_that_is_taken(self):
        port = free_port_pair()
        with socket.socket() as other:
            other.bind(("127.0.0.1", port))
            other.listen()
            run = start(port=port)
            printed = run.communicate(timeout=SECONDS)[0]
        self.assertEqual(run.returncode, 69, printed)
        self.assertIn(f"Port {port} is taken", printed)

    def test_unknown_option(self):
        run = start("--demonstrate", port=free_port_pair())
        printed = run.communicate(timeout=SECONDS)[0]
        self.assertEqual(run.returncode, 64, printed)
        self.assertIn("--demo", printed)


if __name__ == "__main__":
    BUILD = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
