-- POLECAT's table: its 40 columns, in its order, with PLOVER's types. Where POLECAT writes the word None, this is null.
-- Only events told as fact are here (see told_events); what cannot be known is null.
-- grain: one row per event
-- key: "Event ID"
-- not null: "Event Type", "Quad Code"
--
-- "Event ID": the event's id
-- "Event Date": first day of the event; null = not known
-- "Event Type": PLOVER event type
-- "Event Mode": PLOVER mode
-- Intensity: PLOVER's scale from conflict (-10) to cooperation (10)
-- "Quad Code": VERBAL COOPERATION, MATERIAL COOPERATION, VERBAL CONFLICT or MATERIAL CONFLICT
-- Contexts: PLOVER contexts, joined by a semicolon
-- "Actor Name": standard name of the actor, or as written
-- "Actor Country": ISO 3166 alpha-3 code, or PLOVER's code of an international actor
-- "Actor COW": number in the Correlates of War list of states; null = no state there
-- "Primary Actor Sector": PLOVER sector
-- "Actor Sectors": sectors of all actors, joined by a semicolon
-- "Actor Title": office held at the time
-- "Actor Name Raw": as written
-- "Wikipedia Actor ID": always null: actors are known by ids of our own
-- "Recipient Name": standard name of the recipient, or as written
-- "Recipient Country": ISO 3166 alpha-3 code, or PLOVER's code of an international actor
-- "Recipient COW": number in the Correlates of War list of states; null = no state there
-- "Primary Recipient Sector": PLOVER sector
-- "Recipient Sectors": sectors of all recipients, joined by a semicolon
-- "Recipient Title": office held at the time
-- "Recipient Name Raw": as written
-- "Wikipedia Recipient ID": always null: actors are known by ids of our own
-- Placename: name of the place
-- City: the same where it is a town
-- District: second-order division, where the event is placed no closer
-- Province: first-order division
-- Country: ISO 3166 alpha-3 code of the place
-- Latitude: degrees north
-- Longitude: degrees east
-- "GeoNames ID": GeoNames id of the place; null where it is one of our own
-- "Raw Placename": always null: the words are kept with the place names of the article, not with the event
-- "Feature Type": GeoNames feature code
-- Source: publisher of the article that the event rests on
-- "Publication Date": its day of publication
-- "Story People": always null: facts hold those who take part in events, not all who are named
-- "Story Organizations": always null, likewise
-- "Story Locations": always null, likewise
-- Language: ISO 639-1 code of the article
-- Version: the coder's name, version and digest of its reference data
select
    event.event_id as "Event ID",
    event.date_start as "Event Date",
    event.event_type as "Event Type",
    event.mode as "Event Mode",
    event.plover_score as Intensity,
    upper(kind.quad_name) as "Quad Code",
    nullif(array_to_string(event.contexts, '; '), '') as Contexts,
    event.actor_name as "Actor Name",
    event.actor_country_code as "Actor Country",
    actor.cow_number as "Actor COW",
    event.actor_sector as "Primary Actor Sector",
    event.actor_sectors as "Actor Sectors",
    event.actor_office as "Actor Title",
    event.actor_text as "Actor Name Raw",
    null::varchar as "Wikipedia Actor ID",
    event.recipient_name as "Recipient Name",
    event.recipient_country_code as "Recipient Country",
    recipient.cow_number as "Recipient COW",
    event.recipient_sector as "Primary Recipient Sector",
    event.recipient_sectors as "Recipient Sectors",
    event.recipient_office as "Recipient Title",
    event.recipient_text as "Recipient Name Raw",
    null::varchar as "Wikipedia Recipient ID",
    event.place_name as Placename,
    case when event.place_level = 'city' then event.place_name end as City,
    case when event.place_level = 'admin2' then event.place_name end as District,
    event.admin1 as Province,
    event.country_code as Country,
    event.latitude as Latitude,
    event.longitude as Longitude,
    case when event.place_id not like 'dl:%' then event.place_id end as "GeoNames ID",
    null::varchar as "Raw Placename",
    event.feature_code as "Feature Type",
    event.publisher as Source,
    event.published_date as "Publication Date",
    null::varchar as "Story People",
    null::varchar as "Story Organizations",
    null::varchar as "Story Locations",
    event.language as Language,
    event.coder_version as Version,
from compatible.told_events as event
left join dimensions.dim_event_type as kind on event.event_type_id = kind.event_type_id
left join dimensions.dim_country as actor on event.actor_country_code = actor.country_code
left join dimensions.dim_country as recipient on event.recipient_country_code = recipient.country_code
