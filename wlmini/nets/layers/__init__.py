"""The layers, a few to a file; each is one declaration."""
