// tierline: what people type. Each command stands in a file of its own; this one only starts them.

import ArgumentParser
import Glibc

// A reader that leaves is told apart from other errors where the writing is done, in Output.
signal(SIGPIPE, SIG_IGN)
await start()

/// In an asynchronous function, `main` is the asynchronous one of its two forms.
func start() async { await Tierline.main() }
