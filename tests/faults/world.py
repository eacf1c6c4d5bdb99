"""A daemon that can be killed, senders that never give a mail up before it is accepted, a sink that takes the replies, and
what must be true of all of them at the end."""
import contextlib
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time

import milter
from sink import Sink

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAILBOX = "tietopyynnot@kela.example"
START_SECONDS = 90
ACCEPT_SECONDS = 120

INCOMPLETE = "Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Mallikas.\r\n"
COMPLETE = ("Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Liisa Mallikas, henkilötunnus 010190-951B, kävin "
            "siellä vuonna 2016. Osoitteeni on Esimerkkikatu 1 A 2, 00100 Helsinki. Puhelin: 040 123 4567.\r\n")
OTHER = "Hei, kiitos avusta ja hyvää kesää!\r\n"
KINDS = {"incomplete": INCOMPLETE, "complete": COMPLETE, "other": OTHER}


class World:
    def __init__(self, build, settings="", ledger=None, sink_mode="ok", limits=""):
        self.build = pathlib.Path(build).resolve()
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="intake-faults-", dir="/tmp"))
        self.ledger = pathlib.Path(ledger) if ledger else self.dir / "ledger.sqlite"
        self.sink = Sink(sink_mode)
        self.socket = str(self.dir / "intake.sock")
        self.config = self.dir / "intake-milter.toml"
        self.config.write_text(f"""
[milter]
socket = "unix:{self.socket}"
recipients = ["{MAILBOX}"]
[rules]
directory = "{ROOT}/rules"
accept_artificial_codes = true
[reply]
smtp_url = "smtp://127.0.0.1:{self.sink.port}"
smtp_tls = "never"
smtp_timeout_seconds = 5
retry_first_seconds = 1
retry_most_seconds = 2
per_hour = 1000000
{"" if "hold_seconds" in limits else "hold_seconds = 0"}
{limits}
[ledger]
file = "{self.ledger}"
{settings}
""", encoding="utf-8")
        self.daemon = None
        self.log = open(self.dir / "log", "ab")
        self.accepted = {}          # Message-ID -> (kind, tags)
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self.senders = []

    # ---- the daemon

    def start(self):
        self.daemon = subprocess.Popen([str(self.build / "intake-milter"), "-f", "-c", str(self.config)],
                                       stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

    def wait_until_it_listens(self):
        deadline = time.monotonic() + START_SECONDS
        while True:
            assert self.daemon.poll() is None, "intake-milter ended: " + self.log_text()[-2000:]
            try:
                milter.Session(self.socket).close()
                return
            except milter.Lost:
                assert time.monotonic() < deadline, "intake-milter does not listen: " + self.log_text()[-2000:]
                time.sleep(0.02)

    def kill(self):
        self.daemon.send_signal(signal.SIGKILL)
        self.daemon.wait()

    def stop_daemon(self, seconds=60):
        """The exit code after SIGTERM."""
        self.daemon.send_signal(signal.SIGTERM)
        return self.daemon.wait(seconds)

    def log_text(self):
        return (self.dir / "log").read_text(errors="replace")

    def close(self):
        self.stop_senders()
        if self.daemon and self.daemon.poll() is None:
            self.kill()
        self.sink.down()
        self.log.close()
        shutil.rmtree(self.dir, ignore_errors=True)

    # ---- the senders

    def send(self, kind, name, until_accepted=True, seconds=60, body=None, sender=None, more=()):
        """The tags; tries again as a sending MTA does."""
        fields = [("From", f"Maija <{name}@example.test>"), ("To", MAILBOX), ("Message-ID", f"<{name}@example.test>"),
                  ("Subject", "Tietopyynto"), ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8"),
                  ("Content-Transfer-Encoding", "8bit"), *more]
        deadline = time.monotonic() + ACCEPT_SECONDS
        while True:
            try:
                session = milter.Session(self.socket, seconds)
                try:
                    tags = session.send(sender or f"{name}@example.test", MAILBOX, fields, (body or KINDS[kind]).encode())
                finally:
                    session.close()
                with self.lock:
                    self.accepted[f"<{name}@example.test>"] = (kind, tags)
                return tags
            except milter.Lost:
                if not until_accepted:
                    return None
                assert time.monotonic() < deadline, f"{name} is not accepted"
                time.sleep(0.01 + random.random() * 0.05)

    def start_senders(self, count, pause=0.0, body_end=""):
        def run(number):
            turn = 0
            while not self.stopping.is_set():
                kind = random.choices(list(KINDS), weights=(6, 3, 1))[0]
                turn += 1
                # Every text differs a little, and every sender writes once: nobody is a duplicate.
                self.send(kind, f"s{number}-{turn}")
                time.sleep(pause)

        self.stopping.clear()
        for number in range(count):
            thread = threading.Thread(target=run, args=(len(self.senders) + number,), daemon=True)
            thread.start()
            self.senders.append(thread)

    def stop_senders(self):
        self.stopping.set()
        for thread in self.senders:
            thread.join(120)
        self.senders = []

    # ---- what must be true

    def query(self, sql):
        with contextlib.closing(sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True, timeout=30)) as database:
            return database.execute(sql).fetchall()

    def wait_until_outbox_is_empty(self, seconds=60):
        """Fails when nothing was sent for that long."""
        left = None
        while True:
            now_left = self.query("SELECT count(*) FROM outbox WHERE state <> 'sent'")[0][0]
            if not now_left:
                return
            if now_left != left:
                left, deadline = now_left, time.monotonic() + seconds
            assert time.monotonic() < deadline, self.query("SELECT state, attempts, last_code, count(*) FROM outbox GROUP BY 1, 2, 3")
            time.sleep(0.2)

    def check(self, test):
        """Every accepted mail is tagged as it should be; every incomplete one was answered exactly once, no other was."""
        test.assertEqual(self.query("PRAGMA integrity_check"), [("ok",)])
        answered = self.sink.message_ids_by_answered()
        for message_id, (kind, tags) in self.accepted.items():
            test.assertEqual(tags.get("X-Intake-Status"), kind, message_id)
            test.assertEqual(tags.get("X-Intake-Reply") == "queued", kind == "incomplete", message_id)
            test.assertEqual(len(answered.get(message_id, ())), 1 if kind == "incomplete" else 0, message_id)
        test.assertLessEqual(set(answered), set(self.accepted), "replies to mail that was never accepted")
        incomplete = sum(1 for kind, _ in self.accepted.values() if kind == "incomplete")
        rows = self.query("SELECT count(*), count(DISTINCT hash) FROM messages")[0]
        known = sum(1 for kind, _ in self.accepted.values() if kind != "other")
        test.assertEqual(rows, (known, known))
        test.assertEqual(self.query("SELECT count(*) FROM outbox")[0][0], incomplete)
        return len(self.accepted), incomplete, len(self.sink.taken) - incomplete
