"""Small real data sets as NumPy arrays; they know nothing of the language."""
