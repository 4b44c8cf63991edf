"""The Dagster assets: glue of under ten lines around the functions that the command line calls too."""
