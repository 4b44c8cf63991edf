"""Words that tell little of which event a text is about: empty ones, the calendar, what most reports hold."""

import csv
from functools import cache
from importlib.resources import files

from pipelines.coding.grammar import words

EMPTY = words(
    """
    the and that this with from have has had was were are been being for not but they their them there then than
    who whom whose which what when where while will would could should can may might must shall his her its our
    your she him you into onto upon over under after before about above below between during through against out
    off all any some such only also more most much many other another own same very just too each every both few
    one two three four five six seven eight nine ten did does done how why because since until though although
    said say says told tell according
    """
)
CALENDAR = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec
    """
)
FREQUENT = words(
    """
    police officer official authority people person man men woman women child children boy girl victim suspect
    attack attacker kill killed die died dead death deadly injur injure wound wounded hurt shot shoot fire fir
    gun gunman shooter bomb blast explosion strike airstrike force army military troop soldier government state
    city town area home house street road school hospital car vehicle scene incident report reported charge
    arrest court judge trial murder crime investigation investigate investigator family friend neighbour
    neighbor member group leader minister president spokesman spokeswoman statement news media local national
    country world war fight fighter rebel militant security week month year day morning afternoon evening night
    hour time today yesterday last early late first second near around held hold found find made make taken take
    took left come came went gone get got give given known called including include several least down part
    number new old young former still back now ago next later another multiple identified identify released
    release
    """
)
"""Stems of words that most reports of violence and politics hold."""
_OF_OFFICES = words(
    """
    president minister prime general police army government state states united nations county city street
    avenue road north south east west northern southern eastern western central university school hospital
    department office sheriff officer judge court news television channel media mr mrs ms dr the and for from
    """
)


@cache
def known_names() -> frozenset[str]:
    """Words of the names of offices, countries and agencies, which nearly every article holds."""
    with files("seeds").joinpath("countries.csv").open(encoding="utf-8") as lines:
        names = [value for row in csv.DictReader(lines) for value in row.values()]
    with files("seeds").joinpath("agencies.csv").open(encoding="utf-8") as lines:
        names += [row["forms"] for row in csv.DictReader(lines)]
    return _OF_OFFICES | frozenset(" ".join(names).replace("|", " ").lower().split())
