from django.apps import AppConfig


class ProofreadingConfig(AppConfig):
    name = "dangvu.proofreading"
    label = "proofreading"
