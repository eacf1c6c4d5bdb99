#!/usr/bin/env python3
"""Every hostile message, as it is and inside a base64 message/rfc822, through `intakectl check` and its jailed reader.

usage: hostile_set_test.py INTAKECTL SECONDS [pictures]

With `pictures` the messages are those of hostile_pictures.py, and OCR is on.

Each must be answered within SECONDS of CPU time, all processes together, without the reader ending (by memory, CPU or a
crash) or being late, and none may be called complete.
"""
import pathlib
import resource
import subprocess
import sys
import tempfile

import hostile_mail
import hostile_pictures

TIMEOUT = 60
FAULTS = ["the reader ended", "the reader was late", "the reader answered nonsense", "no reader was tried"]

CONFIGURATION = """
[milter]
recipients = ["tietopyynnot@kela.example"]
[rules]
directory = "{rules}"
accept_artificial_codes = true
"""

OCR = """
[ocr]
enabled = true
seconds = 5
"""


def used():
    """CPU seconds of all processes that have ended below this one."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def problems(program, config, message, most_seconds):
    before = used()
    result = subprocess.run([program, "check", "--config", config, "-"], input=message, capture_output=True, timeout=TIMEOUT)
    seconds = used() - before
    text = result.stdout.decode("utf-8", "replace")
    found = [fault for fault in FAULTS if fault in text]
    if result.returncode != 0 or not text.startswith("-: "):
        found.append(f"exit code {result.returncode}")
    if text.startswith("-: complete"):
        found.append("called complete")
    if seconds > most_seconds:
        found.append(f"{seconds:.1f} s")
    return found, seconds


def main():
    program, most_seconds = sys.argv[1], float(sys.argv[2])
    pictures = sys.argv[3:] == ["pictures"]
    messages = hostile_pictures.ALL if pictures else hostile_mail.ALL
    rules = pathlib.Path(__file__).resolve().parents[2] / "rules"
    failures, slowest = 0, (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder, "a.toml")
        config.write_text(CONFIGURATION.format(rules=rules) + (OCR if pictures else ""), encoding="utf-8")
        for name, make in messages.items():
            message = make()
            for form, raw in (("", message), (", inside base64", hostile_mail.inside_base64(message))):
                found, seconds = problems(program, config, raw, most_seconds)
                slowest = max(slowest, (seconds, name + form))
                if found:
                    failures += 1
                    print(f"{name}{form}: {', '.join(found)}", flush=True)
    print(f"{2 * len(messages)} messages, {failures} failures, slowest {slowest[0]:.2f} s ({slowest[1]})")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
