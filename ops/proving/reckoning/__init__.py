"""A reckoning of every figure from what was sent, that knows nothing of the programs that it judges."""
