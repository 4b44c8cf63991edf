-- GDELT 2.0's table of events: its 61 columns, in its order, with its types and codes.
-- Only events told as fact are here (see told_events); what cannot be known is null.
-- grain: one row per event
-- key: GLOBALEVENTID
-- not null: NumMentions, NumArticles, DATEADDED
--
-- GLOBALEVENTID: number of the event; told_events has its id
-- SQLDATE: first day of the event, YYYYMMDD; null = not known
-- MonthYear: the same, YYYYMM
-- Year: the same, YYYY
-- FractionDate: the same as year and part of it: months of thirty days before it and days, by 365
-- Actor1Code: CAMEO code of the actor: country, then role
-- Actor1Name: name of the actor, in capitals
-- Actor1CountryCode: CAMEO country code; null for actors of no country
-- Actor1KnownGroupCode: CAMEO code of a known group: UNO and EEC only
-- Actor1EthnicCode: always null: not coded
-- Actor1Religion1Code: always null: not coded
-- Actor1Religion2Code: always null: not coded
-- Actor1Type1Code: CAMEO role or kind of the actor
-- Actor1Type2Code: CAMEO role of an international actor whose kind is the first
-- Actor1Type3Code: always null: an actor has at most two
-- Actor2Code: CAMEO code of the recipient: country, then role
-- Actor2Name: name of the recipient, in capitals
-- Actor2CountryCode: CAMEO country code; null for actors of no country
-- Actor2KnownGroupCode: CAMEO code of a known group: UNO and EEC only
-- Actor2EthnicCode: always null: not coded
-- Actor2Religion1Code: always null: not coded
-- Actor2Religion2Code: always null: not coded
-- Actor2Type1Code: CAMEO role or kind of the actor
-- Actor2Type2Code: CAMEO role of an international actor whose kind is the first
-- Actor2Type3Code: always null: an actor has at most two
-- IsRootEvent: 1 where a headline or the first sentence of a text tells of it; paragraphs are not kept
-- EventCode: CAMEO code as text, with its leading zero
-- EventBaseCode: its first three digits
-- EventRootCode: its first two digits
-- QuadClass: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, of the CAMEO root;
--   PLOVER draws the line elsewhere (told_events.quad_code)
-- GoldsteinScale: Goldstein score of the CAMEO code; null = the scale lacks the code
-- NumMentions: mentions in current articles; kept current, where GDELT stops after 15 minutes
-- NumSources: publishers of these articles
-- NumArticles: current articles that mention it
-- AvgTone: always null: tone is not measured
-- Actor1Geo_Type: always null: where an actor is, apart from the action, is not coded
-- Actor1Geo_FullName: always null, likewise
-- Actor1Geo_CountryCode: always null, likewise
-- Actor1Geo_ADM1Code: always null, likewise
-- Actor1Geo_ADM2Code: always null, likewise
-- Actor1Geo_Lat: always null, likewise
-- Actor1Geo_Long: always null, likewise
-- Actor1Geo_FeatureID: always null, likewise
-- Actor2Geo_Type: always null: where an actor is, apart from the action, is not coded
-- Actor2Geo_FullName: always null, likewise
-- Actor2Geo_CountryCode: always null, likewise
-- Actor2Geo_ADM1Code: always null, likewise
-- Actor2Geo_ADM2Code: always null, likewise
-- Actor2Geo_Lat: always null, likewise
-- Actor2Geo_Long: always null, likewise
-- Actor2Geo_FeatureID: always null, likewise
-- ActionGeo_Type: 1 country, 2 US state, 3 US city, 4 city elsewhere, 5 state elsewhere; null = no place
-- ActionGeo_FullName: name, first-order division and country
-- ActionGeo_CountryCode: FIPS 10-4 code, not ISO: Ukraine is UP, Sudan is SU
-- ActionGeo_ADM1Code: the FIPS country code where only the country is known; null elsewhere: GeoNames gives no FIPS
--   codes of divisions
-- ActionGeo_ADM2Code: always null, likewise
-- ActionGeo_Lat: degrees north
-- ActionGeo_Long: degrees east
-- ActionGeo_FeatureID: GeoNames id after the word geonames, as in geonames:163843, so that no join takes it for a GNS
--   or GNIS id; the FIPS code of a country
-- DATEADDED: when the first article was stored, YYYYMMDDHHMMSS in UTC
-- SOURCEURL: address of the article that the event rests on; null = it has none
with international (country_code, country_cameo_code, group_code, type_code, prefix) as (
    values
    ('EUR', 'EUR', 'EEC', 'IGO', 'IGOEUREEC'),
    ('IGO', null, null, 'IGO', 'IGO'),
    ('IMG', null, null, 'IMG', 'IMG'),
    ('ISM', null, null, 'NGM', 'NGM'),
    ('MNC', null, null, 'MNC', 'MNC'),
    ('NGO', null, null, 'NGO', 'NGO'),
    ('UNO', null, 'UNO', 'IGO', 'IGOUNO')
),

