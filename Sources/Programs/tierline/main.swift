// tierline: what people type; every command is in the CLI room.

import ArgumentParser
import CLI
import Glibc

// A reader that leaves is told apart from other errors where the writing is done, in Output.
signal(SIGPIPE, SIG_IGN)
await start()

/// In an asynchronous function, `main` is the asynchronous one of its two forms.
func start() async { await Tierline.main() }
