"""An SMTP server for tests that takes replies, counts them by Message-ID, and can misbehave in the ways real ones do."""
import re
import socket
import socketserver
import threading
import time

MODES = ("ok", "temporary", "permanent", "hang", "drop", "slow")


class Sink:
    """mode: ok; temporary: 451 to RCPT; permanent: 550 to RCPT; hang: silent after DATA's dot; drop: takes the mail and
    closes the line without an answer; slow: answers the dot after 50 ms. down() and up() stop and start listening."""

    def __init__(self, mode="ok"):
        self.mode = mode
        self.lock = threading.Lock()
        self.taken = []      # (Message-ID, In-Reply-To, recipient) for each mail whose every byte arrived
        self.refused = 0
        self.port = None
        self.up()

    def up(self):
        sink = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                try:
                    sink.talk(self.rfile, self.wfile)
                except OSError:
                    pass

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            block_on_close = False
            request_queue_size = 50

        self.server = Server(("127.0.0.1", self.port or 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def down(self):
        self.server.shutdown()
        self.server.server_close()

    def talk(self, rfile, wfile):
        def say(text):
            wfile.write(text.encode() + b"\r\n")
            wfile.flush()

        say("220 sink.test ESMTP")
        recipient = None
        while line := rfile.readline():
            verb = line[:4].upper()
            if verb in (b"EHLO", b"HELO"):
                say("250 sink.test")
            elif verb == b"MAIL":
                say("250 ok")
            elif verb == b"RCPT":
                recipient = re.search(rb"<([^>]*)>", line)[1].decode()
                if self.mode in ("temporary", "permanent"):
                    with self.lock:
                        self.refused += 1
                    say("451 4.3.0 later" if self.mode == "temporary" else "550 5.1.1 nobody")
                else:
                    say("250 ok")
            elif verb == b"DATA":
                say("354 go on")
                if not self.take(rfile, recipient, say):
                    return
            elif verb == b"QUIT":
                say("221 bye")
                return
            else:
                say("250 ok")

    def take(self, rfile, recipient, say):
        data = b""
        while not data.endswith(b"\r\n.\r\n"):
            line = rfile.readline()
            if not line:
                return False
            data += line
        field = lambda name: (re.search(rb"(?mi)^" + name + rb": (<[^>]*>)", data) or [b"", b""])[1].decode()
        mode = self.mode
        if mode != "hang":
            with self.lock:
                self.taken.append((field(b"Message-ID"), field(b"In-Reply-To"), recipient))
        if mode == "hang":
            time.sleep(60)
            return False
        if mode == "drop":
            return False
        if mode == "slow":
            time.sleep(0.05)
        say("250 2.0.0 taken")
        return True

    def message_ids_by_answered(self):
        """Which distinct replies arrived for each message that was answered."""
        with self.lock:
            answered = {}
            for message_id, in_reply_to, _ in self.taken:
                answered.setdefault(in_reply_to, set()).add(message_id)
            return answered
