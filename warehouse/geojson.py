"""The events and the control intervals of an export as one GeoJSON FeatureCollection (RFC 7946)."""

FEATURES = "features"

EVENT_FEATURES = """
select
    1 as section, event_id as id,
    to_json({
        type: 'Feature',
        id: event_id,
        geometry: case when longitude is not null then {type: 'Point', coordinates: [longitude, latitude]} end,
        properties: {
            kind: 'event',
            event_type: event_type,
            mode: mode,
            cameo_code: cameo_code,
            acled_sub_event_type: acled_sub_event_type,
            actor: actor_name,
            recipient: recipient_name,
            place: place_name,
            place_precision: place_precision,
            country_code: country_code,
            date_start: date_start,
            date_end: date_end,
            date_precision: date_precision,
            fatalities: fatalities_best,
            sentence: sentence_text,
            said_by: speakers,
            title: title,
            url: url,
            publishers: publishers,
            origin_count: origin_count,
            confidence: confidence,
            is_contested: is_contested
        }
    })::varchar as feature,
from temp.told_events
"""

CONTROL_FEATURES = """
select
    2 as section, control.place_id || ' ' || control.valid_from as id,
    to_json({
        type: 'Feature',
        id: control.place_id || ' ' || control.valid_from,
        geometry: case
            when place.longitude is not null
                then {type: 'Point', coordinates: [place.longitude, place.latitude]}
        end,
        properties: {
            kind: 'control',
            status: control.status,
            holder: holder.actor_name,
            place: control.place_name,
            country_code: place.country_code,
            valid_from: control.valid_from,
            valid_to: control.valid_to,
            date_precision: control.date_precision,
            sentence: control.sentence_text,
            title: article.title,
            url: article.url,
            publisher: article.publisher,
            confidence: control.confidence,
            event_id: control.event_id
        }
    })::varchar as feature,
from <control> as control
inner join dimensions.dim_place as place on control.place_id = place.place_id
left join dimensions.dim_article as article on control.article_id = article.article_id
left join dimensions.dim_actor as holder on control.holder_version_id = holder.actor_version_id
where <condition>
"""

COLLECTION = """
with numbered as (
    select feature, row_number() over (order by section, id) as number, count(*) over () as total from temp.features
),

lines as (
    select 0 as number, '{"type":"FeatureCollection","features":[' as line
    union all
    select number, feature || if(number < total, ',', '') as line from numbered
    union all
    select 9223372036854775807, ']}'
)

select line from lines order by number
"""


def features_sql(control: str, condition: str) -> str:
    """Every feature: the events of `temp.told_events`, and the rows of a relation like `fact_control` that fit."""
    return f"{EVENT_FEATURES} union all {CONTROL_FEATURES}".replace("<control>", control).replace(
        "<condition>", condition
    )
