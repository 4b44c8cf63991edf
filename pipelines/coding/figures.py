"""Words of force that tell of no force: quarrels that blow up, plans under attack, boxers who are demolished."""

from collections.abc import Sequence

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import ARMED_SECTORS, BE, HARM, PREPOSITIONS, VIOLENCE, WEAPONS, words
from pipelines.coding.patterns import Reading
from pipelines.coding.text import ActorMention

EXPLOSIVE = words(
    """
    bomb bombs explosive explosives ied ieds grenade grenades mine mines landmine landmines mortar mortars rocket
    rockets pistols guns firearms rifles cache caches ammunition arms weapons device devices missile missiles dynamite
    shells detonators arsenal
    """
)
_FLYING = words("shrapnel bullet bullets shards projectile projectiles fragments stone stones debris baton batons")
_ALSO_IN_WORDS = frozenset(
    ("beat", "defeat", "attack", "clash", "battle", "fight", "hit", "target", "blast", "savage", "torpedo", "bombard")
)
_POLITICAL_SECTORS = words("PTY LEG OPP ELI GOV JUD JRN BUS LAB SOC EDU")
_CRITICS = _POLITICAL_SECTORS - {"GOV"} | {"NGO", "IGO"}
_BLOODSHED = (WEAPONS | HARM) - words("war war-torn fighting attack attacks attacked clash clashes clashed strikes")
_BURSTS = words("car truck vehicle gas fuel ammunition munitions tank tanker device bombs shell depot pipeline")
_FEELINGS = words("frustration frustrations anger tension tensions resentment discontent row debate demand popularity")
_FIGURES = words(
    "population prices price costs debt deficit sales spending profits revenue unemployment inflation membership"
)
_SOMEBODY = words("me him her them anyone anybody someone somebody nobody people")
_REACH_OF_SUBJECT = 3  # tokens
_MATTERS = words(
    """
    plan plans policy policies proposal proposals bill budget reform reforms ruling comments remarks move moves u-turn
    u-turns record decision stance handling spending cuts tax taxes
    """
)
_SAYING = words("calling branding labelling labeling describing dubbing accusing saying arguing insisting")
_SPOKEN = words(
    """
    remark remarks comment comments tweet tweets tweeted speech rhetoric interview editorial debate advert adverts
    campaign campaigning criticism verbal personal scathing blistering stinging doubling
    """
)
_PAPERS = words("file files paper papers emails letters tapes lives reputation career")
_WARS = words("war wars conflict conflicts coalition coalitions")
_REACH_OF_WAR = 5
_COLOURS = words("banner banners flag flags name umbrella command")
_SHOTS = words(
    "shot shots gas cannon cannons tear gun flares artillery salvo salvos volley volleys rounds warning live"
)
_BATTLES = words("battle battles war wars campaign campaigns race contest election elections")
_PRIZES = words(
    "house senate congress presidency nomination title seat seats leadership election elections race contest"
)
_HACKS = words("hack hacks hacking hackers cyberattack cyberattacks cyber phishing malware ransomware")
_ONLINE = words(
    "cyber email emails e-mail e-mails website websites computer computers server servers network networks online"
)
_BLACKOUTS = words("outage outages blackout blackouts shortage shortages recession slump")
_PENALTIES = words("sanction sanctions tariff tariffs embargo embargoes penalties levies curbs visa visas freeze")
_REACH_OF_PENALTY = 20
_DONE_TO_BUILDINGS = frozenset(("demolish", "raze"))


def is_figurative(clause: Clause, reading: Reading, recipients: Sequence[ActorMention]) -> bool:
    """ "Frustration exploded", "an explosion of interest", "the slump hurt investors"."""
    verb = reading.pattern.words
    if verb == "firing":
        return _is_dismissal(clause, reading)
    if verb == "target" and not _PENALTIES.isdisjoint(
        clause.words[max(reading.start - _REACH_OF_PENALTY, 0) : reading.start]
    ):
        return HARM.isdisjoint(clause.words)  # "sanctions targeting the oil firm"
    if verb == "target":
        return _is_hacked(clause, reading)
    if verb == "explosion":
        after = clause.words[reading.end : reading.end + 7]
        return after[:1] == ["of"] and EXPLOSIVE.isdisjoint(after) and not _BURSTS.intersection(after)
    if verb == "explode":
        return not (_FEELINGS | _FIGURES).isdisjoint(
            clause.words[max(reading.start - _REACH_OF_SUBJECT, 0) : reading.start]
        )
    if verb in _DONE_TO_BUILDINGS and recipients:
        return all(party.kind == "person" and party.name for party in recipients)  # "Ali demolished Frazier"
    if verb == "destroy" and not _PAPERS.isdisjoint(
        clause.words[max(reading.start - 3, 0) : reading.start] + clause.words[reading.end : reading.end + 4]
    ):
        return True
    if verb == "shoot" and clause.words[reading.start : reading.end + 1][-2:] == ["shot", "up"]:
        return WEAPONS.isdisjoint(clause.words)  # "the index has shot up to 881"
    if verb in ("hack", "go after"):
        online = verb == "hack" and not _ONLINE.isdisjoint(clause.words)
        return online or (WEAPONS | HARM).isdisjoint(clause.words)  # a computer, a rival
    if verb == "burn":
        return reading.form == "gerund" and _has_no_object(clause, reading.end)  # "the fire was still burning"
    if verb == "strike" and reading.form == "gerund" and not recipients:
        return _is_remarkable(clause, reading)
    if verb == "fight" and _is_contest(clause, reading):
        return True
    if verb in ("fight", "fighting") and clause.words[reading.start] == "fighting":
        begins = clause.tokens[reading.start].start
        return not any(party.start > begins for party in recipients) and _only_takes_sides(clause, reading)
    return verb == "hurt" and (
        _hurts_in_no_body(clause, reading) or (bool(recipients) and all(party.sector == "BUS" for party in recipients))
    )


