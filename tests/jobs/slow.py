"""Work that lasts until somebody lets it end, offered in processes of their own."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.apps import AppConfig

from dangvu.kernel.contracts import register


class SlowConfig(AppConfig):
    name = "tests.jobs.slow"
    label = "slow"

    def ready(self) -> None:
        from dangvu.jobs.kinds import JobKind

        register(JobKind("slow", "Việc lâu", work))


def work(progress: Any, parameters: Mapping[str, Any], actor: object) -> Path:
    """Add its process to the file ``begun``, wait for the file ``go``, and write how often it has begun."""
    begun, go = Path(parameters["begun"]), Path(parameters["go"])
    with begun.open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    while not go.exists():
        progress(0, 0, "đang đợi")
        time.sleep(0.01)
    path: Path = progress.files / "times.txt"
    path.write_text(str(len(begun.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    return path
