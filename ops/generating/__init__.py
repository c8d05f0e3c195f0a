"""Writes Swift from the .proto files of Sources/Runtime/Wire/Protos; `ops/generate-wire` starts it (decision 0031)."""