def _is_hacked(clause: Clause, reading: Reading) -> bool:
    """ "Hackers targeted servers", "was targeted in a cyber attack"; not "targeted by rebels"."""
    before = clause.words[max(reading.start - 3, 0) : reading.start]
    led = clause.words[reading.end : reading.end + 1] in (["in"], ["by"], ["through"], ["via"])
    return "hackers" in before or (led and not _HACKS.isdisjoint(clause.words[reading.end : reading.end + 5]))


def _hurts_in_no_body(clause: Clause, reading: Reading) -> bool:
    """ "Tariffs hurt farmers", "his remarks hurt the party"; not "hurt two officers", "hurt me", nor "was hurt"."""
    if reading.form == "noun" or clause.group_before(reading.start).passive:
        return False
    if not _SOMEBODY.isdisjoint(clause.words[reading.end : reading.end + 1]):
        return False
    counted = clause.counts(reading.end) or not clause.is_noun_phrase_start(reading.end)
    return not counted and (WEAPONS | HARM).isdisjoint(clause.words)


def _is_remarkable(clause: Clause, reading: Reading) -> bool:
    """ "The likeness is striking", "most striking was how"; but "planes were striking at the town"."""
    after = clause.words[reading.end] if reading.end < len(clause) else "."
    before = clause.words[reading.start - 1] if reading.start else ""
    return before in ("most", "more", "very", "so", "as") or (before in BE and not after[0].isalnum())


def _is_contest(clause: Clause, reading: Reading) -> bool:
    """ "A battle fought on many fronts", "the race for the Senate is fought in Ohio"; but "fought on Qant's fronts"."""
    before = clause.words[max(reading.start - 8, 0) : reading.start]
    on_fronts = "fronts" in clause.words[reading.end : reading.end + 4] and not clause.places
    fought = reading.form in ("past", "participle") and not _BATTLES.isdisjoint(before)
    return fought and (on_fronts or not _PRIZES.isdisjoint(before))


def _is_dismissal(clause: Clause, reading: Reading) -> bool:
    """ "The firing of seven officers", "the Comey firing"; not "the firing of rockets"."""
    after = clause.words[reading.end : reading.end + 7]
    if after[:1] == ["of"]:
        return (EXPLOSIVE | _FLYING | _SHOTS).isdisjoint(after)
    number = clause.actor_at[reading.start - 1] if reading.start else -1
    return number >= 0 and clause.actors[number].kind == "person" and bool(clause.actors[number].name)


def _has_no_object(clause: Clause, end: int) -> bool:
    lasts = end < len(clause) and clause.time_at[clause.after_quantifier(end)] >= 0
    return lasts or not clause.is_noun_phrase_start(end)


def _only_takes_sides(clause: Clause, reading: Reading) -> bool:
    """ "Rebels fighting under the banner of X", "in the civil war": who they are, and no fight that is told of."""
    before = clause.words[reading.start - 1] if reading.start else ""
    if before in BE:
        return False
    after = clause.words[reading.end : reading.end + 5]
    if after[:1] in (["in"], ["inside"]) and before.endswith("s") and _is_wide(clause, reading.end + 1):
        return True
    return after[:1] == ["alongside"] or (after[:1] == ["under"] and not _COLOURS.isdisjoint(after))


def _is_wide(clause: Clause, start: int) -> bool:
    """Whether a whole country, a war or an alliance begins at a token."""
    for k in range(start, min(start + _REACH_OF_WAR, len(clause))):
        number = clause.place_at[k]
        if number >= 0 and clause.places[number].feature_code == "PCLI":
            return True
        if clause.words[k] in _WARS:
            return True
        if number >= 0 or clause.words[k] in PREPOSITIONS:
            break
    return False


