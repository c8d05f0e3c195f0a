"""How the commands of this folder are called."""
import argparse
import sys
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """Shows the command's own description as its help, and ends wrong usage with 64."""

    def __init__(self, prog: str, description: str | None) -> None:
        super().__init__(prog=prog, description=description, formatter_class=argparse.RawDescriptionHelpFormatter)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(64, f"{self.prog}: error: {message}\n")
