-- Places that current articles name, as the gazetteer knows them, those that people put events to, and all countries.
-- grain: one row per place
-- key: place_id
-- references: country_code -> dimensions.dim_country(country_code)
-- references: parent_place_id -> dimensions.dim_place(place_id)
-- not null: place_name, place_level
-- check: latitude and longitude are both known or none: (latitude is null) = (longitude is null)
-- check: place_level is of the closed list:
--   place_level in ('continent', 'country', 'admin1', 'admin2', 'city', 'other')
--
-- place_id: GeoNames id
-- parent_place_id: the first-order division that it lies in, where an article names that too, else the country
-- place_name: standard name
-- full_name: name, first-order division and country
-- place_level: continent, country, admin1, admin2, city or other
-- country_code: ISO 3166 alpha-3 code of the country
-- country_code_alpha2: ISO 3166 alpha-2 code of the country
-- country_code_numeric: ISO 3166 numeric code of the country, three digits
-- country_name: English name of the country
-- admin1: first-order division
-- feature_code: GeoNames feature code, such as PPL, PPLC, ADM1 or PCLI
-- latitude: degrees north
-- longitude: degrees east
with newest as (
    select
        place.place_id,
        max(place.position) as position,
    from staging.places as place
    semi join staging.current_codings as coding on place.position = coding.position
    where place.place_id is not null
    group by place.place_id
),

said as (
    select
        place.place_id,
        place.name as place_name,
        place.country_code,
        place.admin1,
        place.feature_code,
        place.latitude,
        place.longitude,
        1 as preference,
        place.position,
    from staging.places as place
    semi join newest on place.position = newest.position and place.place_id = newest.place_id
    union all
    select
        mention.place_id,
        mention.place_name,
        mention.country_code,
        mention.admin1,
        null as feature_code,
        mention.latitude,
        mention.longitude,
        2 as preference,
        mention.position,
    from staging.mentions as mention
    semi join staging.current_codings as coding on mention.position = coding.position
    anti join newest on mention.place_id = newest.place_id
    where mention.place_id is not null
    union all
    select
        place_id,
        name as place_name,
        country_code,
        null as admin1,
        'PCLI' as feature_code,
        latitude,
        longitude,
        3 as preference,
        0 as position,
    from staging.ref_countries
    where place_id is not null
    union all
    select
        place_id,
        place_name,
        country_code,
        admin1,
        case place_precision when 'country' then 'PCLI' when 'admin1' then 'ADM1' end as feature_code,
        latitude,
        longitude,
        4 as preference,
        position,
    from staging.judgements
    where place_id is not null
),

named as (
    select
        * exclude (position),
        max(position) as position,
    from said
    group by all
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
),

places as (
    select
        *,
        case
            when feature_code = 'CONT' then 'continent'
            when feature_code like 'PCL%' then 'country'
            when feature_code in ('ADM1', 'ADM2') then replace(lower(feature_code), 'adm', 'admin')
            when feature_code like 'PPL%' then 'city'
            else 'other'
        end as place_level,
    from ranked
    where place_rank = 1
),

divisions as (
    select
        country_code,
        place_name as admin1,
        min(place_id) as place_id,
    from places
    where place_level = 'admin1'
    group by country_code, place_name
)

select
    places.place_id,
    case
        when places.place_level = 'continent' then null
        when division.place_id != places.place_id then division.place_id
        when countries.place_id != places.place_id then countries.place_id
    end as parent_place_id,
    coalesce(places.place_name, places.place_id) as place_name,
    concat_ws(
        ', ',
        places.place_name,
        if(places.place_level in ('admin1', 'country'), null, places.admin1),
        if(places.place_level = 'country', null, country.country_name)
    ) as full_name,
    places.place_level,
    places.country_code,
    country.country_code_alpha2,
    country.country_code_numeric,
    country.country_name,
    places.admin1,
    places.feature_code,
    places.latitude,
    places.longitude,
from places
left join dimensions.dim_country as country on places.country_code = country.country_code
left join divisions as division
    on
        places.country_code = division.country_code
        and places.admin1 = division.admin1
        and places.place_level not in ('country', 'admin1')
left join places as countries on country.country_place_id = countries.place_id
order by places.place_id
