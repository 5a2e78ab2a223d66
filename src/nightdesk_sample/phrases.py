"""What invented copy is put together from. Every person, body and figure that comes out is fiction."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A subject that a reporter covers. Patterns take {city} {person} {second} {office} {body} {n} {m} {pct}."""

    section: str
    medtop: str
    slug: str
    offices: tuple[str, ...]
    bodies: tuple[str, ...]
    headlines: tuple[str, ...]
    leads: tuple[str, ...]
    middles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language in which copy can be invented. `dateline` takes {city} and {code}."""

    language: str
    dateline: str
    cities: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    beats: tuple[Beat, ...]
    endings: tuple[str, ...]
    updates: tuple[str, ...]


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_CITIES = _list(
    "Pune Mumbai Nagpur Nashik Kolhapur Hyderabad Bengaluru Chennai Kochi Lucknow Patna Jaipur Indore Bhopal Ranchi "
    "Guwahati Shillong Kolkata Bhubaneswar Visakhapatnam Vijayawada Madurai Mysuru Surat Vadodara Rajkot Amritsar "
    "Shimla Dehradun Raipur Geneva Lyon Lisbon Nairobi Osaka Busan Montevideo Halifax Adelaide Tallinn"
)

_GIVEN = _list(
    "Asha Ravi Meenal Tomas Ingrid Farida Joseph Lakshmi Harish Oksana Daniel Sunita Arvind Nandini Kiran Pavel Leela "
    "Mateo Yuki Samuel Radha Imran Vikram Teresa Anil Bina Gopal Hanna Ishaan Jaya Kabir Lena Mohan Neha Omar Priya"
)

_FAMILY = _list(
    "Pataskar Venkatesan Ogunbode Halvorsen Bhattacharjee Moraes Tamhankar Lindqvist Quereshi Nadkarni Oyelaran "
    "Saldanha Raghunath Kowalczyk Deshpande Ferreira Iyengar Jadhav Kulkarni Lahiri Mukundan Nakamura Oduya Pereira "
    "Rautray Sahasrabudhe Tirkey Unnikrishnan Varghese Wankhede Yarlagadda Zutshi Ambekar Borthakur Chaliha Dhillon"
)

_BEATS = (
    Beat(
        section="cities",
        medtop="20000612",
        slug="CIVIC",
        offices=("municipal commissioner", "city engineer", "ward officer", "deputy mayor"),
        bodies=("municipal corporation", "water board", "city transport undertaking", "tree authority"),
        headlines=(
            "{city} {body} clears {n} repairs before the rains",
            "{n} households in {city} to get water daily, says {office}",
            "{city} closes ward road No. {m} for {n} days",
        ),
        leads=(
            "The {city} {body} on Monday approved {n} works worth Rs {m} lakh, {office} {person} said.",
            "Water will reach {n} more households in {city} every morning from next week, the {body} said on Monday.",
        ),
        middles=(
            "“We counted {n} leaks in {m} days and mended all but a few,” {person} told reporters – “and we go on.”",
            "Residents of ward {m} said they had waited {n} days for an answer to their letter.",
            "Tenders for the remaining {n} works will be opened on the {m}th floor of the old town hall.",
            "{second}, who runs a tea stall near the depot, said about {n} people pass there in an hour.",
            "The {body} has spent {pct} per cent of its budget of Rs {n} crore so far, its accounts show.",
        ),
    ),
    Beat(
        section="business",
        medtop="04000000",
        slug="MARKETS",
        offices=("managing director", "chief economist", "finance secretary", "head of treasury"),
        bodies=("traders' association", "cotton exchange", "co-operative bank", "chamber of industry"),
        headlines=(
            "{city} {body} sees orders up {pct} per cent",
            "Prices at {city} market ease after {n} truckloads arrive",
            "{body} in {city} to hire {n} for new works",
        ),
        leads=(
            "Orders at members of the {city} {body} rose {pct} per cent in the quarter, {office} {person} said.",
            "Onion prices in {city} fell by Rs {m} a quintal on Monday after {n} truckloads reached the market.",
        ),
        middles=(
            "“Nobody expected {pct} per cent – not in a year like this,” {person} said. “We’ll need {n} more hands.”",
            "Exports through the port made up Rs {n} crore of the total, according to the {body}’s bulletin.",
            "{second}, an analyst, put the likely figure for the year at Rs {m} crore, from Rs {n} crore before.",
            "Some {n} small firms have yet to file their returns, the {body} said in a note to members.",
            "Its reserve stood at Rs {n} crore at the end of October, {pct} per cent more than a year ago.",
        ),
    ),
    Beat(
        section="sport",
        medtop="15000000",
        slug="SPORT",
        offices=("captain", "head coach", "national selector", "team manager"),
        bodies=("district cricket association", "hockey club", "athletics federation", "chess league"),
        headlines=(
            "{person} makes {n} as {city} take first-innings lead",
            "{city} win by {m} runs in league match",
            "{city} {body} names squad of {m}",
        ),
        leads=(
            "{person} made {n} off {m} balls and {city} took a first-innings lead on Monday.",
            "{city} beat their neighbours by {n} runs with {m} overs to spare in a league match here on Monday.",
        ),
        middles=(
            "“I was on {n} for an hour – it felt like {m} years,” {person} said afterwards.",
            "{second} took four for {m} from {n} balls and was applauded all the way to the boundary.",
            "A crowd of {n} watched the last session, the {body} said.",
            "The side has now gone {m} matches without losing on this ground, last done {n} weeks into a season.",
            "Play was held up for {m} minutes when {n} parakeets settled on the outfield.",
        ),
    ),
    Beat(
        section="science",
        medtop="13000000",
        slug="SCIENCE",
        offices=("lead author", "director", "field botanist", "mission scientist"),
        bodies=("institute of river studies", "observatory", "botanical survey", "marine station"),
        headlines=(
            "Survey near {city} counts {n} river otters",
            "{city} {body} maps {n} springs gone dry",
            "Moss from {city} hills lives through {n} days without water",
        ),
        leads=(
            "Researchers at the {city} {body} have counted {n} otters along {m} km of river, they said on Monday.",
            "A moss from the hills above {city} survived {n} days without water, a study of {m} samples found.",
        ),
        middles=(
            "“We’d hoped for {m} and stopped counting at {n} – the notebook was full,” {person} said.",
            "The paper gives a margin of error of {pct} per cent and rests on {n} nights of watching.",
            "{second}, who had no part in the work, said {m} samples were few but the method was sound.",
            "The {body} will repeat the count at {n} points after the monsoon.",
            "Of the {n} sites, {m} could not be reached because of landslides, according to the survey.",
        ),
    ),
    Beat(
        section="international",
        medtop="20000056",
        slug="WORLD",
        offices=("foreign ministry spokesman", "harbour master", "relief coordinator", "election commissioner"),
        bodies=("foreign ministry", "port authority", "relief agency", "electoral court"),
        headlines=(
            "{city} {body} says {n} people moved from flooded streets",
            "Talks in {city} end after {n} hours with {m} points settled",
            "{city} port clears {n} containers after strike",
        ),
        leads=(
            "Some {n} people were moved from {m} streets in {city} as the river rose on Monday, the {body} said.",
            "Negotiators in {city} settled {m} of {n} points before dawn on Monday, {office} {person} said.",
        ),
        middles=(
            "“There were {n} of us on {m} boats – and one dog,” {person} was quoted as saying by state radio.",
            "The {body} has not confirmed a newspaper report that {n} more had been turned back.",
            "{second}, speaking for the other side, put the number at about {m}, according to two diplomats.",
            "Aid worth {n} million francs has been promised and {pct} per cent of it has arrived, the {body} said.",
            "A second round is planned within {m} days, an official who asked not to be named said.",
        ),
    ),
)

_ENDINGS = (
    "The order, No. {serial} of this year, was put on the notice board in the evening.",
    "The document is numbered {serial} and open to the public on weekdays.",
    "A report filed under {serial} will be laid before the committee.",
    "The next hearing of matter {serial} is in three weeks.",
)

_UPDATES = (
    "Later in the day {person} put the figure at {n}, after {m} more reports had come in.",
    "By evening {n} of the {m} cases had been settled, the {body} added.",
    "{second} said in a second statement that {n} had been counted and {m} were still missing from the list.",
)

_HINDI = Tongue(
    language="hi",
    dateline="{city}, 23 नवंबर ({code}):",
    cities=_list("पटना लखनऊ जयपुर भोपाल इंदौर वाराणसी रांची रायपुर देहरादून शिमला"),
    given=_list("सुनीता राजेश मीना अनिल कविता हरीश नेहा विक्रम लता मोहन रेखा इमरान"),
    family=_list("त्रिपाठी यादव चौबे मिश्र कुशवाहा रावत तिर्की नेगी भदौरिया पांडेय मेहरा सक्सेना"),
    beats=(
        Beat(
            section="cities",
            medtop="20000612",
            slug="NAGAR",
            offices=("नगर आयुक्त", "मुख्य अभियंता", "उपमहापौर"),
            bodies=("नगर निगम", "जल बोर्ड", "परिवहन निगम"),
            headlines=(
                "{city} में {n} घरों को रोज़ मिलेगा पानी",
                "{city} {body} ने {m} कामों को दी मंज़ूरी",
            ),
            leads=(
                "{city} {body} ने सोमवार को {n} कामों को मंज़ूरी दी। {office} {person} ने यह जानकारी दी।",
                "{city} में अगले हफ़्ते से {n} और घरों तक हर सुबह पानी पहुंचेगा, {body} ने सोमवार को कहा।",
            ),
            middles=(
                "“हमने {m} दिनों में {n} रिसाव गिने और ज़्यादातर ठीक कर दिए,” {person} ने पत्रकारों से कहा।",
                "वार्ड {m} के निवासियों ने कहा कि वे {n} दिनों से जवाब की राह देख रहे हैं।",
                "चाय की दुकान चलाने वाले {second} ने बताया कि यहां से रोज़ {n} लोग गुज़रते हैं।",
                "{body} अब तक अपने बजट का {pct} प्रतिशत ख़र्च कर चुका है।",
            ),
        ),
    ),
    endings=("आदेश संख्या {serial} शाम को सूचना पट्ट पर लगाया गया।", "मामला संख्या {serial} की अगली सुनवाई तीन हफ़्ते बाद होगी।"),
    updates=(
        "शाम तक {person} ने यह संख्या {n} बताई।",
        "{second} ने दूसरे बयान में कहा कि {m} मामले अब भी बाक़ी हैं और {n} निपट चुके हैं।",
    ),
)

_MARATHI = Tongue(
    language="mr",
    dateline="{city}, २३ नोव्हेंबर ({code}):",
    cities=_list("पुणे मुंबई नागपूर नाशिक कोल्हापूर सोलापूर सातारा सांगली अमरावती लातूर"),
    given=_list("मीनल सुहास वैशाली प्रकाश अश्विनी संजय माधुरी गणेश स्मिता विजय शुभांगी दत्ता"),
    family=_list("पाटसकर तांबे सहस्रबुद्धे वानखेडे जाधव कुलकर्णी देशमुख शिरोडकर भोसले गायकवाड आंबेकर नाडकर्णी"),
    beats=(
        Beat(
            section="cities",
            medtop="20000612",
            slug="SHAHAR",
            offices=("महापालिका आयुक्त", "मुख्य अभियंता", "उपमहापौर"),
            bodies=("महापालिका", "जलमंडळ", "परिवहन उपक्रम"),
            headlines=(
                "{city} शहरातील {n} घरांना रोज पाणी",
                "{city} {body}: {m} कामांना मंजुरी",
            ),
            leads=(
                "{city} येथील {body} प्रशासनाने सोमवारी {n} कामांना मंजुरी दिली, असे {office} {person} यांनी सांगितले.",
                "पुढील आठवड्यापासून {city} येथील आणखी {n} घरांना रोज सकाळी पाणी मिळेल, असे {body} प्रशासनाने म्हटले आहे.",
            ),
            middles=(
                "“{m} दिवसांत आम्ही {n} गळत्या मोजल्या आणि बहुतेक दुरुस्त केल्या,” असे {person} म्हणाले.",
                "प्रभाग {m} मधील रहिवासी {n} दिवसांपासून उत्तराची वाट पाहत आहेत.",
                "येथून रोज {n} लोक जातात, असे चहाची टपरी चालवणारे {second} यांनी सांगितले.",
                "{body} प्रशासनाने आतापर्यंत अंदाजपत्रकातील {pct} टक्के रक्कम खर्च केली आहे.",
            ),
        ),
    ),
    endings=("आदेश क्रमांक {serial} सायंकाळी सूचना फलकावर लावण्यात आला.", "प्रकरण {serial} ची पुढील सुनावणी तीन आठवड्यांनी होईल."),
    updates=(
        "सायंकाळपर्यंत हा आकडा {n} झाल्याचे {person} यांनी सांगितले.",
        "{m} प्रकरणे अद्याप बाकी असून {n} निकाली निघाली, असे {second} म्हणाले.",
    ),
)

_ENGLISH = Tongue(
    language="en-IN",
    dateline="{city}, Nov 23 ({code}) –",
    cities=_CITIES,
    given=_GIVEN,
    family=_FAMILY,
    beats=_BEATS,
    endings=_ENDINGS,
    updates=_UPDATES,
)


def tongue_of(language: str) -> Tongue:
    """The tongue for a BCP 47 tag; English where there is none of its own."""
    return {"hi": _HINDI, "mr": _MARATHI}.get(language.partition("-")[0], _ENGLISH)
