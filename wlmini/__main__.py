"""`python -m wlmini` is the command `wlmini`."""

from wlmini.frontends.command import process

process()
