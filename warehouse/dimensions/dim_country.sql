-- Countries and territories with the codes that other data sets know them by, and any other code of a place.
-- grain: one row per country
-- key: country_code
-- not null: country_name
--
-- country_code: ISO 3166 alpha-3 code
-- country_name: English name
-- country_code_alpha2: ISO 3166 alpha-2 code
-- country_code_numeric: ISO 3166 numeric code, three digits
-- country_code_fips: FIPS 10-4 code
-- continent_code: AF, AN, AS, EU, NA, OC or SA
-- country_place_id: GeoNames id of the country
with used as (
    select country_code,
    from staging.places
    union
    select country_code,
    from staging.mentions
    union
    select country_code,
    from staging.judgements
    union
    select country_code,
    from staging.ref_countries
)

select
    used.country_code,
    coalesce(country.name, used.country_code) as country_name,
    country.alpha2 as country_code_alpha2,
    lpad(nullif(country.numeric_code, '0'), 3, '0') as country_code_numeric,
    country.fips as country_code_fips,
    country.continent as continent_code,
    country.place_id as country_place_id,
from used
left join staging.ref_countries as country on used.country_code = country.country_code
where used.country_code is not null
order by used.country_code
