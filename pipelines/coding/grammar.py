"""Closed classes of English words that the event rules lean on. No rules live here."""

from pipelines.coding.inflection import verb_forms


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


PREPOSITIONS = words(
    """
    about above across after against along alongside amid amidst among around at before behind below beneath beside
    between beyond by despite during except for from in inside into like near of off on onto outside over past since
    through throughout to toward towards under until up upon via with within without amongst following including
    """
)
PLACE_PREPOSITIONS = words(
    "in at near around outside inside into across throughout over on from of to toward towards through along within for"
)
DETERMINERS = words(
    """
    the a an this that these those his her its their our my your some any no every each another both all several many
    few most more other such least
    """
)
BE = words("be is are was were been being am 's 're get got gets getting gotten")
HAVE = words("have has had having 've")
DO = words("do does did")
MODALS = words("will would shall should can could may might must 'll 'd wo ca")
NEGATIONS = words("not n't never no neither nor cannot without")
AUXILIARIES = BE | HAVE | DO | MODALS
ADVERBS = words(
    """
    also now then still just already again once ever never not n't yet even only soon later today yesterday tomorrow
    first twice so far too very jointly back always often almost nearly further much well all both together
    reportedly allegedly apparently currently recently otherwise
    """
)
RELATIVES = words("who which that whom whose")
SUBORDINATORS = words(
    "after before when while because since if although though whereas unless until where why how as once amid"
)
SUBCLAUSE_OPENERS = RELATIVES | SUBORDINATORS
COORDINATORS = words("and or but & nor")
CLAUSE_OPENERS = SUBCLAUSE_OPENERS | COORDINATORS
DASHES = words("- – — -- _")
STRONG_STOPS = words("; : . ? ! — – -- ... …")
QUOTES = words("\" ' “ ” ‘ ’ « » `")
PRONOUNS = words("he she it they we i you him her them us me who")

