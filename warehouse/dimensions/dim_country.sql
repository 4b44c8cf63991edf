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
-- cameo_code: CAMEO country code, which is the alpha-3 code but for a few
-- acled_region: region as ACLED divides the world
-- continent_code: AF, AN, AS, EU, NA, OC or SA
-- country_place_id: GeoNames id of the country
-- cow_number: number in the Correlates of War list of states; null = no state there
-- ucdp_number: number in UCDP's list of states (Gleditsch and Ward's); null = no state there
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
    case when used.country_code != 'XKX' then coalesce(codes.cameo_code, country.country_code) end as cameo_code,
    codes.acled_region,
    country.continent as continent_code,
    country.place_id as country_place_id,
    codes.cow_number,
    coalesce(codes.ucdp_number, codes.cow_number) as ucdp_number,
from used
left join staging.ref_countries as country on used.country_code = country.country_code
left join staging.ref_country_codes as codes on used.country_code = codes.country_code
where used.country_code is not null
order by used.country_code
