"""The MTA's side of the milter protocol (version 6), as far as the tests of faults need it. One session a Session."""
import socket
import struct


class Lost(Exception):
    """The filter went away, or said to try later: the sender keeps the mail."""


CHUNK = 65535  # bytes: the most that the protocol carries at once
NO = {"C": 0x1, "H": 0x2, "M": 0x4, "R": 0x8, "B": 0x10, "L": 0x20, "N": 0x40, "T": 0x200}
NO_REPLY = {"C": 0x1000, "H": 0x2000, "M": 0x4000, "R": 0x8000, "T": 0x10000, "N": 0x40000, "B": 0x80000, "L": 0x80}


class Session:
    def __init__(self, path, seconds=60):
        try:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(seconds)
            self.socket.connect(path)
            self._put("O", struct.pack("!III", 6, 0x1FF, 0x1FFFFF))
            _, data = self._get()
            self.steps = struct.unpack("!III", data[:12])[2]
            self._step("C", b"client.example.test\x004" + struct.pack("!H", 25) + b"192.0.2.1\x00")
            self._step("H", b"client.example.test\x00")
        except (OSError, Lost) as error:
            self.socket.close()
            raise Lost from error

    def close(self):
        self.socket.close()

    def send(self, sender, recipient, fields, body):
        """The header fields that the filter added; raises Lost where the mail was not accepted."""
        try:
            self._step("M", b"<" + sender.encode() + b">\x00")
            self._step("R", b"<" + recipient.encode() + b">\x00")
            self._step("T", b"")
            for name, value in fields:
                self._step("L", name.encode() + b"\x00" + value.encode() + b"\x00")
            self._step("N", b"")
            for start in range(0, len(body), CHUNK):
                self._step("B", body[start:start + CHUNK])
            self._put("E", b"")
            added = []
            while True:
                code, data = self._get()
                if code == "h":
                    name, value = data.split(b"\x00")[:2]
                    added.append((name.decode(), value.decode().strip()))
                elif code in "ac":
                    return dict(added)
                elif code in "tryd":
                    raise Lost
        except OSError as error:
            raise Lost from error

    def _step(self, command, data):
        if self.steps & NO.get(command, 0):
            return
        self._put(command, data)
        if not self.steps & NO_REPLY.get(command, 0):
            code, _ = self._get()
            if code != "c":
                raise Lost

    def _put(self, command, data):
        self.socket.sendall(struct.pack("!I", len(data) + 1) + command.encode() + data)

    def _get(self):
        size = struct.unpack("!I", self._exactly(4))[0]
        packet = self._exactly(size)
        return chr(packet[0]), packet[1:]

    def _exactly(self, size):
        data = b""
        while len(data) < size:
            part = self.socket.recv(size - len(data))
            if not part:
                raise Lost
            data += part
        return data
