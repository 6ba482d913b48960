"""Maps for the tests: the names that break layouts, and maps of any shape made of them."""

from charts.journey_map import JourneyMap, Note, Pain, Stage, Touchpoint

FIGURES = ("+42", "", "83.5 %", "1,234,567.25 Bestellungen je Filiale")
NAMES = (
    "Five short words for it",
    "Rechtsschutzversicherungsgesellschaftsbestätigungsschreiben prüfen",
    "オンラインストアで商品を探して比較する、そして購入手続きへ進む",
    "التحقق من الطلب عبر الإنترنت T-5 والدفع",
    "Café déjà vu: naïve Œuvre, Łódź, Ångström, Ñandú, Žluťoučký",
    "Παραλαβή από το κατάστημα και επιστροφή",
    "Оплата заказа и подтверждение по электронной почте",
    "Rage \U0001f621 click \U0001f389\U0001f469\u200d\U0001f4bb\U0001f1e9\U0001f1ea \U0001f6d2",
    "Costs $5^2 or $x_{10}$ \\frac{a}{b} & <b>50 %</b> {}",
    "A name of eighty characters that somebody really typed in because nobody cut it",
    "Supercalifragilisticexpialidociouslyunbrokenwordthatgoesonandonwithoutanyspaces",
    "בדיקת הזמנה 42 באתר",
    "한국어 고객 상담 채팅",
)
CHANNELS = (
    "website", "app", "email", "phone", "chat", "store",
    "social", "advertising", "mail", "partner", "other",
)  # fmt: skip
EVIDENCE = (
    "assumption",
    "reported once",
    "12 sightings by 5 people",
    "1234 sightings by 567 people",
)
STATUSES = ("Open", "Planned", "Doing", "Done")
FEELINGS = (None, -2.0, 2.0, 0.3, -1.2, 0.9)


def pain(number: int, name: str) -> Pain:
    votes = "5 dots of 3 people in V-2" if number % 2 else ""
    return Pain(f"P-{number}", name, float(number * 7 % 40) / 1.5, number, "In progress", votes)


def touchpoint(number: int, name: str, pains: int = 1) -> Touchpoint:
    return Touchpoint(
        number=f"T-{number}",
        name=name,
        channel=CHANNELS[number % len(CHANNELS)],
        department=(None, "Rechtsabteilung & Kundendienstleistungen", "営業部")[number % 3],
        moment_of_truth=number % 3 == 0,
        significance=(None, 1, 5, 3)[number % 4],
        evidence=EVIDENCE[number % 4],
        heat=(0.0, 123.4, 4.0, 0.3)[number % 4],
        planned=FEELINGS[(number + 2) % len(FEELINGS)],
        observed=FEELINGS[number % len(FEELINGS)],
        observed_n=number % 200,
        pains=tuple(pain(number * 3 + i, name) for i in range(pains)),
        action=name if number % 2 else "",
        spread=(None, 0.0, 0.7, 1.4)[number % 4],
        quote=name if number % 3 else "",
    )


def kpi(number: int, name: str, figure: str) -> Note:
    """As they were kept before they had figures, too."""
    whole = f"{name}: {figure or '+42'}, target +50"
    if not figure:
        return Note(f"K-{number}", whole, "n 1,234")
    change = "\u2197 +12 points, better" if number else "no clear change"
    better = True if number else None
    return Note(f"K-{number}", whole, "n 1,234", name, figure, change, "target +50", better=better)


def stage(index: int, touchpoints: int, names: tuple[str, ...] = NAMES) -> Stage:
    return Stage(
        name=names[index % len(names)],
        goal=(None, "Know quickly which one fits", names[(index + 1) % len(names)])[index % 3],
        funnel=(None, "Top of the funnel")[index % 2],
        touchpoints=tuple(
            touchpoint(100 + index * 20 + k, names[(index + k) % len(names)], k % 3)
            for k in range(touchpoints)
        ),
        decisions=tuple(
            Note(f"{'OA'[k % 2]}-{index}{k}", names[(index + k) % len(names)], STATUSES[k % 4])
            for k in range((2 * index + touchpoints) % 7)
        ),
        kpis=tuple(
            kpi(k, names[(index + k) % len(names)], FIGURES[(index + k) % len(FIGURES)])
            for k in range((index + 1) % 3)
        ),
        say=tuple(
            Note(("", f"T-{index}")[k], names[(index + k) % len(names)]) for k in range(index % 3)
        ),
    )


def journey(counts: tuple[int, ...], names: tuple[str, ...] = NAMES) -> JourneyMap:
    """A map with so many touchpoints in each stage."""
    stages = tuple(stage(index, count, names) for index, count in enumerate(counts))
    return JourneyMap(names[len(counts) % len(names)], names[0], "21 Nov 2026", stages)


SHAPES: dict[str, tuple[int, ...]] = {
    "no stage": (),
    "one empty stage": (0,),
    "one stage of 1": (1,),
    "one stage of 4": (4,),
    "one stage of 15": (15,),
    "three stages": (0, 4, 15),
    "five stages": (4, 4, 4, 4, 4),
    "five empty stages": (0, 0, 0, 0, 0),
    "five full stages": (15, 15, 15, 15, 15),
    "twelve stages": (4, 0, 2, 15, 4, 1, 3, 4, 0, 5, 2, 6),
}
