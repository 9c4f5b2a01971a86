"""``python -m dangvu.proofreading FILE …``: proofreading without a database or settings."""

import sys

from dangvu.proofreading.cli import main

sys.exit(main())
