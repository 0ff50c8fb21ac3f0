"""Sound: samples as a value, read from and written to files, cut, joined and measured."""
