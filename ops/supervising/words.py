"""How the supervisor script speaks, and how it fails."""
from __future__ import annotations

import sys


class Trouble(Exception):
    """What could not be done and why; `status` is what the script ends with."""

    def __init__(self, text: str, status: int = 1) -> None:
        super().__init__(text)
        self.status = status


def say(text: object) -> None:
    print(f"supervise: {text}", file=sys.stderr, flush=True)
