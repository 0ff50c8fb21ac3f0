"""The symbols of the language that are written in Python, a module for each topic; `kernel.sources` finds them."""
