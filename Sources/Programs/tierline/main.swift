// tierline: what people type. Each command stands in a file of its own; this one only starts them.

import ArgumentParser

await start()

/// In an asynchronous function, `main` is the asynchronous one of its two forms.
func start() async { await Tierline.main() }
