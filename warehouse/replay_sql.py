"""The SELECTs of the replay: what is current at one instant, given as the position of its last record (`$position`).

They read the staging tables that the fold fills, never a model, and of these what is said of the articles that the
instant reaches: `reached`. How they follow each other is in `replay.py`, what is asked of judgements in
`judged_sql.py`.
"""

from hashlib import sha256

from warehouse.judged_sql import COUNTED, JUDGED, JUDGED_PAIRS, PLACED

REPLAY_TABLES: dict[str, str] = {
    "staging.mention_states": (
        "position bigint, recorded_at timestamptz, mention_id varchar, coding_position bigint, event_id varchar,"
        " origin_id varchar, place_judgement_position bigint"
    ),
    "staging.linked_mentions": (
        "mention_id varchar, article_id varchar, coding_position bigint, event_id varchar, origin_id varchar,"
        " place_judgement_position bigint"
    ),
    "staging.event_links": "event_id varchar, mention_id varchar, article_id varchar",
    "staging.event_pairs": (
        "mention_id varchar, other_mention_id varchar, event_id varchar, other_event_id varchar, scope varchar,"
        " is_joined boolean, score double, needed double, place_points double, day_points double, party_points double,"
        " person_points double, harm_points double, count_points double, mode_points double, word_points double,"
        " nearness_points double, contradiction_points double, contradictions varchar"
    ),
    "staging.article_origins": "article_id varchar, origin_id varchar, similarity double, relation varchar",
    "staging.moved_origins": "article_id varchar",
    "staging.moved_pairs": "mention_id varchar",
    "staging.replayed": "last_position bigint, rules varchar",
}

# An append's records share their instant. `is_pure`: all that it tells of articles is that there are new ones.
INSTANTS = """
with told as (
    select position, recorded_at, article_id, true as is_state from staging.article_states
    union all
    select position, recorded_at, article_id, false as is_state from staging.codings
    union all
    select position, recorded_at, null as article_id, false as is_state from staging.judgements
),

firsts as (
    select article_id, min(position) as position from staging.article_states group by article_id
)

select
    max(told.position) as position,
    told.recorded_at,
    bool_or(told.is_state) as has_articles,
    bool_or(told.article_id is not null and not told.is_state) as has_codings,
    bool_or(told.article_id is null) as has_judgements,
    bool_and(not told.is_state or firsts.position is not null) as is_pure
from told
left join firsts on told.is_state and told.position = firsts.position
where told.position > $position
group by told.recorded_at
order by 1
"""

# Articles that the journal was told of between two positions.
REACHED = """
select distinct article_id from (
    select article_id, position from staging.article_states
    union all
    select article_id, position from staging.codings
)
where position > $after and position <= $position
"""


def _codings(articles: str) -> str:
    return f"""
with newest as (
    select state.article_id, max(state.position) as position from staging.article_states as state
    {articles.format("state")} where state.position <= $position group by all
),

coded as (
    select coding.article_position, max(coding.position) as position
    from staging.codings as coding
    {articles.format("coding")}
    left join staging.ref_active_coder as active on true
    where
        coding.position <= $position
        and (active.coder is null or active.coder = split_part(coding.coder_version, ' ', 1))
    group by all
)

select version.article_id, version.position as article_position, coded.position
from newest
inner join staging.article_versions as version on newest.position = version.position
left join coded on version.position = coded.article_position
"""


# The newest version of each article that is neither withdrawn nor rejected, and its newest coding, if any, by the
# active coder (by any, where none is named).
CODINGS = _codings("semi join reached on {0}.article_id = reached.article_id")
ALL_CODINGS = _codings("")

# Current articles, each at the position of its first version.
ARTICLES = f"""
select article.article_id, article.article_position, first.position
from ({ALL_CODINGS}) as article
inner join (
    select article_id, min(position) as position from staging.article_versions group by article_id
) as first on article.article_id = first.article_id
"""

# Articles that came between two positions, where nothing else is told of articles there.
NEW_ARTICLES = """
select article_id, position as article_position, position from staging.article_versions
where position > $after and position <= $position
"""

# Those of them between two positions, with their words.
ASKED_ARTICLES = """
select asked.article_id, version.title, version.text, asked.position
from (from asked_articles where position > $after and position <= $position) as asked
inner join staging.article_versions as version on asked.article_position = version.position
order by asked.position
"""

# Articles whose first version is at a position that is asked for, `$least` or later, as they are now, with the origin
# that is known.
EARLIER_ARTICLES = """
with firsts as (
    select article_id, position from staging.article_versions
    semi join asked using (position)
    where position >= $least
)

select firsts.position, version.article_id, version.text, origin.origin_id
from firsts
inner join staging.article_origins as origin on firsts.article_id = origin.article_id
inner join staging.article_versions as version
    on origin.article_id = version.article_id and version.position between $least and $position
qualify row_number() over (partition by version.article_id order by version.position desc) = 1
order by firsts.position
"""

UNKNOWN_ORIGINS = """
select article_id from origins anti join staging.article_origins as known on origins.origin_id = known.article_id
"""

# The articles that are linked anew.
CHANGED_ARTICLES = """
select version.article_id, version.title, version.text
from instant_codings as coding
semi join changed_articles on coding.article_id = changed_articles.article_id
inner join staging.article_versions as version on coding.article_position = version.position
order by version.article_id
"""

