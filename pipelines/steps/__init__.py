"""The steps of a run - ingest, code, build - and upkeep, as the command line and the Dagster assets call them.

Glue between the pure parts and the warehouse; no rule about articles, events or tables lives here.
"""
