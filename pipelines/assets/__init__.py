"""The Dagster assets: glue of under ten lines around the functions that the command line calls too."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)  # single-run backfills, which have long been as they are