def is_no_attack(clause: Clause, reading: Reading, actors: Sequence[ActorMention]) -> bool:
    """ "Games have been hit by controversy", "an outage hit the city": neither arms nor an act of force."""
    if not _BLACKOUTS.isdisjoint(clause.words[max(reading.start - 2, 0) : reading.start]):
        return True
    start = clause.tokens[reading.start].start
    by = reading.end + (clause.words[reading.end : reading.end + 1] in (["hard"], ["badly"]))
    if clause.words[by : by + 1] != ["by"] or reading.form == "noun":
        return False
    done = any(actor.start > start for actor in actors)
    return not done and (WEAPONS | VIOLENCE | _FLYING).isdisjoint(clause.words[by : by + 9])


def is_of_words(
    clause: Clause, reading: Reading, actors: Sequence[ActorMention], recipients: Sequence[ActorMention]
) -> bool:
    """Politicians who attack a policy or clash with a rival: no party bears arms, and no blood is told of."""
    warns = reading.pattern.event_type == "ASSAULT" and "warning" in clause.words[reading.start : reading.end]
    if warns and actors and recipients:  # "fired a warning shot at"
        return all(party.sector in _POLITICAL_SECTORS for party in (*actors, *recipients))
    if reading.pattern.words == "come under fire" and actors:
        return all(party.sector in _CRITICS for party in actors)
    if reading.pattern.event_type == "ASSAULT" and _is_criticised(clause, reading, (*actors, *recipients)):
        return True
    parties = (*actors, *recipients)
    of_politicians = bool(actors) and all(party.sector in ("PTY", "LEG") for party in parties)
    if reading.pattern.words == "attack" and of_politicians and _is_bloodless(clause, reading):
        return True  # "dismissed the latest Tory attack"
    if "attack" in reading.pattern.words and (
        _is_said_how(clause, reading, actors) or _is_of_speech(clause, reading, parties)
    ):
        return True
    both = bool(actors and recipients) or len(actors) > 1
    if reading.pattern.words.split()[0] not in _ALSO_IN_WORDS or (reading.form == "noun" and not both):
        return False
    people = [party for party in parties if party.kind == "person" and (party.name or actors)]
    civil = all(party in people or party.sector in _POLITICAL_SECTORS for party in parties)
    unarmed = not any(party.sector in ARMED_SECTORS or party.kind == "country" for party in parties)
    in_words = bool(people) or (bool(parties) and reading.pattern.words.split()[0] == "battle")
    return in_words and civil and unarmed and _is_bloodless(clause, reading)


def _is_said_how(clause: Clause, reading: Reading, actors: Sequence[ActorMention]) -> bool:
    """ "The minister's attack on the judges, calling them traitors": a person's words against somebody."""
    says = (k for k in range(reading.end, len(clause)) if clause.words[k] in _SAYING)
    said = next((clause.words[k - 1] == "," for k in says), False)
    return said and bool(actors) and all(a.kind == "person" for a in actors) and _is_bloodless(clause, reading)


def _is_of_speech(clause: Clause, reading: Reading, parties: Sequence[ActorMention]) -> bool:
    """ "Remarks that include an attack on the senator", "his attacks on Ms Doe in a speech"."""
    named = bool(parties) and all(
        party.kind == "person" and (party.name or party.sector in _POLITICAL_SECTORS) for party in parties
    )
    return reading.form == "noun" and named and not _SPOKEN.isdisjoint(clause.words) and _is_bloodless(clause, reading)


def _is_bloodless(clause: Clause, reading: Reading) -> bool:
    return _BLOODSHED.isdisjoint((*clause.words[: reading.start], *clause.words[reading.end :]))


def _is_criticised(clause: Clause, reading: Reading, parties: Sequence[ActorMention]) -> bool:
    """ "Came under attack over taxes", "Minister attacked for his plan", "Tories attack asylum plans"."""
    if "attack" not in reading.pattern.words or reading.form == "noun" or not _BLOODSHED.isdisjoint(clause.words):
        return False
    end = reading.end
    if "under" not in reading.pattern.words:
        is_active = reading.form in ("base", "third", "past") or BE.isdisjoint(clause.words[: reading.start])
        if is_active and not _MATTERS.isdisjoint(clause.words[end : end + 5]):
            return any(party.sector in _POLITICAL_SECTORS or party.name for party in parties)
        if not any(party.kind == "person" or party.sector in _POLITICAL_SECTORS for party in parties):
            return False
    leads = ("over", "for", "on") if clause.is_headline else ("over", "for")
    is_led = clause.words[end : end + 1] and clause.words[end] in leads and end + 1 < len(clause)
    return bool(is_led) and clause.time_at[end + 1] < 0 and not clause.counts(end + 1)
