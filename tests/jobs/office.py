"""Settings for workers that are processes of their own: there is work that takes as long as a test likes."""

from __future__ import annotations

from dangvu.home.settings import *  # noqa: F403 - whatever else the settings say
from dangvu.home.settings import INSTALLED_APPS as USUAL

INSTALLED_APPS = [*USUAL, "tests.jobs.slow.SlowConfig"]
