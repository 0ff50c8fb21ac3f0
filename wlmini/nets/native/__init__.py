"""Compiled kernels for the net engine, where a compiler built them; without them NumPy does everything."""