countries as (
    select
        country_code,
        cameo_code,
        cameo_code as country_cameo_code,
        null as group_code,
        null as type_code,
    from dimensions.dim_country
    where country_code not in (select international.country_code, from international)
    union all
    select
        country_code,
        prefix as cameo_code,
        country_cameo_code,
        group_code,
        type_code,
    from international
)

select
    event.event_number as GLOBALEVENTID,
    strftime(event.date_start, '%Y%m%d')::integer as SQLDATE,
    strftime(event.date_start, '%Y%m')::integer as MonthYear,
    year(event.date_start)::integer as Year,
    round(
        year(event.date_start) + ((month(event.date_start) - 1) * 30 + day(event.date_start)) / 365, 4
    )::double as FractionDate,
    nullif(concat(actor.cameo_code, actor_role.cameo_role), '') as Actor1Code,
    upper(event.actor_name) as Actor1Name,
    actor.country_cameo_code as Actor1CountryCode,
    actor.group_code as Actor1KnownGroupCode,
    null::varchar as Actor1EthnicCode,
    null::varchar as Actor1Religion1Code,
    null::varchar as Actor1Religion2Code,
    coalesce(actor.type_code, actor_role.cameo_role) as Actor1Type1Code,
    case when actor.type_code is not null then actor_role.cameo_role end as Actor1Type2Code,
    null::varchar as Actor1Type3Code,
    nullif(concat(recipient.cameo_code, recipient_role.cameo_role), '') as Actor2Code,
    upper(event.recipient_name) as Actor2Name,
    recipient.country_cameo_code as Actor2CountryCode,
    recipient.group_code as Actor2KnownGroupCode,
    null::varchar as Actor2EthnicCode,
    null::varchar as Actor2Religion1Code,
    null::varchar as Actor2Religion2Code,
    coalesce(recipient.type_code, recipient_role.cameo_role) as Actor2Type1Code,
    case when recipient.type_code is not null then recipient_role.cameo_role end as Actor2Type2Code,
    null::varchar as Actor2Type3Code,
    event.is_in_opening::integer as IsRootEvent,
    cameo.cameo_code as EventCode,
    cameo.base_code as EventBaseCode,
    cameo.root_code as EventRootCode,
    cameo.quad_code as QuadClass,
    cameo.goldstein_score as GoldsteinScale,
    event.mention_count as NumMentions,
    event.publisher_count as NumSources,
    event.article_count as NumArticles,
    null::double as AvgTone,
    null::integer as Actor1Geo_Type,
    null::varchar as Actor1Geo_FullName,
    null::varchar as Actor1Geo_CountryCode,
    null::varchar as Actor1Geo_ADM1Code,
    null::varchar as Actor1Geo_ADM2Code,
    null::double as Actor1Geo_Lat,
    null::double as Actor1Geo_Long,
    null::varchar as Actor1Geo_FeatureID,
    null::integer as Actor2Geo_Type,
    null::varchar as Actor2Geo_FullName,
    null::varchar as Actor2Geo_CountryCode,
    null::varchar as Actor2Geo_ADM1Code,
    null::varchar as Actor2Geo_ADM2Code,
    null::double as Actor2Geo_Lat,
    null::double as Actor2Geo_Long,
    null::varchar as Actor2Geo_FeatureID,
    case
        when event.place_precision is null then null
        when event.place_precision = 'country' then 1
        when event.place_precision = 'admin1' and event.country_code = 'USA' then 2
        when event.place_precision = 'admin1' then 5
        when event.country_code = 'USA' then 3
        else 4
    end as ActionGeo_Type,
    event.full_name as ActionGeo_FullName,
    country.country_code_fips as ActionGeo_CountryCode,
    case when event.place_precision = 'country' then country.country_code_fips end as ActionGeo_ADM1Code,
    null::varchar as ActionGeo_ADM2Code,
    event.latitude as ActionGeo_Lat,
    event.longitude as ActionGeo_Long,
    case
        when event.place_precision = 'country' then country.country_code_fips
        when event.place_id like 'dl:%' then event.place_id
        else 'geonames:' || event.place_id
    end as ActionGeo_FeatureID,
    strftime(make_timestamp(epoch_us(event.first_recorded_at)), '%Y%m%d%H%M%S')::bigint as DATEADDED,
    event.url as SOURCEURL,
from compatible.told_events as event
left join countries as actor on event.actor_country_code = actor.country_code
left join countries as recipient on event.recipient_country_code = recipient.country_code
left join dimensions.dim_sector as actor_role on event.actor_sector = actor_role.sector
left join dimensions.dim_sector as recipient_role on event.recipient_sector = recipient_role.sector
left join dimensions.dim_cameo as cameo on event.cameo_code = cameo.cameo_code
left join dimensions.dim_country as country on event.country_code = country.country_code
