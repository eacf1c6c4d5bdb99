"""End to end through a real Postfix: asked, answered, complete, in three languages; and what must not complete a case.

follow_up_test.py BUILD_DIR
"""
import email
import email.policy
import re
import signal
import subprocess
import sys
import unittest

from rig import MAILBOX, Rig

BUILD = None

# What each writer sends first (without the phone number), and then, as the reply asks: by another mail, with the reference.
WRITERS = {
    "fi": ("Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Liisa Mallikas, henkilötunnus 010190-951B, kävin siellä "
           "vuonna 2016. Osoitteeni on Esimerkkikatu 1 A 2, 00100 Helsinki.",
           "Hei, tässä puuttuva tieto. Puhelinnumeroni on 040 123 4567. Viite {token}"),
    "sv": ("Hej, jag vill ha alla uppgifter om mig från Vastaamo. Jag heter Göran Karl Exempelsson, personbeteckning 010190-951B, jag gick "
           "där år 2016. Min adress är Exempelgatan 1 A 2, 00100 Helsingfors.",
           "Hej, här kommer uppgiften som saknades. Mitt telefonnummer är 040 123 4567. Referens {token}"),
    "en": ("Hello, I want all the data that Vastaamo has about me. My name is Sam Peter Tester, personal identity code 010190-951B, I was "
           "in therapy there in 2016. My address is Esimerkkikatu 1 A 2, 00100 Helsinki.",
           "Hello, here is what was missing. My phone number is 040 123 4567. Reference {token}"),
}