# Rows of codings between two positions, in the order of their coming: held to their contract before anything is made of
# them.
NEW_MENTIONS = "from staging.mentions where position > $after and position <= $position"

# Mentions of the current codings, but for rows that break their contract.
CURRENT = """
select
    mention.mention_id,
    min(coding.article_id) as article_id,
    min(coding.position) as coding_position,
    count(*) as row_count
from instant_codings as coding
inner join staging.mentions as mention on coding.position = mention.position
anti join broken_mentions as broken on mention.position = broken.position and mention.mention_id = broken.mention_id
group by mention.mention_id
"""

# Ids that two rows have, in one article or in one that is reached and another.
DOUBLED = """
select mention_id, article_id, coding_position from current_mentions where row_count > 1
union
select mention.mention_id, mention.article_id, mention.coding_position
from current_mentions as mention
semi join (from staging.linked_mentions anti join reached using (article_id)) as known
    on mention.mention_id = known.mention_id
"""

BROKEN_ARTICLES = "select distinct article_id from staging.mentions semi join broken_mentions using (position)"

# Mentions whose links are no more, or others.
RELINKED = """
select mention_id from links
union all
select mention_id from known_mentions semi join changed_articles using (article_id)
"""

UNKNOWN_LINKS = """
from links
anti join counted_mentions as counted on links.mention_id = counted.mention_id
anti join (from staging.linked_mentions anti join reached using (article_id)) as known
    on links.mention_id = known.mention_id
"""

_MENTIONS = f"""
select {PLACED}
from counted_mentions as counted
inner join staging.mentions as mention
    on counted.coding_position = mention.position and counted.mention_id = mention.mention_id
left join staging.judgements as judgement on counted.place_judgement_position = judgement.position
"""

# Mentions of the articles that are linked anew.
MENTIONS = f"""
{_MENTIONS}
semi join changed_articles on counted.article_id = changed_articles.article_id
order by mention.article_position, mention.field, mention.sentence_start, mention.trigger_start, mention.mention_id
"""

# Mentions of the articles that are reached or moved, as they counted; found by their codings, which are fewer.
KNOWN = """
from staging.linked_mentions where coding_position in (
    select position from staging.codings semi join (from reached union all from moved) as told using (article_id)
)
"""

# Articles whose mentions are others now, or judged to be elsewhere.
CHANGED = """
with known as (
    select mention_id, article_id, coding_position, place_judgement_position from known_mentions
    semi join reached using (article_id)
),

counted as (select mention_id, article_id, coding_position, place_judgement_position from counted_mentions)

select distinct article_id from ((from known except from counted) union all (from counted except from known))
"""

# Those of them that were linked before.
GONE = "from changed_articles semi join known_mentions using (article_id) order by article_id"

# Current mentions: of the articles reached as they count now, of the others as they counted.
BASE = """
select mention_id, article_id, coding_position, place_judgement_position from counted_mentions
union all
select mention_id, article_id, coding_position, place_judgement_position from staging.linked_mentions
anti join reached using (article_id)
"""

# Mentions whose state can be another one.
AFFECTED = """
select mention_id from counted_mentions
union
select mention_id from known_mentions
union
select mention_id from links
union
select mention_id from corrected
union
select mention_id from corrected_before
"""

# Those of them that have one, as it was.
STATES_BEFORE = "from staging.linked_mentions semi join affected using (mention_id)"

# Their state at an instant; `staging.mention_states` gets those that differ from the instant before.
STATES = """
with current as (
    select mention_id, article_id, coding_position, place_judgement_position from counted_mentions
    union all
    select mention_id, article_id, coding_position, place_judgement_position from states_before
    anti join reached using (article_id)
)

select
    current.mention_id,
    current.article_id,
    current.coding_position,
    coalesce(corrected.event_id, link.event_id) as event_id,
    origin.origin_id,
    current.place_judgement_position
from current
left join (from staging.event_links semi join affected using (mention_id)) as link
    on current.mention_id = link.mention_id
left join corrected on current.mention_id = corrected.mention_id
left join (from staging.article_origins semi join current using (article_id)) as origin
    on current.article_id = origin.article_id
"""

CHANGES = """
with gone as (select mention_id from states_before anti join states using (mention_id))

from ((from states except from states_before) union all by name from gone) order by mention_id
"""

# Mentions whose state became another one behind `$position`.
MOVED = "select distinct mention_id from staging.mention_states where position > $position"

TOUCHED_PAIRS = """
select rowid as number, mention_id from staging.event_pairs
where mention_id in (from touched) or other_mention_id in (from touched)
"""

KEPT_PAIRS = """
select pairs.* replace (
    one.event_id as event_id,
    other.event_id as other_event_id,
    pairs.is_joined and one.event_id = other.event_id as is_joined
)
from pairs
inner join staging.linked_mentions as one on pairs.mention_id = one.mention_id
inner join staging.linked_mentions as other on pairs.other_mention_id = other.mention_id
order by pairs.mention_id, pairs.other_mention_id
"""

_ALL = (
    REPLAY_TABLES,
    INSTANTS,
    CODINGS,
    ARTICLES,
    CURRENT,
    JUDGED,
    COUNTED,
    MENTIONS,
    JUDGED_PAIRS,
    STATES,
    KEPT_PAIRS,
)
STRUCTURE = sha256(repr(_ALL).encode()).hexdigest()[:16]
"""Changes when the replay asks for something else."""