QUANTIFIERS = frozenset(
    tuple(phrase.split())
    for phrase in (
        *("at least", "at most", "up to", "as many as", "more than", "less than", "fewer than", "no fewer than"),
        *("over", "about", "around", "nearly", "almost", "some", "approximately", "an estimated", "close to"),
    )
)
NUMBER_WORDS = words(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozens scores hundreds thousands
    """
)

# verbs and adjectives that hand their subject on to a following infinitive
CATENATIVES = words(
    """
    vowed vows vow vowing threatened threatens threaten threatening planned plans plan planning tried tries try trying
    attempted attempts attempt attempting began begins begin begun beginning started starts start starting continued
    continues continue continuing wanted wants want wanting refused refuses refuse refusing managed manages manage
    failed fails fail failing sought seeks seek seeking intended intends intend intending agreed agrees agree agreeing
    pledged pledges pledge promised promises promise prepared prepares prepare preparing helped helps help helping
    decided decides decide deciding hoped hopes hope hoping expected scheduled due set ready able unable likely
    unlikely going about used willing unwilling moved moves ceased offered offers offer claimed claims claim appeared
    appears seemed seems has have had forced aims aimed aim struggled needs need needed chose opted ordered allowed
    asked urged told poised determined
    """
)
# verbs whose gerund is no more than thought of or disputed, and whose gerund did not happen
WEIGHED = words(
    """
    consider considers considered considering weigh weighs weighed weighing mull mulls mulled mulling contemplate
    contemplates contemplated contemplating favour favours favoured favor favors favored discuss discusses discussed
    discussing suggest suggests suggested suggesting propose proposes proposed proposing recommend recommends
    recommended recommending risk risks risked risking advocate advocates advocated advocating
    """
)
SHUNNED = words("avoid avoids avoided avoiding deny denies denied")
BEFORE_GERUND = (
    WEIGHED
    | SHUNNED
    | words(
        """
        began begin begins begun started start starts continued continue continues kept keep keeps stopped stop stops
        resumed ended halt halted suspended admitted admits reported is are was were been
        """
    )
)

SPEECH = words(
    """
    said says say saying told tells tell telling added adds reported reports report reporting announced announces
    stated states claimed claims confirmed confirms noted notes believe believes believed think thinks thought know
    knows known knew insisted insists argued argues explained wrote writes tweeted quoted described describes declared
    declares showed shows suggests suggested acknowledged admitted maintained maintains
    """
)
_COMMON_VERBS = """
    become come go get give take make leave enter reach arrive move return open close start begin continue end stop
    follow lead include involve cause bring put keep show turn run walk drive fly flee escape hide find lose win gain
    see hear watch meet speak call ask answer tell say report claim announce declare describe believe think know
    want need hope expect plan try attempt fail succeed manage help allow let force order send receive hold carry
    place build produce create join form lead elect appoint name choose decide vote pass adopt approve sign reach use
    live work stay remain stand sit fall rise increase decrease grow drop cut raise add change replace remove serve
    face deal treat save protect defend guard monitor patrol control govern rule own buy sell pay cost spend trade
    happen occur take erupt break appear emerge seem look feel suffer survive recover result contain cover spread
    push pull throw fire load travel cross pass surround approach advance withdraw retreat gather meet mark say
    celebrate mourn bury warn urge insist argue admit deny confirm reject accept agree offer promise provide supply
    support back oppose criticise condemn accuse blame prompt trigger spark fuel lead seize block stop prevent set
    issue publish release broadcast air host visit tour head remain tell belong deliver stage target swear vow pledge
    intensify escalate ease lift impose extend confirm explain reveal express voice note point cite underscore
"""
BASE_VERBS = words(_COMMON_VERBS) | words(
    """
    rebuild help fight combat fund finance integrate improve ensure develop strengthen tackle address boost promote
    assist respond reduce counter treat feed house dissolve revive maintain establish encourage avoid facilitate
    implement investigate resolve tackle secure discuss withdraw negotiate launch expand restore do deliver explore
    """
)
VERBS = frozenset(
    written
    for base in _COMMON_VERBS.split()
    for written, form in verb_forms(base)
    if form in ("past", "participle") or written.endswith("es")
) | (SPEECH - words("report reports claims states notes thought known"))
# participles that stand as adjectives before a noun more often than they carry a clause
ADJECTIVAL = words(
    """
    armed united so-called suspected alleged wanted masked wounded displaced occupied besieged retired elected exiled
    banned detained jailed imprisoned convicted accused kidnapped abducted injured unidentified red limited supposed
    backed-up disputed divided combined allied detailed renewed increased repeated mixed unarmed disgruntled hundred
    need seed speed indeed proceed feed breed bed deed weed fled-from ahmed mohammed muhammed mohamed muhamed hamed
    ahmad sacred naked wicked mounted coordinated co-ordinated concerted sustained prolonged unprovoked
    """
)

KIN = words(
    """
    wife wives husband widow widows family families parents son sons daughter daughters mother mothers father fathers
    brother brothers sister sisters cousin uncle nephew relatives kin friends neighbours neighbors colleagues lawyers
    """
)
ARMED_SECTORS = words("MIL REB UAF PRM COP SPY CRM")
POSSESSIVES = frozenset(("'s", "’s", "'S", "’S"))
STATE_SECTORS = words("GOV MIL COP SPY")
FIGHTING_SECTORS = words("MIL REB PRM UAF")
VIOLENCE = words(
    """
    killed kill kills killing dead deaths death died wounded injured casualties troops soldiers soldier militants
    militant rebels rebel fighters fighter insurgents insurgent gunmen gunman guerrillas guerrilla jihadists jihadis
    jihadi terrorist terrorists army military militia militias militiamen troop forces airstrike airstrikes warplane
    warplanes jets bomb bombs bombing bombings bombed explosion explosions blast artillery shells shelling shelled
    mortar mortars rocket rockets missile missiles grenade grenades gunfire shots shot shooting war battle fighting
    clashes offensive siege suicide tanks tank drone drones air-strike air-strikes weapons ied landmine mine convoy
    checkpoint militarily armed insurgency paramilitary paramilitaries separatists separatist bodies massacre frontline
    """
)
TAKING_PLACE = words(
    "erupted broke raged raging continued resumed flared intensified escalated occurred took reported heard underway"
)
HARM = words(
    "killed kill kills killing dead deaths death died wounded injured casualties bodies weapons forces shot armed"
)
WEAPONS = (VIOLENCE - HARM - words("terrorist")) | words(
    """
    attack attacks attacked attacker attackers ambush ambushed ambushes raid raids strikes riot riots gunshot gunshots
    stabbed stabbing shot knife gun guns murder murdered murders homicide clash clashes clashed bombardment bombardments
    sniper snipers crossfire firefight gunfight gunbattle shootout assassinated assassination beheaded beheading gunned
    kidnapped abducted massacred machete machetes dynamite
    """
)
AREAS = words(
    """
    town towns village villages city cities suburb suburbs district districts neighbourhood neighbourhoods neighborhood
    neighborhoods quarter quarters area areas camp camps
    """
)
DISASTERS = words(
    """
    crash crashed accident accidents earthquake quake flood floods flooding collapsed collapse storm disease virus
    avalanche capsized derailed landslide cyclone hurricane typhoon tornado tsunami wildfire wildfires bushfire
    drowned drowning overturned collided collision illness cancer covid coronavirus pandemic epidemic eruption rubble
    stampede famine heatwave mudslide blizzard plunges ravine collision pile-up derailment derails capsizes
    ferry landslides floods lightning blaze outage outages blackout blackouts
    """
)
LABOUR = words(
    """
    worker workers union unions employee employees teacher teachers driver drivers miner miners doctor doctors nurse
    nurses staff wages wage pay salary salaries walkout pilots labour labor trade-union unionists strikers crew crews
    railway rail farmers lecturers students employers cosatu stoppage
    """
)

WARDED_OFF = words(
    """
    foiled foils foil repelled repels repel repulsed thwarted thwarts thwart prevented prevents averted frustrated
    frustrates
    """
)
