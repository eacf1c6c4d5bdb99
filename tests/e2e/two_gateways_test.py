"""Two intake-milter processes on one PostgreSQL serve one Postfix; one of them is killed. Every mail is tagged, every
incomplete one is answered once, a mail that both see is one mail, and a case goes on at the other gateway.

two_gateways_test.py BUILD_DIR
"""
import pathlib
import shutil
import smtplib
import subprocess
import sys
import tempfile
import threading
import unittest

from rig import MAILBOX, ROOT, Rig

BUILD = None
MAILS = 40

FIRST = "Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Liisa Mallikas, henkilötunnus 010190-951B, kävin siellä vuonna 2016. Osoitteeni on Esimerkkikatu 1 A 2, 00100 Helsinki."


def mail(name, body):
    return (f"From: <{name}@example.test>\r\nTo: {MAILBOX}\r\nMessage-ID: <{name}@example.test>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n").encode()


class TwoGateways(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.database = pathlib.Path(tempfile.mkdtemp(prefix="ipg-", dir="/tmp"))
        subprocess.run([ROOT / "packaging/private-postgresql", "start", cls.database], check=True)
        cls.rig = Rig(BUILD, settings=f'postgresql = "host={cls.database} dbname=postgres user=intake"',
                      reply_settings="smtp_timeout_seconds = 5\nretry_first_seconds = 1\nper_sender_per_day = 1000")
        cls.second_socket = f"{cls.rig.dir}/second.sock"
        with open(cls.rig.dir / "etc/master.cf", "a", encoding="ascii") as master:
            master.write(f"127.0.0.1:{cls.rig.port + 2} inet n - n - - smtpd -o smtpd_milters=unix:{cls.second_socket}\n")
        subprocess.run(["postfix", "-c", cls.rig.dir / "etc", "reload"], check=True, capture_output=True)
        cls.start_second()

    @classmethod
    def tearDownClass(cls):
        cls.second.terminate()
        cls.second.wait(30)
        cls.rig.stop()
        subprocess.run([ROOT / "packaging/private-postgresql", "stop", cls.database], check=False)
        shutil.rmtree(cls.database, ignore_errors=True)

    @classmethod
    def start_second(cls):
        with open(cls.rig.dir / "second.log", "ab") as log:
            cls.second = subprocess.Popen([f"{BUILD}/intake-milter", "-f", "-c", cls.rig.config, "-p", f"unix:{cls.second_socket}"],
                                          stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        cls.rig.wait_until(pathlib.Path(cls.second_socket).exists, "the second gateway listens")

    def send(self, gateway, name, body, sender=None):
        """Whether it was accepted."""
        try:
            with smtplib.SMTP("127.0.0.1", self.rig.port + 2 * gateway, timeout=60) as smtp:
                smtp.sendmail(sender or f"{name}@example.test", [MAILBOX], mail(name, body), mail_options=["BODY=8BITMIME"])
            return True
        except (smtplib.SMTPException, OSError):
            return False

    def insist(self, gateway, name, body, sender=None):
        """As a sending MTA does: at the other gateway where this one does not take it."""
        while not self.send(gateway, name, body, sender):
            gateway = 1 - gateway

    def replies(self, name):
        return {m["Message-ID"] for m in self.rig.messages("writers") if m["In-Reply-To"] == f"<{name}@example.test>"}

    def test_1_a_case_goes_on_at_the_other_gateway(self):
        self.insist(0, "moves", FIRST)
        first = self.rig.arrived("<moves@example.test>")
        self.insist(1, "moves-2", f"Viite {first['X-Intake-Case']}. Puhelin: 040 123 4567", "moves@example.test")
        got = self.rig.arrived("<moves-2@example.test>")
        self.assertEqual((got["X-Intake-Status"], got["X-Intake-Case"]), ("complete", first["X-Intake-Case"]))

    def test_2_one_mail_at_both_gateways_is_one_mail(self):
        for number in range(6):
            threads = [threading.Thread(target=self.insist, args=(gateway, f"both{number}", FIRST)) for gateway in (0, 1)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        for number in range(6):
            self.rig.reply_to(f"<both{number}@example.test>")
            cases = {m["X-Intake-Case"] for m in self.rig.messages("clerk") if m["Message-ID"] == f"<both{number}@example.test>"}
            self.assertEqual(len(cases), 1)
            self.assertEqual(len(self.replies(f"both{number}")), 1)

    def test_3_one_of_them_is_killed(self):
        def run(start):
            for number in range(start, MAILS, 4):
                self.insist(number % 2, f"load{number}", FIRST)

        threads = [threading.Thread(target=run, args=(start,)) for start in range(4)]
        for thread in threads:
            thread.start()
        self.rig.wait_until(lambda: len(self.rig.raw("clerk")) > 20, "some mails arrive")
        self.second.kill()
        self.second.wait()
        for thread in threads:
            thread.join()
        for number in range(MAILS):
            got = self.rig.arrived(f"<load{number}@example.test>")
            self.assertEqual((got["X-Intake-Status"], got["X-Intake-Reply"]), ("incomplete", "queued"))
            self.rig.reply_to(f"<load{number}@example.test>")
        for number in range(MAILS):
            self.assertEqual(len(self.replies(f"load{number}")), 1, number)
        pathlib.Path(self.second_socket).unlink(missing_ok=True)
        self.start_second()

    def test_4_the_database_is_away_for_a_while(self):
        tool = ROOT / "packaging/private-postgresql"
        subprocess.run([tool, "stop", self.database], check=True)
        self.assertFalse(self.send(0, "away", FIRST))
        self.assertFalse(self.send(1, "away", FIRST))
        subprocess.run([tool, "start", self.database], check=True)
        self.insist(0, "away", FIRST)
        self.assertEqual(self.rig.arrived("<away@example.test>")["X-Intake-Status"], "incomplete")
        self.rig.reply_to("<away@example.test>")
        self.assertEqual(len(self.replies("away")), 1)


if __name__ == "__main__":
    BUILD = sys.argv.pop(1)
    unittest.main()
