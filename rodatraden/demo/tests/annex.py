"""Perstorp's annex, typed off by hand a second time: the tests' own copy, independent of the data files.

Area, goals, and for each indicator the printed name, the outcome of 2017 and the targets of 2018 to 2020.
"""

AREAS = (
    "En öppen och modern kommun i framkant",
    "En kommun för arbete och företagande",
    "En kreativ kommun för barn och unga",
    "En kommun för alla",
    "Ett hållbart samhälle",
    "En kommun med bra arbetsvillkor och attraktiva arbetsplatser",
    "En kommun med god och balanserad ekonomi",
)

GOALS = (
    "Perstorp ska vara en öppen och modern kommun som arbetar aktivt med delaktighet, trygghet och att minska "
    "skillnader; en kommun där alla har samma rättigheter och möjligheter och där mångfald är en tillgång.",
    "Det ska vara enkelt att vara företagare i Perstorp - kommunens kontakter med företagen ska kännetecknas av "
    "professionellt bemötande, servicekänsla och lösningsfokus",
    "Perstorpsborna ska ha tillgång till en varierad arbetsmarknad och ges förutsättningar för självförsörjning",
    "Perstorps barn och unga ska få det stöd de behöver för att växa upp under trygga och jämlika förhållanden "
    "och utveckla sin fulla kapacitet.",
    "Perstorps kommuninvånare med behov av stöd och hjälp ska få ett professionellt bemötande präglat av service "
    "och engagemang.",
    "Perstorp ska vara ett hållbart samhälle - socialt, ekonomiskt och miljömässigt",
    "Perstorps kommun ska vara en attraktiv arbetsgivare med attraktiva arbetsplatser. En gemensam ledar- och "
    "medarbetarfilosofi ska efterlevas där Engagemang, Service och Bemötande är ledorden.",
    "Resultatet ska varje år uppgå till lägst 2 % i förhållande till skatter, generella statsbidrag och "
    "finansnetto. Nivån på resultatet behövs för att säkerställa en långsiktig god ekonomi, ge möjlighet till "
    "amorteringar av lån och ett handlingsutrymme när det gäller investeringar.",
)

# Area, then "name | 2017 | 2018 | 2019 | 2020" as printed.
INDICATORS = (
    (1, "Invånarnas uppfattning om tryggheten i kommunen | 51 | 55 | 60 | 65"),
    (1, "Antal anmälda våldsbrott per 1000 invånare | 12,6 (2016) | 12,4 | 12,2 | 12,0"),
    (1, "Andel av de som skickar in en enkel fråga via e-post | 72 | 85 | 90 | 95"),
    (1, "Andel av de som tar kontakt med kommunen via telefon | 35 | 50 | 55 | 60"),
    (1, "Kommunens webbinformation till medborgarna | 57 | 60 | 65 | 70"),
    (2, "Företagsklimat enligt Sv Näringslivs NKI, index | 228 | 175 | 150 | 130"),
    (2, "Antal nystartade företag | 2,7 | 3,5 | 4,0 | 5,0"),
    (2, "Andel förvärvsarbetande invånare 20-64 år | 69,4 (2016) | 70 | 70,5 | 71"),
    (2, "Antal vuxna biståndstagare med mycket långvarigt ekonomiskt bistånd | 14,7 (2016) | 13,5 | 13,0 | 12,5"),
    (2, "Arbetslöshet 18-64 år, andel av befolkningen | 9,6 | 9,0 | 8,5 | 8,0"),
    (3, "Andel invånare 0-19 år i ekonomiskt utsatta familjer | 14,1 (2015) | 13,5 | 13,0 | 12,5"),
    (3, "Andel elever i åk 9 som är behöriga till ett yrkesprogram | 57,5 | 75 | 77,5 | 80"),
    (3, "Upplevd trygghet i skolan, åk 8 | 87 (2016) | 90 | 92,5 | 95"),
    (4, "Andel boende som är nöjda eller mycket nöjda med sitt särskilda boende | 97 | 97 | 98 | 98"),
    (4, "Andel brukare som är nöjda eller mycket nöjda med sin hemtjänst | 76 | 80 | 83 | 85"),
    (4, "Bemötande i hemtjänsten enligt SKL:s Öppna jämförelser | 290 | 200 | 150 | 75"),
    (5, "Andel ekologiska livsmedel i kommunens verksamhet | 25 | 30 | 35 | 40"),
    (5, "Andel miljöbilar i kommunens verksamhet | 27 | 30 | 35 | 40"),
    (5, "Energianvändning i kommunens lokaler | 106 | 104 | 102 | 100"),
    (5, "Antal planlagda tomter | 30 | 40 | 45 | 50"),
    (5, "Andel hushåll med snabbt bredband | 53 | 70 | 85 | 95"),
    (5, "Invånarnas möjligheter att delta i kommunens utveckling, delaktighetsindex | 37 | 40 | 45 | 50"),
    (6, "Sjukfrånvaro hos medarbetarna | 4,8 | 4,7 | 4,6 | 4,5"),
    (6, "Andel tillsvidare anställda med heltid | 59 | 61 | 62 | 64"),
    (6, "Nöjd medarbetarindex | - | - | - | -"),
    (7, "Kommunens soliditet exkl. pensionsskuld | 47,9 | 52,8 | 53,7 | 55,3"),
    (7, "Resultat skattefinansierad verksamhet, kr/invånare | 1826 | 1131 | 1170 | 1170"),
    (7, "Eget kapital, kr/invånare | 27103 | 28324 | 29456 | 30584"),
)
