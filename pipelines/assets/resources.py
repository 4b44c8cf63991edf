"""What the assets are given: where the data lies."""

import dagster as dg

from pipelines.config import Settings, load_settings


class Dateline(dg.ConfigurableResource):
    """The settings in force, as `dateline.toml` and the environment have them; the data folder may be named here."""

    data_folder: str | None = None

    def settings(self) -> Settings:
        """Read anew for each run, so that an edited configuration needs no restart."""
        return load_settings(**({"data_folder": self.data_folder} if self.data_folder else {}))
