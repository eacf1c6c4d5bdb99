"""Messages a second through the milter socket with the ledger's commit on: SQLite, PostgreSQL, and without a ledger, in turn
in one run, several rounds; with p50, p95 and p99. Absolute rates differ from machine to machine: compare within one run.

ledger_bench.py BUILD_DIR [ROUNDS [MESSAGES_A_CONNECTION]]
"""
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))
from world import ROOT, World

CONNECTIONS = (1, 4, 16)


MAILS = {"incomplete": "Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Mallikas.",
         "other": "Hei, miten tietopyyntö tehdään, jos on ollut Vastaamossa? Kysyy Maija Mallikas."}


def mail_file(folder, kind):
    path = folder / f"{kind}.eml"
    path.write_text("From: <b@example.test>\nTo: <tietopyynnot@kela.example>\nMessage-ID: <b@example.test>\nSubject: x\nMIME-Version: 1.0\n"
                    f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{MAILS[kind]}\n", encoding="utf-8")
    return str(path)


def measure(build, world, connections, messages, file):
    out = subprocess.run([f"{build}/milter_load", f"unix:{world.socket}", str(connections), str(messages), file],
                         capture_output=True, text=True, check=False, env=dict(os.environ, INTAKE_LOAD_FRESH="1")).stdout
    found = re.search(r"failed=(\d+) rate=(\d+)/s p50=([\d.]+) p95=([\d.]+) p99=([\d.]+)", out)
    assert found and found[1] == "0", out
    return [float(found[i]) for i in range(2, 6)]


def main():
    build = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    messages = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="ibench-", dir="/tmp"))
    database = pathlib.Path(tempfile.mkdtemp(prefix="ipg-", dir="/tmp"))
    subprocess.run([ROOT / "packaging/private-postgresql", "start", database], check=True)
    # A message that is no request is judged and tagged the same way, but nothing is recorded of it.
    setups = {"no record": ("", "other"), "SQLite": ("", "incomplete"),
              "PostgreSQL": (f'postgresql = "host={database} dbname=postgres user=intake"', "incomplete")}
    results = {}
    try:
        for turn in range(rounds):
            for name, (settings, kind) in setups.items():
                for connections in CONNECTIONS:
                    world = World(build, settings=settings, limits="hold_seconds = 600\nper_sender_per_day = 1000")
                    try:
                        if "PostgreSQL" == name:
                            subprocess.run(["psql", "-q", f"host={database} dbname=postgres user=intake", "-c",
                                            "DROP SCHEMA public CASCADE; CREATE SCHEMA public"], check=True, capture_output=True)
                        world.start()
                        world.wait_until_it_listens()
                        result = measure(build, world, connections, messages, mail_file(scratch, kind))
                        results.setdefault((name, connections), []).append(result)
                    finally:
                        world.close()
    finally:
        subprocess.run([ROOT / "packaging/private-postgresql", "stop", database], check=False)
        shutil.rmtree(database, ignore_errors=True)
        shutil.rmtree(scratch, ignore_errors=True)
    print(f"{'ledger':12} {'connections':>11} {'msg/s':>7} {'p50 ms':>7} {'p95 ms':>7} {'p99 ms':>7}   (medians of {rounds} rounds)")
    for (name, connections), values in results.items():
        rate, p50, p95, p99 = (statistics.median(column) for column in zip(*values))
        print(f"{name:12} {connections:11} {rate:7.0f} {p50:7.2f} {p95:7.2f} {p99:7.2f}")


if __name__ == "__main__":
    main()
