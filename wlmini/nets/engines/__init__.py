"""Engines: each walks a graph of ops once and can then run it."""
