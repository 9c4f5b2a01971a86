"""The kernel as a Django app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Holds no tables of its own."""

    name = "dangvu.kernel"
    label = "kernel"
