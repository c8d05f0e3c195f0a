"""How the supervisor script speaks, and how it fails."""
import sys


class Trouble(Exception):
    """What could not be done and why; `status` is what the script ends with."""

    def __init__(self, text, status=1):
        super().__init__(text)
        self.status = status


def say(text):
    print(f"supervise: {text}", file=sys.stderr, flush=True)
