-- Calendar days: every day of the years from the first to the last in which an event or an article falls. Before 1900
-- and after 2100 only the years in which one does. The Monday of each such day's week is there too.
-- grain: one row per day
-- key: calendar_date
--
-- weekday_name: English name of the weekday
-- month_name: English name of the month
-- year: calendar year
-- quarter: quarter of the year, 1 to 4
-- month: month of the year, 1 to 12
-- day: day of the month
-- iso_year: year that the ISO 8601 week belongs to
-- iso_week: ISO 8601 week
-- weekday: ISO 8601 weekday, 1 is Monday
-- calendar_date: the day
-- month_start_date: first day of the month
-- week_start_date: Monday of the week
with coded_mentions as (
    select
        mention.date_start,
        mention.date_end,
    from staging.mentions as mention
    semi join staging.current_codings as coding on mention.position = coding.position
),

dates as (
    select date_start as calendar_date,
    from coded_mentions
    union
    select date_end as calendar_date,
    from coded_mentions
    union
    select published_date as calendar_date,
    from staging.article_versions
),

used_years as (
    select year(calendar_date) as year,
    from dates
    where calendar_date is not null
    union
    select year(date_trunc('week', calendar_date)) as year,
    from dates
    where calendar_date is not null
),

years as (
    select year,
    from used_years
    union
    select unnest(range(greatest(min(year), 1900), least(max(year), 2100))) as year,
    from used_years
),

days as (
    select
        unnest(generate_series(make_date(year, 1, 1), make_date(year, 12, 31), interval 1 day))::date
            as calendar_date,
    from years
)

select
    dayname(calendar_date) as weekday_name,
    monthname(calendar_date) as month_name,
    year(calendar_date) as year,
    quarter(calendar_date) as quarter,
    month(calendar_date) as month,
    day(calendar_date) as day,
    isoyear(calendar_date) as iso_year,
    weekofyear(calendar_date) as iso_week,
    isodow(calendar_date) as weekday,
    calendar_date,
    date_trunc('month', calendar_date)::date as month_start_date,
    date_trunc('week', calendar_date)::date as week_start_date,
from days
order by calendar_date
