"""The symbols of the language written in Python, a module for each topic; `kernel.sources` finds them."""
