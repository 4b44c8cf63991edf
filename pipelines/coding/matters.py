"""Verbs of force whose object is a matter and nobody: bills are killed, trades executed, accounts hijacked."""

from pipelines.coding.clauses import Clause
from pipelines.coding.grammar import CLAUSE_OPENERS, DETERMINERS, PREPOSITIONS, STRONG_STOPS, words
from pipelines.coding.patterns import Reading

_REACH_OF_OBJECT = 7  # tokens
_DRAFTS = words(
    """
    bill bills legislation law proposal proposals plan plans deal deals measure measures amendment amendments project
    projects programme programmes program programs idea ideas debate debates talks meeting meetings merger reform
    reforms agreement agreements story stories motion motions case cases rumour rumours rumors effort efforts hope hopes
    chance chances momentum initiative initiatives
    """
)
_MATTERS = {
    "kill": _DRAFTS | words("demand trade business growth competition jobs mood joke conversation life nightlife"),
    "execute": _DRAFTS
    | words(
        """
        trade trades transaction transactions order orders contract contracts mission missions strategy strategies task
        tasks code command commands move moves turn will wills document documents search searches warrant warrants
        operation operations raid raids attack attacks ambush strike strikes airstrike airstrikes coup
        decision decisions maneuver maneuvers manoeuvre manoeuvres instructions agenda vision policy policies exercise
        exercises work campaign campaigns
        """
    ),
    "hijack": _DRAFTS
    | words(
        """
        government twitter facebook email emails agenda conversation process party
        democracy movement religion islam narrative election elections system systems computer computers browser
        politics revolution revolutions issue issues term word name brand network networks game news
        """
    ),
    "nab": words(
        """
        deal deals company firm startup start-up contract contracts prize award awards spot seat title medal medals win
        victory goal goals role roles job jobs point points place ticket tickets bargain bargains share nomination
        """
    ),
    "shoot down": _DRAFTS | words("suggestion suggestions request requests claim claims"),
    "raid": words("treasury coffers reserves savings pension pensions fund funds fridge till"),
    "slash": words(
        """
        branches jobs prices price costs cost budget budgets spending rate rates forecast forecasts taxes tax staff
        workforce output production wages pay salaries positions dividend dividends estimate estimates emissions targets
        tyres tires posts places outlook
        """
    ),
}
# "Pledged to destroy its stockpile", "vowed to eliminate tax breaks": a policy, and no threat of force.
_VOWED = _DRAFTS | words(
    """
    stockpile stockpiles arsenal arsenals tax taxes breaks loophole loopholes waste corruption graft poverty hunger
    disease malaria crime racism discrimination inequality inflation unemployment debt deficit emissions bureaucracy
    tariff tariffs subsidies charges decision ruling verdict allegations records evidence
    """
)


def is_matter(clause: Clause, reading: Reading) -> bool:
    """ "The Senate killed the bill", "the trades were executed"; not "killed the author of the bill"."""
    is_vow = reading.pattern.event_type == "THREATEN" and reading.pattern.mode == "violence"
    matters = _VOWED if is_vow else _MATTERS.get(reading.pattern.words)
    if not matters or reading.form == "noun":
        return False
    group = clause.group_before(reading.start, gerund=reading.form == "gerund")
    after = clause.words[reading.end] if reading.end < len(clause) else "."
    undergone = group.passive or (
        reading.form in ("past", "participle") and (after in PREPOSITIONS or after in (".", ","))
    )
    return (_head_before(clause, group.start) if undergone else _head_after(clause, reading.end)) in matters


def _head_after(clause: Clause, start: int) -> str:
    """The last word of the noun phrase that begins at `start`."""
    end = start
    while end < min(start + _REACH_OF_OBJECT, len(clause)) and not _ends_phrase(clause, end, start):
        end += 1
    return clause.words[end - 1] if end > start else ""


def _ends_phrase(clause: Clause, i: int, start: int) -> bool:
    word = clause.words[i]
    ends = (
        word in PREPOSITIONS or word in CLAUSE_OPENERS or word in STRONG_STOPS or word == "," or clause.time_at[i] >= 0
    )
    verb = clause.is_verb(i) and word != "'s"
    return ends or (i > start and (verb or word in DETERMINERS))


def _head_before(clause: Clause, end: int) -> str:
    """The last word before the verb, but none that only describes the subject: "the author of the bill was killed"."""
    i = end - 2
    while i > 0 and not _ends_phrase(clause, i, i) and clause.words[i] not in DETERMINERS:
        i -= 1
    i -= i > 0 and clause.words[i] in DETERMINERS
    if i > 0 and clause.words[i] in PREPOSITIONS and clause.words[i - 1][0].isalpha():
        return ""
    return clause.words[end - 1] if end > 0 else ""
