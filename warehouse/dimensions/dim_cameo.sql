-- CAMEO event codes that mentions carry or the crosswalk can give, with their place in the hierarchy and their score.
-- grain: one row per CAMEO code
-- key: cameo_code
-- not null: base_code, root_code, quad_code
-- check: the quad class is one of four: quad_code between 1 and 4
--
-- cameo_code: the code, with its leading zero
-- base_code: its first three digits
-- root_code: its first two digits
-- quad_code: class of the root: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
-- goldstein_score: Goldstein's scale from conflict (-10) to cooperation (10); null = the scale lacks the code
with used as (
    select cameo_code,
    from staging.ref_event_types
    union
    select cameo_code,
    from staging.mentions
    union
    select cameo_code,
    from staging.ref_cameo_scores
)

select
    used.cameo_code,
    used.cameo_code[:3] as base_code,
    used.cameo_code[:2] as root_code,
    case
        when used.cameo_code[:2] <= '05' then 1
        when used.cameo_code[:2] <= '08' then 2
        when used.cameo_code[:2] <= '13' then 3
        else 4
    end as quad_code,
    score.goldstein_score,
from used
left join staging.ref_cameo_scores as score on used.cameo_code = score.cameo_code
where used.cameo_code is not null
order by used.cameo_code
