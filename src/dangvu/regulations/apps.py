from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    name = "dangvu.regulations"
    label = "regulations"