def mail(message_id, body, sender, subject="x", extra=""):
    return (f"From: <{sender}>\r\nTo: {MAILBOX}\r\nMessage-ID: <{message_id}@example.test>\r\nSubject: {subject}\r\n"
            f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n{extra}\r\n{body}\r\n").encode()


class FollowUps(unittest.TestCase):
    settings = ""

    @classmethod
    def setUpClass(cls):
        cls.rig = Rig(BUILD, settings=cls.settings)

    @classmethod
    def tearDownClass(cls):
        cls.rig.stop()

    def send(self, message_id, body, sender, **more):
        self.rig.send(mail(message_id, body, sender, **more), sender=sender)
        return self.rig.arrived(f"<{message_id}@example.test>")

    def asked(self, name, language="fi"):
        first = self.send(f"{name}-1", WRITERS[language][0], f"{name}@example.test")
        self.assertEqual((first["X-Intake-Status"], first["X-Intake-Ask"], first["X-Intake-Reply"]), ("incomplete", "phone", "queued"))
        return first, self.rig.reply_to(f"<{name}-1@example.test>")

    def replies_to(self, sender):
        return [m for m in self.rig.messages("writers") if m["To"] == sender]

    def test_asked_answered_complete(self):
        for language, (_, second) in WRITERS.items():
            first, reply = self.asked(language, language)
            self.assertEqual(reply["Content-Language"], language)
            token = re.search(r"\[(.*)\]", reply["Subject"])[1]
            got = self.send(f"{language}-2", second.format(token=token), f"{language}@example.test")
            self.assertEqual(got["X-Intake-Status"], "complete", language)
            self.assertEqual(got["X-Intake-Route"], "helsinki")
            self.assertEqual(got["X-Intake-Language"], language)
            self.assertEqual(got["X-Intake-Case"], first["X-Intake-Case"])
            self.assertEqual(got["X-Intake-Received"], first["X-Intake-Received"])
            self.assertEqual(len(self.replies_to(f"{language}@example.test")), 1)

    def test_by_answering_the_reply(self):
        first, reply = self.asked("answers")
        got = self.send("answers-2", "Puhelin: 040 123 4567", "answers@example.test", subject="VS: " + reply["Subject"],
                        extra=f"In-Reply-To: {reply['Message-ID']}\r\nReferences: <answers-1@example.test>\r\n {reply['Message-ID']}\r\n")
        self.assertEqual((got["X-Intake-Status"], got["X-Intake-Case"]), ("complete", first["X-Intake-Case"]))

    def test_from_another_address(self):
        first, reply = self.asked("first")
        got = self.send("second-1", WRITERS["fi"][1].format(token=first["X-Intake-Case"]), "second@example.test",
                        extra=f"In-Reply-To: {reply['Message-ID']}\r\n")
        self.assertEqual((got["X-Intake-Status"], got["X-Intake-Review"]), ("review", "possible_follow_up"))
        self.assertNotEqual(got["X-Intake-Case"], first["X-Intake-Case"])
        self.assertEqual(got["X-Intake-Related"], first["X-Intake-Case"])
        self.assertEqual(self.replies_to("second@example.test"), [])

    def test_out_of_office(self):
        first, reply = self.asked("away")
        got = self.send("away-2", "Olen lomalla 30.11. asti. Puhelin: 040 123 4567", "away@example.test",
                        subject="Automaattinen vastaus: " + reply["Subject"],
                        extra=f"Auto-Submitted: auto-replied\r\nIn-Reply-To: {reply['Message-ID']}\r\n")
        self.assertNotEqual(got["X-Intake-Status"], "complete")
        got = self.send("away-3", WRITERS["fi"][1].format(token=first["X-Intake-Case"]), "away@example.test")
        self.assertEqual(got["X-Intake-Status"], "complete", "the case is as it was before the notice")
        self.assertEqual(len(self.replies_to("away@example.test")), 1)

    def test_the_same_request_again(self):
        first, _ = self.asked("again")
        got = self.send("again-2", WRITERS["fi"][0], "again@example.test")
        self.assertEqual((got["X-Intake-Case"], got["X-Intake-Duplicate"], got["X-Intake-Reply"]),
                         (first["X-Intake-Case"], "yes", "none; duplicate"))
        self.assertEqual(len(self.replies_to("again@example.test")), 1)

    def test_another_identity_code(self):
        first, _ = self.asked("other")
        got = self.send("other-2", f"Viite {first['X-Intake-Case']}. Henkilötunnus 010190-952C, puhelin 040 123 4567", "other@example.test")
        self.assertEqual((got["X-Intake-Status"], got["X-Intake-Review"]), ("review", "contradiction"))

    def test_the_third_question_is_a_persons(self):
        sender = "third@example.test"
        first = self.send("third-1", "Hei, haluan kaikki minua koskevat tiedot Vastaamosta. Nimeni on Maija Mallikas.", sender)
        reference = f"Viite {first['X-Intake-Case']}. "
        second = self.send("third-2", reference + "Puhelin: 040 123 4567", sender)
        self.assertEqual((second["X-Intake-Status"], second["X-Intake-Reply"]), ("incomplete", "queued"))
        third = self.send("third-3", reference + "Kävin siellä vuonna 2016.", sender)
        self.assertEqual((third["X-Intake-Status"], third["X-Intake-Review"], third["X-Intake-Reply"]),
                         ("review", "asked_too_often", "none; asked_too_often"))
        self.rig.reply_to("<third-2@example.test>")
        self.assertEqual(len(self.replies_to(sender)), 2)


class Intakectl(unittest.TestCase):
    """What an administrator does beside the running daemon."""

    @classmethod
    def setUpClass(cls):
        cls.rig = Rig(BUILD, reply_settings="hold_seconds = 600")

    @classmethod
    def tearDownClass(cls):
        cls.rig.stop()

    def control(self, *words, code=0):
        group, command, *rest = words
        done = subprocess.run([f"{BUILD}/intakectl", group, command, "-c", self.rig.config, *rest], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, code, (words, done.stdout, done.stderr))
        self.assertNotIn("@", done.stdout)
        return done.stdout

    def asked(self, name):
        self.rig.send(mail(name, WRITERS["fi"][0], f"{name}@example.test"), sender=f"{name}@example.test")
        return self.rig.arrived(f"<{name}@example.test>")["X-Intake-Case"]

    def test_outbox(self):
        token = self.asked("held")
        [line] = [one for one in self.control("outbox", "list").splitlines() if token in one]
        self.assertIn("  question  pending  attempts 0  queued ", line)
        number = line.split()[0]
        self.control("outbox", "hold", number)
        self.assertIn("  held  ", next(one for one in self.control("outbox", "list").splitlines() if token in one))
        self.assertEqual(self.control("outbox", "run"), "0 sent, 0 to be tried again, 0 failed\n")
        self.control("outbox", "retry", number)
        # The daemon may be quicker than we are.
        subprocess.run([f"{BUILD}/intakectl", "outbox", "run", "-c", self.rig.config], capture_output=True, check=False)
        self.rig.reply_to("<held@example.test>")
        self.rig.wait_until(lambda: token not in self.control("outbox", "list"), "it is settled")
        self.assertIn(" sent ", self.control("outbox", "list", "--all"))
        self.control("outbox", "retry", "9999", code=1)
        self.control("outbox", "hold", code=2)

    def test_cases(self):
        one, other = self.asked("one"), self.asked("other")
        self.assertIn(f"{one}  asked  ", self.control("cases", "list"))
        self.assertNotIn(one, self.control("cases", "list", "--address", "other@example.test"))
        shown = self.control("cases", "show", one.lower())
        self.assertIn("given name,personal_identity_code,requested_information,service_provider,treatment_year,address", shown)
        self.assertIn("status incomplete  ask phone", shown)
        self.control("cases", "close", one)
        self.assertNotIn(one, self.control("cases", "list"))
        self.assertIn(f"{one}  closed", self.control("cases", "list", "--all"))
        self.assertEqual(self.control("cases", "erase", "--address", "Other+tag@EXAMPLE.test"), "1 case erased\n")
        self.control("cases", "show", other, code=1)
        self.control("cases", "erase", other, code=1)
        self.control("cases", "erase", one)

    def test_keyring(self):
        first = self.asked("keys")
        self.assertEqual(len(self.control("keyring", "list").splitlines()), 1)
        self.control("keyring", "rotate")
        self.assertEqual(len(self.control("keyring", "list").splitlines()), 2)
        self.rig.milter.send_signal(signal.SIGHUP)
        log = self.rig.dir / "intake-milter.log"
        self.rig.wait_until(lambda: "reloaded" in log.read_text(errors="replace"), "the daemon reloads")
        self.rig.send(mail("keys-2", f"Viite {first}. Puhelin: 040 123 4567", "keys@example.test"), sender="keys@example.test")
        got = self.rig.arrived("<keys-2@example.test>")
        self.assertEqual((got["X-Intake-Status"], got["X-Intake-Case"]), ("complete", first))


class Receipts(unittest.TestCase):
    def test_a_new_request_that_needs_no_question_gets_one(self):
        rig = Rig(BUILD, reply_settings="acknowledge = true")
        try:
            for language, (text, _) in WRITERS.items():
                sender = f"{language}@example.test"
                rig.send(mail(language, text + " Tel. 040 123 4567", sender), sender=sender)
                got = rig.arrived(f"<{language}@example.test>")
                self.assertEqual((got["X-Intake-Status"], got["X-Intake-Reply"]), ("complete", "queued; receipt"))
                reply = rig.reply_to(f"<{language}@example.test>")
                self.assertEqual((reply["Content-Language"], reply["Auto-Submitted"]), (language, "auto-replied"))
                self.assertIn(got["X-Intake-Case"], reply.get_content())
        finally:
            rig.stop()


if __name__ == "__main__":
    BUILD = sys.argv.pop(1)
    unittest.main()
