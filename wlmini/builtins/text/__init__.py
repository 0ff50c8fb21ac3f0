"""Texts: words and sentences, alignments, names of numbers and characters, reading of values."""
