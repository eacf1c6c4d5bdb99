"""End to end through a real Postfix: requests arrive tagged, incomplete ones are answered, nothing is lost.

main_job_test.py BUILD_DIR
"""
import smtplib
import sys
import unittest

from rig import MAILBOX, ROOT, Rig, tags

BUILD = None


def demo(name):
    return (ROOT / "packaging/demo" / f"{name}.eml").read_bytes()


def message(message_id, body, extra=b""):
    return (b"From: Maija Mallikas <maija.mallikas@example.test>\r\nTo: " + MAILBOX.encode() +
            b"\r\nMessage-ID: " + message_id.encode() + b"\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n" + extra + b"\r\n" + body)


INCOMPLETE = "Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Mallikas.\r\n".encode()


class MainJob(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rig = Rig(BUILD)

    @classmethod
    def tearDownClass(cls):
        cls.rig.stop()

    def test_complete_requests_in_three_languages(self):
        for language in ("fi", "sv", "en"):
            self.rig.send(demo(f"{language}-complete"))
            got = self.rig.arrived(f"<demo-{language}-complete@example.test>")
            self.assertEqual(got["X-Intake-Status"], "complete")
            self.assertEqual(got["X-Intake-Route"], "helsinki")
            self.assertEqual(got["X-Intake-Language"], language)
            self.assertIsNone(got["X-Intake-Ask"])
            self.assertTrue(got["X-Intake-Reply"].startswith("none;"), got["X-Intake-Reply"])

    def test_incomplete_requests_are_asked_for_what_is_missing(self):
        missing = {"fi": "treatment_year,phone,address", "sv": "treatment_year,phone", "en": "service_provider,treatment_year,address"}
        sender = {"fi": "kalle.kokeilija@example.test", "sv": "goran.prov@example.test", "en": "sam.tester@example.test"}
        for language, ask in missing.items():
            self.rig.send(demo(f"{language}-incomplete"), sender=sender[language])
            message_id = f"<demo-{language}-incomplete@example.test>"
            got = self.rig.arrived(message_id)
            self.assertEqual(got["X-Intake-Status"], "incomplete")
            self.assertEqual(got["X-Intake-Ask"].replace(" ", ""), ask)
            self.assertEqual(got["X-Intake-Reply"], "queued")
            reply = self.rig.reply_to(message_id)
            self.assertEqual(reply["To"], sender[language])
            self.assertEqual(reply["Return-Path"], "<>")
            self.assertEqual(reply["Auto-Submitted"], "auto-replied")
            self.assertEqual(reply["Content-Language"], language)
            self.assertIn(got["X-Intake-Case"], reply["Subject"])
            text = reply.get_content().lower()
            for word in ("vastaamo", "potila", "terapia", "hoito", "patient", "therapy", "treatment", "vård", "http", "kokeilija"):
                self.assertNotIn(word, text)

    def test_mail_for_others_is_untouched(self):
        sent = message("<other-1@example.test>", INCOMPLETE, b"X-Intake-Status: complete\r\n")
        self.rig.send(sent, recipients=["somebody@else.example"])
        got = self.rig.arrived("<other-1@example.test>", box="writers")
        self.assertEqual(tags(got), {"X-Intake-Status": "complete"})

    def test_two_recipients_one_of_them_ours(self):
        self.rig.send(message("<two-1@example.test>", INCOMPLETE), recipients=["somebody@else.example", MAILBOX])
        self.assertEqual(self.rig.arrived("<two-1@example.test>")["X-Intake-Status"], "incomplete")
        self.rig.arrived("<two-1@example.test>", box="writers")

    def test_forged_tags_are_gone(self):
        forged = (b"X-Intake-Status: complete\r\nx-intake-status: complete\r\nX-INTAKE-STATUS:complete\r\n"
                  b"X-Intake-Status:\r\n complete\r\nX-iNtAkE-sTaTuS : complete\r\nX-Intake-Route: helsinki\r\nX-Intake-Anything: 1\r\n")
        # One of them is the very first field: Postfix has been seen to ignore changes there.
        self.rig.send(b"X-Intake-Status: complete\r\n" + message("<forged-1@example.test>", INCOMPLETE, forged))
        got = self.rig.arrived("<forged-1@example.test>")
        self.assertEqual(got.get_all("X-Intake-Status"), ["incomplete"])
        self.assertIsNone(got["X-Intake-Route"])
        self.assertIsNone(got["X-Intake-Anything"])
        raw = next(r for r in self.rig.raw("clerk") if b"<forged-1@" in r).lower()
        self.assertEqual(raw.split(b"\n\n")[0].count(b"x-intake-status"), 1)


class FilterDies(unittest.TestCase):
    """The filter is killed while a message is being sent: what Postfix is configured to do happens, nothing is lost."""

    def send_and_kill(self, rig, message_id):
        smtp = smtplib.SMTP("127.0.0.1", rig.port, timeout=60)
        smtp.ehlo()
        smtp.mail("maija.mallikas@example.test")
        smtp.rcpt(MAILBOX)
        code, _ = smtp.docmd("DATA")
        self.assertEqual(code, 354)
        rig.kill_milter()
        smtp.send(message(message_id, INCOMPLETE) + b".\r\n")
        code, _ = smtp.getreply()
        smtp.close()
        return code

    def test_tempfail_keeps_the_mail_at_its_sender(self):
        rig = Rig(BUILD)
        try:
            self.assertEqual(self.send_and_kill(rig, "<dies-1@example.test>"), 451)
            rig.start_milter()
            rig.send(message("<dies-1@example.test>", INCOMPLETE))
            self.assertEqual(rig.arrived("<dies-1@example.test>")["X-Intake-Status"], "incomplete")
            rig.reply_to("<dies-1@example.test>")
        finally:
            rig.stop()

    def test_accept_passes_the_mail(self):
        rig = Rig(BUILD, postfix_extra="milter_default_action = accept")
        try:
            self.assertEqual(self.send_and_kill(rig, "<dies-2@example.test>"), 250)
            rig.arrived("<dies-2@example.test>")
        finally:
            rig.stop()


if __name__ == "__main__":
    BUILD = sys.argv.pop(1)
    unittest.main()
