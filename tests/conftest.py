"""What holds for all tests."""

import sys

from wlmini.kernel.evaluate import FRAMES

# A kernel raises the limit where it is lower; Hypothesis minds a change in the middle of a test.
sys.setrecursionlimit(max(sys.getrecursionlimit(), FRAMES))
