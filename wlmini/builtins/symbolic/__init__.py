"""Symbolic algebra and calculus: our own ground work, and SymPy behind one bridge."""
