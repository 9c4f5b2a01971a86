"""The demo room as a Django app."""

from django.apps import AppConfig

from dangvu.kernel.contracts import register


class DemoConfig(AppConfig):
    """The sample committee."""

    name = "dangvu.demo"
    label = "demo"

    def ready(self) -> None:
        """Offer to build it from the page on which an office is first set up."""
        from dangvu.demo.jobs import SAMPLE  # noqa: PLC0415 - models are ready only now

        register(SAMPLE)
