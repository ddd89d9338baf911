"""The customers of the demo company: invented firms with well-formed VAT numbers and addresses that reach nobody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Customer:
    """`pays` names a behaviour of :mod:`.behaviour`; `size` scales what it buys; `every` is days between invoices."""

    key: str
    name: str
    vat: str
    street: str
    zip: str
    city: str
    country: str
    lang: str
    seller: str
    pays: str
    term: str = "30days"
    size: float = 1.0
    every: int = 60
    foreign: bool = False
    parent: str = ""


EN, FR, DE = "en_US", "fr_FR", "de_DE"
ANNA, LUKAS, MARC = "anna", "lukas", "marc"

NORTH_AMERICA = (
    Customer("northgate", "Northgate Hardware Inc.", "61-9681012", "1420 W Fulton St", "60607", "Chicago",
             "us_il", EN, ANNA, "prompt", size=1.4, every=35),
    Customer("bluewater", "Bluewater Marine Supply", "83-2628451", "88 Commercial Wharf", "02110", "Boston",
             "us_ma", EN, ANNA, "slow", every=38),
    Customer("cascade", "Cascade Outdoor Group", "82-9563101", "2301 NW Vaughn St", "97210", "Portland",
             "us_or", EN, ANNA, "prompt", size=2.0, every=50),
    Customer("cascade_retail", "Cascade Outdoor Retail LLC", "61-6064573", "2301 NW Vaughn St", "97210", "Portland",
             "us_or", EN, ANNA, "slow", every=55, parent="cascade"),
    Customer("cascade_online", "Cascade Outdoor Online LLC", "84-3722752", "410 Pine St", "98101", "Seattle",
             "us_wa", EN, ANNA, "prompt", size=0.6, every=60, parent="cascade"),
    Customer("lakeshore", "Lakeshore Medical Partners", "47-9134548", "600 Delaware Ave", "14202", "Buffalo",
             "us_ny", EN, ANNA, "disputing", size=1.3, every=40),
    Customer("redrock", "Redrock Hotels & Lodges", "83-2856395", "77 Canyon Rd", "87501", "Santa Fe",
             "us_nm", EN, MARC, "silent", size=1.2, every=40),
    Customer("pinecrest", "Pinecrest Unified School District", "36-1765473", "900 Elm Ave", "53703", "Madison",
             "us_wi", EN, MARC, "instalments", "instalments", size=3.0, every=80),
    Customer("harbor", "Harbor Street Coffee Roasters", "", "12 Harbor St", "04101", "Portland",
             "us_me", EN, MARC, "discount", "discount", size=0.5, every=60),
    Customer("maplewood", "Maplewood Property Management", "", "3500 Grand Ave", "55408", "Minneapolis",
             "us_mn", EN, MARC, "monthly", size=0.8, every=22),
    Customer("granite", "Granite State Logistics", "", "45 Airport Rd", "03103", "Manchester",
             "us_nh", EN, ANNA, "none", every=0),
    Customer("sunbelt", "Sunbelt Solar Installers", "", "8100 E Indian School Rd", "85251", "Scottsdale",
             "us_az", EN, MARC, "late", size=1.5, every=38),
)
BRITAIN = (
    Customer("thornbury", "Thornbury & Lowe Ltd", "GB169843557", "14 Gower Mews", "WC1E 6HP", "London",
             "uk", EN, ANNA, "slow", size=1.2, every=45),
    Customer("ravenscar", "Ravenscar Textiles Ltd", "GB211250668", "3 Mill Lane", "HX1 5AX", "Halifax",
             "uk", EN, ANNA, "prompt", every=60),
    Customer("penhallow", "Penhallow Fisheries Ltd", "GB573536130", "The Quay 9", "TR18 4BN", "Penzance",
             "uk", EN, MARC, "late", size=0.9, every=50),
    Customer("castlegate", "Castlegate Office Supplies Ltd", "GB964901161", "27 Castle Gate", "NG1 7AR", "Nottingham",
             "uk", EN, ANNA, "prompt", "immediate", size=0.4, every=45),
)
FRENCH_SPEAKING = (
    Customer("mercier", "Établissements Mercier SAS", "FR82337609267", "18 rue des Tanneurs", "69007", "Lyon",
             "fr", FR, ANNA, "slow", size=1.6, every=40, foreign=True),
    Customer("belleforet", "Belleforêt Ameublement SARL", "FR13130926009", "4 place du Marché", "67000", "Strasbourg",
             "fr", FR, ANNA, "prompt", every=55, foreign=True),
    Customer("caves", "Les Caves du Rhône SA", "FR43367511250", "61 quai Gailleton", "69002", "Lyon",
             "fr", FR, MARC, "late", size=1.2, every=45, foreign=True),
    Customer("atlantique", "Atlantique Nautisme SAS", "FR92428704654", "7 quai Louis Durand", "17000", "La Rochelle",
             "fr", FR, ANNA, "instalments", "instalments", size=2.0, every=80, foreign=True),
    Customer("vidal", "Imprimerie Vidal et Fils", "FR86672101417", "33 rue Saint-Rome", "31000", "Toulouse",
             "fr", FR, MARC, "none", every=0, foreign=True),
    Customer("horizon", "Clinique de l'Horizon", "FR57661836544", "150 boulevard Chave", "13005", "Marseille",
             "fr", FR, MARC, "monthly", size=1.1, every=25, foreign=True),
    Customer("delvaux", "Delvaux Logistique SA", "BE0650995902", "Chaussée de Liège 210", "5100", "Namur",
             "be", FR, LUKAS, "slow", every=60, foreign=True),
    Customer("ardenne", "Brasserie de l'Ardenne SRL", "BE0591406426", "Rue du Moulin 5", "6900", "Marche-en-Famenne",
             "be", FR, LUKAS, "prompt", size=0.5, every=60, foreign=True),
    Customer("kirchberg", "Kirchberg Capital Services Sàrl", "LU15413374", "12 rue Erasme", "1468", "Luxembourg",
             "lu", FR, LUKAS, "prompt", size=1.6, every=70, foreign=True),
)
GERMAN_SPEAKING = (
    Customer("brandt", "Brandt Maschinenbau GmbH", "DE703082462", "Industriestraße 44", "70565", "Stuttgart",
             "de", DE, LUKAS, "prompt", size=2.2, every=45, foreign=True),
    Customer("hansen", "Hansen & Söhne Schiffsbedarf KG", "DE500088387", "Am Sandtorkai 12", "20457", "Hamburg",
             "de", DE, LUKAS, "slow", every=42, foreign=True),
    Customer("alpenland", "Alpenland Sanatorien AG", "DE298296572", "Seestraße 3", "83684", "Tegernsee",
             "de", DE, LUKAS, "discount", "discount", every=75, foreign=True),
    Customer("rheingold", "Rheingold Lebensmittel GmbH", "DE616780083", "Hohenzollernring 8", "50672", "Köln",
             "de", DE, LUKAS, "late", size=1.3, every=40, foreign=True),
    Customer("spree", "Spree Medienhaus GmbH", "DE877183417", "Köpenicker Straße 92", "10179", "Berlin",
             "de", DE, MARC, "none", every=0, foreign=True),
    Customer("falkenstein", "Falkenstein Elektronik GmbH", "DE412581535", "Lindenallee 17", "09111", "Chemnitz",
             "de", DE, LUKAS, "prompt", size=0.7, every=65, foreign=True),
    Customer("wiener", "Wiener Werkzeughandel GmbH", "ATU95660196", "Gumpendorfer Straße 60", "1060", "Wien",
             "at", DE, LUKAS, "late", size=0.8, every=45, foreign=True),
    Customer("tirol", "Tiroler Bergbahnen AG", "ATU58050183", "Innrain 25", "6020", "Innsbruck",
             "at", DE, LUKAS, "prompt", size=1.8, every=95, foreign=True),
    Customer("zuercher", "Zürcher Laborbedarf AG", "CHE-688.494.928 MWST", "Hardturmstrasse 101", "8005", "Zürich",
             "ch", DE, LUKAS, "prompt", size=1.2, every=70),
)
CUSTOMERS = NORTH_AMERICA + BRITAIN + FRENCH_SPEAKING + GERMAN_SPEAKING

#: Customers of the second company; the first two buy from both.
EUROPEAN = ("brandt", "delvaux", "hansen", "ardenne", "rheingold", "kirchberg")
