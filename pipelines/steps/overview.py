"""Overview: counts of the published warehouse that people would rather look at than read."""

from pipelines.config import Settings
from warehouse.folder import DataFolder
from warehouse.query import query

COUNTS = {
    "events by type": "select event_type, count(*) from fact_event group by all order by 2 desc, 1",
    "events by country": """
        select coalesce(country_name, 'no place'), count(*)
        from fact_event
        left join dim_country using (country_code)
        group by all
        order by 2 desc, 1
        limit 15""",
    "articles by day": """
        select strftime(published_date, '%Y-%m-%d'), count(*)
        from dim_article
        where published_date is not null and status = 'current'
        group by all
        order by 1 desc
        limit 14""",
}


def overview(settings: Settings) -> dict[str, list[tuple[str, int]]]:
    """What is counted by what, and the counts; raises `NoWarehouse` before the first build."""
    folder = DataFolder(settings.data_folder)
    return {name: query(folder, sql).rows() for name, sql in COUNTS.items()}
