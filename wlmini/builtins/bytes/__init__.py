"""Bytes: ByteArray, encodings of text, hashes, compression, serialized expressions, web addresses."""
