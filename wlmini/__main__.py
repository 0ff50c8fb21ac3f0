"""`python -m wlmini` is the command `wlmini`."""

import sys

from wlmini.frontends.command import main

sys.exit(main())
