"""The world fails in other ways than by SIGKILL: no mail is lost, no incomplete one stays without its answer, or gets two.

fault_test.py BUILD_DIR
"""
import contextlib
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from world import World

BUILD = None


class Fault(unittest.TestCase):
    def world(self, **options):
        world = World(BUILD, **options)
        self.addCleanup(world.close)
        world.start()
        world.wait_until_it_listens()
        return world

    def finish(self, world, count):
        world.wait_until_outbox_is_empty()
        self.assertEqual(world.stop_daemon(), 0)
        mails, incomplete, repeats = world.check(self)
        self.assertEqual(mails, count)
        return incomplete, repeats


class Server(Fault):
    """The server that takes the replies."""

    def test_is_down_for_a_while(self):
        world = self.world()
        world.sink.down()
        for number in range(5):
            world.send("incomplete", f"down{number}")
        time.sleep(2)
        self.assertEqual(world.sink.taken, [])
        world.sink.up()
        self.assertEqual(self.finish(world, 5), (5, 0))

    def test_answers_4xx_for_a_while(self):
        world = self.world(sink_mode="temporary")
        for number in range(3):
            world.send("incomplete", f"later{number}")
        deadline = time.monotonic() + 30
        while world.sink.refused < 4 and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertGreaterEqual(world.sink.refused, 4, "it is tried again")
        world.sink.mode = "ok"
        self.assertEqual(self.finish(world, 3), (3, 0))
        self.assertIn("could not be handed over yet; the server's code: 451", world.log_text())

    def test_answers_5xx(self):
        world = self.world(sink_mode="permanent")
        world.send("incomplete", "never")
        deadline = time.monotonic() + 30
        while not world.query("SELECT 1 FROM outbox WHERE state = 'failed'") and time.monotonic() < deadline:
            time.sleep(0.1)
        control = [str(world.build / "intakectl"), "outbox"]
        config = ["-c", str(world.config)]
        listed = subprocess.run([*control, "list", *config], capture_output=True, text=True, check=True).stdout
        self.assertRegex(listed, r"^1  \S+  question  failed  attempts 1  code 550 ")
        self.assertNotIn("@", listed)
        self.assertEqual(world.sink.refused, 1, "not tried again")
        world.sink.mode = "ok"
        self.assertEqual(subprocess.run([*control, "retry", *config, "1"], check=False).returncode, 0)
        self.assertEqual(self.finish(world, 1), (1, 0))

    def test_hangs_after_the_mail(self):
        world = self.world(sink_mode="hang")
        world.send("incomplete", "hangs")
        time.sleep(7)   # longer than smtp_timeout_seconds
        world.sink.mode = "ok"
        self.assertEqual(self.finish(world, 1), (1, 0))

    def test_drops_the_line_after_the_mail(self):
        world = self.world(sink_mode="drop")
        world.send("incomplete", "drops")
        deadline = time.monotonic() + 30
        while not world.sink.taken and time.monotonic() < deadline:
            time.sleep(0.05)
        world.sink.mode = "ok"
        incomplete, repeats = self.finish(world, 1)
        self.assertEqual(incomplete, 1)
        self.assertGreaterEqual(repeats, 1, "it was sent again, under the same Message-ID")

    def test_hangs_while_the_daemon_stops(self):
        world = self.world(sink_mode="hang", limits="")
        world.send("incomplete", "stops")
        time.sleep(1)
        begin = time.monotonic()
        self.assertEqual(world.stop_daemon(), 0)
        self.assertLess(time.monotonic() - begin, 15)
        # Handed back: nobody has to wait for a lease to end.
        self.assertEqual(world.query("SELECT state, owner FROM outbox"), [("pending", "")])
        world.sink.mode = "ok"
        sent = subprocess.run([str(world.build / "intakectl"), "outbox", "run", "-c", str(world.config)], check=False)
        if sent.returncode != 0 or not world.sink.taken:
            world.start()
        world.wait_until_outbox_is_empty()
        self.assertEqual({len(ids) for ids in world.sink.message_ids_by_answered().values()}, {1})


class Database(Fault):
    def test_is_locked_by_another_process(self):
        """Locked for 30 s: the MTA is told to try later, meanwhile other mail passes, and nothing is lost."""
        world = self.world()
        world.send("incomplete", "before")
        with contextlib.closing(sqlite3.connect(world.ledger, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            threads = [threading.Thread(target=world.send, args=("incomplete", f"locked{n}")) for n in range(3)]
            for thread in threads:
                thread.start()
            begin = time.monotonic()
            self.assertEqual(world.send("other", "passes")["X-Intake-Status"], "other")
            self.assertLess(time.monotonic() - begin, 5, "what needs no record does not wait")
            time.sleep(30)
            self.assertEqual([m for m in world.accepted if "locked" in m], [])
            other.execute("ROLLBACK")
        for thread in threads:
            thread.join(60)
        self.assertEqual(self.finish(world, 5)[0], 4)
        self.assertIn("database unavailable", world.log_text())

    def test_disk_is_full(self):
        """On a file system that is full, nothing is accepted that cannot be recorded; when there is room again, all is."""
        folder = tempfile.mkdtemp(prefix="intake-full-", dir="/tmp")
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], check=True)
        self.addCleanup(subprocess.run, ["rmdir", folder], check=False)
        self.addCleanup(subprocess.run, ["umount", folder], check=False)
        filling = pathlib.Path(folder) / "filling"
        world = self.world(ledger=f"{folder}/ledger.sqlite")
        world.send("incomplete", "before")
        with open(filling, "wb", buffering=0) as out:
            try:
                while True:
                    out.write(bytes(4096))
            except OSError:
                pass
        # Some mails still fit into what SQLite has already; then none does.
        refused = 0
        for number in range(60):
            if world.send("incomplete", f"full{number}", until_accepted=False) is None:
                refused += 1
        self.assertGreater(refused, 0, "the disk was never full")
        os.unlink(filling)
        for number in range(60):
            if f"<full{number}@example.test>" not in world.accepted:
                world.send("incomplete", f"full{number}")
        self.assertEqual(self.finish(world, 61)[0], 61)


if __name__ == "__main__":
    BUILD = sys.argv.pop(1)
    unittest.main()
