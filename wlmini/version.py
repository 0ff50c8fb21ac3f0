"""The version of wlmini, read by the packaging too."""

__version__ = "0.1.0"
