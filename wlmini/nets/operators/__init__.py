"""Operators: nets that are made from other nets."""
