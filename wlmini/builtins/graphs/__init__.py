"""Graphs: vertices and edges as one value, what is asked of them, and their algorithms."""
