from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import reach, roles  # noqa: F401  their system checks register themselves
