"""The closed lists of words that stand before, after or in place names. Names of persons are in the gazetteer."""


def words(text: str) -> frozenset[str]:
    """A set of the white-space separated words."""
    return frozenset(text.split())


STRONG_PREPOSITIONS = words(
    """
    in near outside around across throughout inside within toward towards into at from visiting
    neighboring neighbouring surrounding via between beyond downtown
    """
)
TAKING = words(
    """
    entered seized captured retook recaptured took stormed shelled bombed attacked besieged reached visited liberated
    overran struck controls controlled control bombarded hit capture recapture seize retake enter storm besiege take
    seizing capturing retaking entering storming besieging bombing shelling liberate invaded invade fled
    """
)
WEAK_PREPOSITIONS = words("to of through over against and off leaving left until or")
COMPASS = words(
    """
    north south east west northern southern eastern western northeast northwest southeast southwest northeastern
    northwestern southeastern southwestern central mid north-east north-west south-east south-west north-eastern
    north-western south-eastern south-western upper lower inner outer greater rural
    """
)
TITLES = words(
    """
    mr mrs ms miss dr sir lord lady dame sheikh shaikh ayatollah imam mullah rabbi pope bishop archbishop father sister
    president premier chancellor minister secretary ambassador senator congressman congresswoman representative
    governor mayor councillor councilman councilwoman commissioner judge justice sheriff chief deputy officer detective
    sergeant captain lieutenant colonel major general admiral commander corporal private constable inspector
    superintendent professor prof coach king queen prince princess emperor sultan emir gen lt col maj capt sgt cpl sen
    rep gov rev hon pvt brig adm cmdr spokesman spokeswoman spokesperson chairman director analyst attorney
    operation hurricane
    lawyer doctor nurse teacher student author singer actor actress player driver
    """
)
SPEECH = words(
    """
    said says told adds added asked explained noted recalled wrote stated testified declined admitted argued insisted
    joked replied tweeted thinks believes
    """
)
UNITS = words(
    """
    province governorate oblast region state district department prefecture emirate wilaya county parish municipality
    territory provinces districts counties states regions borough canton
    """
)
GENERIC_HEADS = words(
    "tal tall tell tel kafr kafar kfar kafer bani beni ain ayn ein jabal jebel wadi beit bayt umm abu ras deir dayr "
    "khan bir al el bab"
)
SETTLEMENTS = words(
    "city town village suburb port neighborhood neighbourhood hamlet township capital camp "
    "settlement cities towns villages"
)
QUARTERS = words("neighborhood neighborhoods neighbourhood neighbourhoods suburb suburbs quarter quarters")
WATERS = words(
    """
    river rivers lake sea ocean gulf bay strait straits creek canal dam falls mountain mountains hills valley desert
    basin peninsula plateau bridge pass
    """
)
STREETS = words(
    "street streets st. avenue ave ave. road roads rd rd. lane drive boulevard blvd blvd. highway turnpike square"
)
MONTHS_AND_DAYS = words(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """
)
NEVER_ALONE = (
    COMPASS
    | MONTHS_AND_DAYS
    | words(
        """
    first second third fourth fifth new old saint arab hamas fatah boko haram taliban nusra nasr shami asian least hurr
    isis isil daesh nato opec meta allied green interior
    """
    )
    | {"old city", "white house", "olive branch", "the white house", "new year", "red cross", "al sham", "sham"}
    | {"south side", "north side", "east side", "west side", "old town", "green zone", "down town", "city hall"}
    | {"north end", "south end", "east end", "west end", "ground zero"}
)
NOT_THERE = words(
    """
    post times herald tribune journal gazette news star sun mirror guardian telegraph observer chronicle inquirer
    examiner courier daily weekly magazine press today radio tv fc afc cf united rovers wanderers athletic
    airlines airways air accord accords treaty convention protocol declaration agreement consensus process
    bulls lakers cowboys patriots packers bears lions tigers giants jets eagles falcons ravens steelers browns
    bengals colts texans titans jaguars broncos chiefs raiders chargers saints panthers buccaneers cardinals rams
    seahawks yankees mets dodgers cubs sox braves reds indians orioles astros rangers mariners padres phillies pirates
    brewers twins royals knicks nets celtics heat magic hawks hornets pacers pistons cavaliers bucks timberwolves
    nuggets jazz suns kings spurs mavericks rockets grizzlies pelicans thunder blazers clippers warriors bruins
    sabres flyers penguins capitals hurricanes predators blues wild avalanche stars coyotes ducks sharks canucks
    flames oilers leafs canadiens senators
    court
    jr jr. sr sr. inc inc. corp corp. ltd ltd. co co. llc plc
    """
)
INSTITUTIONS = words(
    """
    police county school schools high elementary middle mayor city council court jail prison hospital airport fire
    department sheriff sheriff's library public board chamber governor gov. attorney judge coroner college university
    community district health medical government administration authorities officials legislature senate house
    parliament ministry embassy consulate municipal town village township superior regional area international
    stadium park museum cemetery church mosque chief division office courthouse municipality water emergency rescue
    """
)
PEOPLE = words(
    """
    man woman men women boy girl teen teenager resident residents native couple family families home house firm
    company business businesses farmer farmers firefighter firefighters officer officers doctor lawyer students student
    driver drivers motorist voters suburb suburbs neighborhood neighbourhood border militants troops fans parents
    police soldiers authorities officials villagers protesters workers taxpayers headquarters office market
    """
)
STANDING_ALONE = words("n s w nsw nwfp") | {
    "n h",
    "n j",
    "n y",
    "n c",
    "n d",
    "s c",
    "s d",
    "w va",
    "b c",
    "calif",
    "conn",
    "mass",
    "fla",
    "okla",
    "ont",
    "alta",
    "sask",
}
ABBREVIATED_UNITS = {
    "ala": "alabama", "ariz": "arizona", "ark": "arkansas", "calif": "california", "colo": "colorado",
    "conn": "connecticut", "del": "delaware", "fla": "florida", "ga": "georgia", "ill": "illinois", "ind": "indiana",
    "kan": "kansas", "ky": "kentucky", "la": "louisiana", "md": "maryland", "mass": "massachusetts",
    "mich": "michigan", "minn": "minnesota", "miss": "mississippi", "mo": "missouri", "mont": "montana",
    "neb": "nebraska", "nev": "nevada", "n h": "new hampshire", "n j": "new jersey", "n m": "new mexico",
    "n y": "new york", "n c": "north carolina", "n d": "north dakota", "okla": "oklahoma", "ore": "oregon",
    "pa": "pennsylvania", "r i": "rhode island", "s c": "south carolina", "s d": "south dakota",
    "tenn": "tennessee", "tex": "texas", "vt": "vermont", "va": "virginia", "wash": "washington",
    "w va": "west virginia", "wis": "wisconsin", "wyo": "wyoming", "d c": "district of columbia",
    "al": "alabama", "ak": "alaska", "az": "arizona", "ar": "arkansas", "ca": "california", "co": "colorado",
    "ct": "connecticut", "de": "delaware", "fl": "florida", "hi": "hawaii", "id": "idaho", "il": "illinois",
    "in": "indiana", "ia": "iowa", "ks": "kansas", "me": "maine", "ma": "massachusetts", "mi": "michigan",
    "mn": "minnesota", "ms": "mississippi", "mt": "montana", "ne": "nebraska", "nv": "nevada", "nh": "new hampshire",
    "nj": "new jersey", "nm": "new mexico", "ny": "new york", "nc": "north carolina", "nd": "north dakota",
    "oh": "ohio", "ok": "oklahoma", "or": "oregon", "ri": "rhode island", "sc": "south carolina",
    "sd": "south dakota", "tn": "tennessee", "tx": "texas", "ut": "utah", "wa": "washington", "wv": "west virginia",
    "wi": "wisconsin", "wy": "wyoming", "dc": "district of columbia",
    "ont": "ontario", "que": "quebec", "b c": "british columbia", "alta": "alberta", "sask": "saskatchewan",
    "man": "manitoba", "n s": "nova scotia", "n b": "new brunswick", "nsw": "new south wales",
}  # fmt: skip
