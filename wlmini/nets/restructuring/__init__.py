"""Nets made from parts of nets: taken, dropped, joined, flattened, renamed, replaced."""
