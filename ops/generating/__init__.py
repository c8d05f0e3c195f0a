"""Writes Swift from the .proto files of Sources/Platform/Wire/Protos; `ops/generate-wire` starts it (decision 0031)."""
