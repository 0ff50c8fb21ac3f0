"""What holds for all tests."""

import os
import sys

from hypothesis import settings

from wlmini.kernel.evaluate import FRAMES

# A kernel raises the limit where it is lower; Hypothesis minds a change in the middle of a test.
sys.setrecursionlimit(max(sys.getrecursionlimit(), FRAMES))

# A build is to be the same twice; new examples are looked for wherever a person runs the tests.
settings.register_profile("build", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("build")
