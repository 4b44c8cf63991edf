-- PLOVER sectors of actors with what other data sets call them.
-- grain: one row per sector
-- key: sector
-- not null: sector_name
--
-- sector: PLOVER sector, such as GOV, MIL, REB or CVL
-- sector_name: its English name
-- cameo_role: CAMEO role code; null = CAMEO has none that says the same
-- acled_actor_type: ACLED's type of an actor of the sector who fights in his own country and does not demonstrate;
--   null = it has none that says the same
select
    sector,
    coalesce(name, sector) as sector_name,
    cameo_role,
    acled_actor_type,
from staging.ref_sector_codes
order by sector
