"""English verb and noun forms by rule, with a table of what rules do not give. No text is read here."""

from typing import Literal

Form = Literal["base", "third", "past", "participle", "gerund"]

# base: past, participle; a bar separates variants
_IRREGULAR = """
arise arose arisen; awake awoke awoken; be was|were been; bear bore borne; beat beat beaten; become became become;
begin began begun; bend bent bent; bind bound bound; bleed bled bled; blow blew blown; break broke broken;
breed bred bred; bring brought brought; build built built; burn burned|burnt burned|burnt; buy bought bought;
catch caught caught; choose chose chosen; cling clung clung; come came come; cost cost cost; cut cut cut;
deal dealt dealt; dig dug dug; do did done; draw drew drawn; drive drove driven; eat ate eaten; fall fell fallen;
feed fed fed; feel felt felt; fight fought fought; find found found; flee fled fled; fly flew flown;
forbid forbade forbidden; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got got|gotten;
give gave given; go went gone; grow grew grown; hang hanged|hung hanged|hung; have had had; hear heard heard;
hide hid hidden; hit hit hit; hold held held; hurt hurt hurt; keep kept kept; know knew known; lay laid laid;
lead led led; leave left left; lend lent lent; let let let; lie lay lain; light lit lit; lose lost lost;
make made made; mean meant meant; meet met met; mow mowed mown|mowed; offset offset offset;
overcome overcame overcome; overrun overran overrun; overtake overtook overtaken; overthrow overthrew overthrown;
pay paid paid; put put put; quit quit quit; raze razed razed; read read read; rebuild rebuilt rebuilt;
repay repaid repaid; retake retook retaken; re-take re-took re-taken; rid rid rid; ride rode ridden;
ring rang rung; rise rose risen; run ran run; say said said; see saw seen; seek sought sought; sell sold sold;
send sent sent; set set set; shake shook shaken; shed shed shed; shoot shot shot; show showed shown|showed;
shut shut shut; sing sang sung; sink sank|sunk sunk; sit sat sat; slay slew slain; sleep slept slept;
slit slit slit; speak spoke spoken; speed sped sped; spend spent spent; split split split; spread spread spread;
spring sprang sprung; stand stood stood; steal stole stolen; stick stuck stuck; strike struck struck|stricken;
strive strove striven; swear swore sworn; sweep swept swept; swing swung swung; take took taken; teach taught taught;
tear tore torn; tell told told; think thought thought; throw threw thrown; undergo underwent undergone;
undertake undertook undertaken; uphold upheld upheld; wage waged waged; wear wore worn; win won won;
withdraw withdrew withdrawn; withhold withheld withheld; withstand withstood withstood; write wrote written;
shoot-down shot-down shot-down; test-fire test-fired test-fired
"""
_DOUBLES = """
abet ban bar bat beg club compel control cut dig drop equip expel fit gag get grab gun hit jab jam kidnap let
lob man nab occur pat permit pin plan plot plug pop put quit ram rap rebel rebut recur refer regret repel rid
rip flog rob rub run sap set shed shut sit skip slam slap slip snap snub split spot stab step stop strip submit swap
tap tip top transfer transmit trap trip unplug upset win wrap commit admit acquit patrol propel scrap star jet
net spar shun spin slit infer deter confer whip horsewhip
pistol-whip mug machine-gun machinegun
"""
_DOUBLING = frozenset(_DOUBLES.split())
_SPELT_BOTH_WAYS = frozenset(("cancel", "travel", "label", "signal", "counsel", "fuel", "quarrel", "level", "marshal"))
_ALSO_BE = (("am", "base"), ("are", "base"), ("is", "third"))


def _read_irregular() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    table = {}
    for entry in _IRREGULAR.split(";"):
        base, past, participle = entry.split()
        table[base] = tuple(past.split("|")), tuple(participle.split("|"))
    return table


IRREGULAR = _read_irregular()


def verb_forms(base: str) -> list[tuple[str, Form]]:
    """Every written form of a verb with what it can be; a form that can be two things stands twice."""
    forms: list[tuple[str, Form]] = [(base, "base"), (_third(base), "third"), (_gerund(base), "gerund")]
    past, participle = IRREGULAR.get(base, ((_regular_past(base),),) * 2)
    forms += [(form, "past") for form in past]
    forms += [(form, "participle") for form in participle]
    if base in _SPELT_BOTH_WAYS:
        forms += [(base + "led", "past"), (base + "led", "participle"), (base + "ling", "gerund")]
    if base == "be":
        forms += _ALSO_BE  # type: ignore[arg-type]
    return forms


def plural(noun: str) -> str:
    """The regular plural."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _third(base: str) -> str:
    if base in ("have", "be"):
        return {"have": "has", "be": "is"}[base]
    if base in ("do", "go", "undergo", "veto", "torpedo"):
        return base + "es"
    return plural(base)


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return _doubled(base) + "ing"


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _doubled(base: str) -> str:
    doubling = base in _DOUBLING or (base in IRREGULAR and _closes_short(base))
    return base + base[-1] if doubling else base


def _closes_short(base: str) -> bool:
    """One short vowel before one last consonant, as in "win" and "begin"."""
    return (
        len(base) > 2
        and base[-1] not in "aeiouwxyhkr"
        and base[-2] in "aeiou"
        and base[-3] not in "aeiou"
        and not base.endswith(("en", "ow"))
    )
