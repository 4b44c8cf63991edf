-- Places that current articles name, as the gazetteer knows them.
-- grain: one row per place
-- key: place_id
-- not null: place_name
-- check: latitude and longitude are both known or none: (latitude is null) = (longitude is null)
--
-- place_id: GeoNames id
-- place_name: standard name
-- country_code: ISO 3166 alpha-3 code of the country
-- admin1: first-order division
-- feature_code: GeoNames feature code, such as PPL, PPLC, ADM1 or PCLI
-- latitude: degrees north
-- longitude: degrees east
with named as (
    select
        place.place_id,
        place.name as place_name,
        place.country_code,
        place.admin1,
        place.feature_code,
        place.latitude,
        place.longitude,
        place.position,
        1 as preference,
    from staging.places as place
    semi join staging.current_codings as coding on place.position = coding.position
    where place.place_id is not null
    union all
    select
        mention.place_id,
        mention.place_name,
        mention.country_code,
        mention.admin1,
        null as feature_code,
        mention.latitude,
        mention.longitude,
        mention.position,
        2 as preference,
    from staging.mentions as mention
    semi join staging.current_codings as coding on mention.position = coding.position
    where mention.place_id is not null
),

ranked as (
    select
        *,
        row_number() over (
            partition by place_id
            order by
                preference asc,
                position desc,
                place_name asc,
                country_code asc,
                admin1 asc,
                feature_code asc,
                latitude asc,
                longitude asc
        ) as place_rank,
    from named
)

select
    place_id,
    coalesce(place_name, place_id) as place_name,
    country_code,
    admin1,
    feature_code,
    latitude,
    longitude,
from ranked
where place_rank = 1
order by place_id
