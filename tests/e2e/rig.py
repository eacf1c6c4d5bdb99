"""A private Postfix with intake-milter in front of one mailbox, for the end-to-end tests: made, started, asked, stopped."""
import email
import email.policy
import os
import pathlib
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAILBOX = "tietopyynnot@kela.example"
ARRIVAL_SECONDS = 60  # a loaded machine needs some; an idle one takes less than one
START_SECONDS = 60    # sanitizer builds start slowly


def free_port_pair():
    """A port whose successor is free too: Postfix listens on both."""
    for port in range(20000 + os.getpid() % 20000, 60000, 7):
        try:
            with socket.socket() as one, socket.socket() as two:
                one.bind(("127.0.0.1", port))
                two.bind(("127.0.0.1", port + 1))
                return port
        except OSError:
            continue
    raise RuntimeError("no free port pair")


class Rig:
    def __init__(self, build, postfix_extra="", settings="", reply_port=None, reply_settings="", files=None):
        self.build = pathlib.Path(build)
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="intake-e2e-", dir="/tmp"))
        self.port = free_port_pair()
        self.milter = None
        self.config = self.dir / "intake-milter.toml"
        self.config.write_text(f"""
[milter]
socket = "unix:{self.dir}/intake.sock"
socket_group = "postfix"
recipients = ["{MAILBOX}"]
[rules]
directory = "{ROOT}/rules"
accept_artificial_codes = true
[reply]
smtp_url = "smtp://127.0.0.1:{reply_port or self.port + 1}"
{"" if "hold_seconds" in reply_settings else "hold_seconds = 0"}
{reply_settings}
[ledger]
file = "{self.dir}/ledger.sqlite"
{settings}
""", encoding="utf-8")
        for name, text in (files or {}).items():  # beside the configuration, for its user only
            (self.dir / name).write_text(text, encoding="utf-8")
            (self.dir / name).chmod(0o600)
        tool = str(ROOT / "packaging/private-postfix")
        environment = dict(os.environ, POSTFIX_EXTRA=postfix_extra)
        subprocess.run([tool, "make", str(self.dir), str(self.port), f"unix:{self.dir}/intake.sock", MAILBOX],
                       check=True, env=environment)
        self.start_milter()
        subprocess.run([tool, "start", str(self.dir)], check=True)
        self.wait_until(self._answers, "Postfix answers")

    def _answers(self):
        try:
            smtplib.SMTP("127.0.0.1", self.port, timeout=5).quit()
            return True
        except OSError:
            return False

    def start_milter(self):
        self.log = open(self.dir / "intake-milter.log", "ab")
        self.milter = subprocess.Popen([str(self.build / "intake-milter"), "-f", "-c", str(self.config)],
                                       stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)
        socket_path = str(self.dir / "intake.sock")

        def listening():
            if self.milter.poll() is not None:
                raise AssertionError("intake-milter ended: " + (self.dir / "intake-milter.log").read_text(errors="replace"))
            try:
                with socket.socket(socket.AF_UNIX) as client:
                    client.connect(socket_path)
                return True
            except OSError:
                return False

        self.wait_until(listening, "intake-milter listens", START_SECONDS)

    def kill_milter(self):
        self.milter.kill()
        self.milter.wait()

    def stop(self):
        subprocess.run([str(ROOT / "packaging/private-postfix"), "stop", str(self.dir)], check=False)
        if self.milter and self.milter.poll() is None:
            self.milter.send_signal(signal.SIGTERM)
            try:
                self.milter.wait(30)
            except subprocess.TimeoutExpired:
                self.kill_milter()
        self.log.close()
        shutil.rmtree(self.dir, ignore_errors=True)

    @staticmethod
    def wait_until(condition, what, seconds=ARRIVAL_SECONDS):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"not within {seconds} s: {what}")
            time.sleep(0.1)

    def send(self, message, sender="maija.mallikas@example.test", recipients=(MAILBOX,)):
        with smtplib.SMTP("127.0.0.1", self.port, timeout=60) as smtp:
            return smtp.sendmail(sender, list(recipients), message, mail_options=["BODY=8BITMIME"])

    def raw(self, box):
        return [path.read_bytes() for path in sorted((self.dir / "mail" / box).glob("new/*"))]

    def messages(self, box):
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.raw(box)]

    def arrived(self, message_id, box="clerk"):
        """The message with this Message-ID, once it is delivered."""
        found = []

        def look():
            found[:] = [m for m in self.messages(box) if m["Message-ID"] == message_id]
            return found

        self.wait_until(look, f"{message_id} arrives in {box}")
        return found[0]

    def reply_to(self, message_id):
        found = []

        def look():
            found[:] = [m for m in self.messages("writers") if m["In-Reply-To"] == message_id]
            return found

        self.wait_until(look, f"a reply to {message_id} arrives")
        return found[0]


def tags(message):
    return {name: value for name, value in message.items() if name.lower().startswith("x-intake-")}
