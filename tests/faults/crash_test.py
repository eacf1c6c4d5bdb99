"""The daemon is killed with SIGKILL at random moments under load, and started again: no accepted mail is untagged, none is
lost, every incomplete one is answered exactly once, the database is intact.

crash_test.py BUILD_DIR [RUNS]
"""
import random
import sys
import time
import unittest

from world import World

BUILD = None
RUNS = 12
MOST_SECONDS_OF_LIFE = 0.6


class Crash(unittest.TestCase):
    def test_sigkill_at_random_moments(self):
        seed = int(time.time())
        random.seed(seed)
        world = World(BUILD, sink_mode="slow")
        try:
            world.start()
            world.wait_until_it_listens()
            world.start_senders(4, pause=0.05)
            for run in range(RUNS):
                time.sleep(random.random() * MOST_SECONDS_OF_LIFE)
                world.kill()
                world.start()
                # Some die while they start.
                if random.random() < 0.9:
                    world.wait_until_it_listens()
            world.wait_until_it_listens()
            world.stop_senders()
            # Who was cut off in the middle is finished with; nobody is given up.
            world.wait_until_outbox_is_empty()
            self.assertEqual(world.stop_daemon(), 0)
            mails, incomplete, repeats = world.check(self)
            print(f"\nseed {seed}: {RUNS} kills, {mails} mails accepted, {incomplete} incomplete, each answered once; "
                  f"{repeats} replies arrived again under the same Message-ID", flush=True)
            self.assertGreater(incomplete, RUNS)
        finally:
            world.close()


if __name__ == "__main__":
    BUILD = sys.argv.pop(1)
    if len(sys.argv) > 1 and sys.argv[1].isdigit():
        RUNS = int(sys.argv.pop(1))
    unittest.main()
