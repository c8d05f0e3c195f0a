"""What ops/kill-campaign and ops/faults share: a centre in a temporary folder, and an oracle outside it."""
