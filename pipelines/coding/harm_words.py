"""The words that tell that people were killed, injured, taken or driven from home, and the nouns beside them."""

import re

from pipelines.coding.grammar import words

KINDS = ("killed", "injured", "captured", "displaced")

# Words of each kind by where their number stands: right of them; right, or left in the passive; left.
_RIGHT = {
    "killed": "kill kills killing claim claimed claiming claims slay slew murdering massacring executing",
    "injured": "injure injures injuring wound wounding hurting maiming wounds",
    "captured": "arrest arresting detain detains detaining abduct abducts abducting kidnap kidnaps kidnapping capture "
    "captures capturing apprehend apprehending",
    "displaced": "displace displaces displacing uproot uproots uprooting",
}
_EITHER = {
    "killed": "killed murdered massacred executed slain beheaded slaughtered assassinated lynched gunned electrocuted "
    "hacked",
    "injured": "injured wounded hurt maimed hospitalised hospitalized",
    "captured": "arrested detained abducted kidnapped captured apprehended",
    "displaced": "displaced uprooted",
}
_LEFT = {
    "killed": "dead died die dies deaths bodies fatalities dying perished fatally corpses",
    "injured": "injuries injured wounded",
    "captured": "arrests hostage hostages prisoner prisoners captive captives",
    "displaced": "homeless homes fled flee fleeing",
}
_NOUNS = {
    "killed": "murder assassination slaying execution beheading lynching death killing killings murders assassinations "
    "executions massacre fatal",
    "captured": "arrests detention kidnappings abduction abductions",
    "displaced": "displacement",
}
MURDER = words("murder assassination slaying execution beheading lynching")
RIGHT, EITHER, LEFT = (words(" ".join(table.values())) for table in (_RIGHT, _EITHER, _LEFT))
NOUN_OF = (
    MURDER
    | words("death deaths killing killings murders assassinations executions massacre bodies")
    | words("arrest arrests capture detention kidnapping kidnappings abduction abductions displacement")
)
KIND_OF = {
    word: kind for kind in KINDS for table in (_RIGHT, _EITHER, _LEFT, _NOUNS) for word in table.get(kind, "").split()
}
# Towns are captured too: these tell of people only where people stand beside them.
SEIZURE = words("capture captures captured capturing")
TAKING = words("take takes took taken taking hold holds held holding")
FLEEING = words("flee fled fleeing")
FORCING = words("force forces forced forcing compelled compelling obliged caused causing")
LEAVING = FLEEING | words("from out abandon abandoned leave left leaving")
# What those flee who flee from their homes: "fled the shelling", not "the gunmen fled".
DANGERS = words(
    "homes home houses fighting shelling bombing bombardment violence clashes war conflict offensive advance"
)
NOT_PEOPLE = words(
    """
    % percent per billion dollars euros pounds km kilometres kilometers miles metres meters hours days weeks
    months years minutes times year-old vehicles cars houses homes buildings tanks aircraft shots rounds rockets attacks
    incidents villages towns families households positions checkpoints posts bases districts hills weapons
    areas neighbourhoods neighborhoods cities settlements cattle cows sheep animals dogs birds points a.m p.m am pm
    block blocks
    """
)
GROUPS = words("group groups organisation organization movement forces force fighters troops members gunmen leaders")
SINGULAR = words("a an another one")
PERSON_NOUN = re.compile(
    r"(?:.*-(?:year|month|week|day)-old|man|woman|boy|girl|child|teenager|teen|soldier|policeman|policewoman|officer|civilian|person|"
    r"student|protester|worker|driver|farmer|villager|guard|journalist|reporter|leader|commander|militant|rebel|gunman|"
    r"youth|baby|toddler|mother|father|wife|husband|son|daughter|brother|sister|teacher|policeman|peasant|passer-by|"
    r"bystander|demonstrator|resident|constable|sergeant|lieutenant|captain|colonel|general|fighter|infant|suspect|"
    r"victim|attacker|bomber|assailant|politician|lawmaker|priest|nun|judge|businessman|cleric|imam|contractor|"
    r"separatist|activist|mayor|governor|minister|senator|congressman|magistrate|prosecutor|lawyer|bishop|missionary|"
    r"candidate|councilman|councillor|ambassador|diplomat|executive|banker|rancher|landowner|engineer|doctor|nurse|"
    r"shopkeeper|trader|vendor|merchant|tourist|pilgrim|patient|settler|migrant|refugee|firefighter|medic|paramedic|"
    r"preacher|monk|fisherman|herder|herdsman|shepherd|cyclist|motorist|clerk|"
    r"girlfriend|boyfriend|neighbour|neighbor|uncle|aunt|cousin|nephew|niece|grandmother|grandfather|trooper|"
    r"bodyguard|chauffeur|passenger|pedestrian|unionist|sheikh|photographer|cameraman|editor|guardsman|watchman|pilot|informer)"
)
