"""A rocket on its stand, radio dishes, a vineyard in the cold; and a badminton court."""

import math

from poster import CREAM, EMBER, INK, LAMP, PORTRAIT, SQUARE, THREE_TWO, WARM, Brush, Poster, palm, spread


def varuna_stand() -> Poster:
    """The rocket on its stand by the sea, in the morning."""
    poster = Poster(*PORTRAIT, ("#6FA3AE", "#A9C9C4", "#F2E3BC", "#F6CF8B"))
    width, height = PORTRAIT
    poster.glow(720, 980, 640, WARM, 0.9)
    with poster.layer((WARM, LAMP)) as brush:
        brush.oval(720, 980, 190)
    with poster.layer(CREAM, alpha=0.5) as brush:
        for x, y, long in ((180, 330, 210), (330, 372, 160), (860, 240, 190), (760, 275, 120), (140, 700, 140)):
            brush.box(x - long, y, x + long, y + 26, 13)
    with poster.layer(("#5F939B", "#37636F")) as brush:
        brush.box(0, 1150, width, height)
    with poster.layer(WARM, alpha=0.55) as brush:
        for number in range(9):
            half = 150 - number * 14
            brush.box(720 - half, 1162 + number * 17, 720 + half, 1168 + number * 17, 3)
    poster.ridge(("#244B52", "#12282F"), 1330, 26, seed=1.4, waves=2)
    _tower(poster)
    _rocket(poster)
    with poster.layer(("#152E35", INK)) as brush:
        brush.polygon((250, 1330), (850, 1330), (930, height), (170, height))
        brush.box(0, 1440, width, height)
    with poster.layer("#0E2027") as brush:
        palm(brush, 120, 1520, 300, 24)
        palm(brush, 40, 1560, 220, -14)
        palm(brush, 985, 1540, 270, -30)
    with poster.layer(LAMP) as brush:
        for x in range(300, 860, 78):
            brush.oval(x, 1352, 5)
    return poster


def _tower(poster: Poster) -> None:
    with poster.layer(("#3F6470", "#1B3840")) as brush:
        brush.box(300, 330, 312, 1335)
        brush.box(398, 330, 410, 1335)
        for number in range(10):
            y = 340 + number * 100
            brush.box(300, y, 410, y + 9)
            brush.line((306, y), (404, y + 100), width=5)
            brush.line((404, y), (306, y + 100), width=5)
        for y in (470, 700, 930):
            brush.box(400, y, 520, y + 16)
        brush.box(352, 210, 358, 340)
    with poster.layer(EMBER) as brush:
        brush.oval(355, 206, 9)


def _rocket(poster: Poster) -> None:
    with poster.layer(("#FBF6E8", "#E9E2CF", "#C9CDC6")) as brush:
        brush.box(512, 420, 620, 1310, 6)
        brush.polygon((512, 430), (530, 340), (548, 292), (566, 268), (584, 292), (602, 340), (620, 430))
        brush.box(452, 830, 506, 1310, 4)
        brush.polygon((452, 836), (479, 742), (506, 836))
        brush.box(626, 830, 680, 1310, 4)
        brush.polygon((626, 836), (653, 742), (680, 836))
    with poster.layer("#20434C", alpha=0.22) as brush:
        brush.box(586, 430, 620, 1310)
        brush.box(489, 836, 506, 1310)
        brush.box(663, 836, 680, 1310)
    with poster.layer("#1D3D47") as brush:
        brush.box(512, 560, 620, 586)
        brush.box(512, 800, 620, 812)
        for x in (452, 626):
            brush.box(x, 900, x + 54, 916)
        brush.polygon((440, 1330), (458, 1280), (500, 1280), (518, 1330))
        brush.polygon((614, 1330), (632, 1280), (674, 1280), (692, 1330))
        brush.polygon((520, 1340), (538, 1290), (594, 1290), (612, 1340))
    with poster.layer(EMBER) as brush:
        brush.box(512, 606, 620, 622)


def junnar_dishes() -> Poster:
    """Radio dishes on a plateau at night, all looking one way."""
    width = THREE_TWO[0]
    poster = Poster(*THREE_TWO, ("#0B1426", "#16294A", "#33487A", "#7A6C93", "#D9A28C"))
    with poster.layer("#B9C6E8", alpha=0.16, blur=46) as brush:
        brush.polygon((200, -60), (560, -60), (1320, 640), (1060, 700))
    with poster.layer("#F4F1E2", alpha=0.9) as brush:
        for number, x, y in spread(260, 11):
            brush.oval(x * width, y**1.3 * 720, 1.0 + (number % 5 == 0) * 1.1 + (number % 17 == 0) * 1.2)
    poster.glow(1090, 200, 90, WARM, 0.9)
    with poster.layer(CREAM) as brush:  # the star that skips
        brush.polygon(
            (1090, 168), (1095, 195), (1122, 200), (1095, 205), (1090, 232), (1085, 205), (1058, 200), (1085, 195)
        )
    poster.ridge(("#4E4A73", "#3D3D63"), 760, 70, seed=4.0, waves=1.7)
    poster.ridge(("#2D3154", "#242946"), 830, 40, seed=1.2, waves=2.6)
    for x, foot, size in ((1380, 836, 0.42), (1130, 850, 0.55), (780, 880, 0.85), (330, 940, 1.35)):
        _dish(poster, x, foot, size)
    poster.ridge(("#161B33", "#0C1020"), 930, 26, seed=2.8, waves=2.1)
    with poster.layer(("#20264A", "#141A33")) as brush:
        brush.box(1150, 880, 1330, 950)
        brush.polygon((1136, 884), (1240, 842), (1344, 884))
    poster.glow(1222, 916, 150, LAMP, 0.7)
    with poster.layer((WARM, LAMP)) as brush:
        brush.box(1200, 898, 1244, 934)
    return poster


def _dish(poster: Poster, x: float, foot: float, size: float) -> None:
    """A dish on its tower, seen a little from below; it looks up to the right."""
    turn = math.radians(-38)
    hub = (x, foot - 250 * size)

    def at(along: float, out: float) -> tuple[float, float]:
        return (
            hub[0] + (along * math.sin(-turn) * -1 + out * math.cos(turn)) * size,
            hub[1] + (along * math.cos(turn) * -1 + out * math.sin(turn)) * size,
        )

    with poster.layer(("#8088AE", "#3A416B")) as brush:
        brush.polygon(
            (x - 16 * size, foot - 250 * size),
            (x + 16 * size, foot - 250 * size),
            (x + 44 * size, foot + 20),
            (x - 44 * size, foot + 20),
        )
    rim = [(math.cos(math.radians(a)) * 170, math.sin(math.radians(a)) * 46 + 62) for a in range(0, 360, 6)]
    bowl = [(math.cos(math.radians(a)) * 170, 62 - math.sin(math.radians(a)) * 74) for a in range(0, 181, 6)]
    with poster.layer(("#D8DCEB", "#7F88B2")) as brush:
        brush.polygon(*(at(along, out) for along, out in bowl))
        brush.oval(*hub, 30 * size)
    with poster.layer(("#F6F3EA", "#B7BEDA")) as brush:
        brush.polygon(*(at(along, out) for along, out in rim))
    with poster.layer("#5B6496", alpha=0.5) as brush:
        for part in (0.33, 0.66):
            ring = [at(along * part, 62 + (out - 62) * part - 20 * (1 - part)) for along, out in rim]
            brush.line(*ring, ring[0], width=2.4 * size)
    with poster.layer("#2C325A") as brush:
        for along in (-120, 0, 120):
            brush.line(at(along, 62 + (46 if along == 0 else 20)), at(0, 210), width=5 * size)
        brush.oval(*at(0, 212), 13 * size)


def nashik_vineyard() -> Poster:
    """Vineyard rows on a frosty morning, fires burning between them."""
    width, height = THREE_TWO
    poster = Poster(*THREE_TWO, ("#22324F", "#48628A", "#9AA9B9", "#EBCDB0"))
    with poster.layer(CREAM, alpha=0.9) as brush:  # the moon, a few days old
        outer = [(1290 + 52 * math.cos(a), 170 + 52 * math.sin(a)) for a in _turns(-110, 140)]
        inner = [(1272 + 44 * math.cos(a), 160 + 46 * math.sin(a)) for a in _turns(130, -75)]
        brush.polygon(*outer, *inner)
    with poster.layer(("#6B7F97", "#8E9AA5")) as brush:  # the flat-topped hills of the Deccan
        brush.polygon(
            (0, 470),
            (150, 330),
            (420, 330),
            (520, 410),
            (760, 430),
            (840, 372),
            (960, 372),
            (1060, 450),
            (1280, 430),
            (1400, 300),
            (1600, 300),
            (1600, 560),
            (0, 560),
        )
    poster.ridge(("#51697C", "#62767F"), 500, 22, seed=2.0, waves=2.2)
    with poster.layer("#F1DEC6", alpha=0.5, blur=16) as brush:
        brush.box(-40, 500, width + 40, 560)
    with poster.layer(("#5B6B56", "#3A4B3E", "#1F2E2A")) as brush:
        brush.box(0, 545, width, height)
    for number in range(-9, 10):
        _vines(poster, number)
    for x, y, size in (
        (800, 640, 0.45),
        (560, 690, 0.6),
        (1070, 716, 0.7),
        (330, 820, 1.05),
        (1250, 852, 1.15),
        (800, 930, 1.5),
    ):
        _fire(poster, x, y, size)
    with poster.layer("#D9D3CB", alpha=0.22, blur=22) as brush:
        for x, y, long in ((300, 610, 330), (900, 590, 420), (1330, 640, 260), (640, 680, 220)):
            brush.box(x - long, y, x + long, y + 24, 12)
    return poster


def _turns(begin: int, end: int) -> list[float]:
    return [math.radians(begin + (end - begin) * step / 40) for step in range(41)]


def _vines(poster: Poster, number: int) -> None:
    """One row, from the horizon towards the viewer, leaves on a trellis."""
    foot, far = 800 + (number + 0.5) * 330, 800 + (number + 0.5) * 44
    with poster.layer(("#50694F", "#2C4638", "#14261F")) as brush:
        for step in range(60):
            depth = (step / 59) ** 2.1
            x, y = far + (foot - far) * depth, 552 + 560 * depth
            size = 5 + 78 * depth
            brush.oval(x, y - size * 0.5, size * (0.8 + 0.2 * math.sin(step * 2.7 + number)), size * 0.72)
    with poster.layer("#A9B98A", alpha=0.22) as brush:
        for step in range(60):
            depth = (step / 59) ** 2.1
            x, y = far + (foot - far) * depth, 552 + 560 * depth
            size = 5 + 78 * depth
            brush.oval(x - size * 0.1, y - size * 0.95, size * 0.42, size * 0.12)


def _fire(poster: Poster, x: float, y: float, size: float) -> None:
    poster.glow(x, y - 20 * size, 210 * size, "#FFB347", 0.85)
    with poster.layer("#E6E0DA", alpha=0.16, blur=22 * size) as brush:
        for number in range(6):
            brush.oval(
                x + 16 * size * number * (0.7 + 0.3 * math.sin(number)),
                y - (90 + number * 46) * size,
                (16 + number * 9) * size,
            )
    with poster.layer(EMBER) as brush:
        brush.polygon(
            (x - 40 * size, y),
            (x - 34 * size, y - 40 * size),
            (x - 16 * size, y - 28 * size),
            (x - 2 * size, y - 92 * size),
            (x + 16 * size, y - 36 * size),
            (x + 32 * size, y - 52 * size),
            (x + 40 * size, y),
        )
    with poster.layer(LAMP) as brush:
        brush.polygon(
            (x - 24 * size, y),
            (x - 14 * size, y - 34 * size),
            (x, y - 58 * size),
            (x + 12 * size, y - 30 * size),
            (x + 24 * size, y),
        )
    with poster.layer("#1A1512") as brush:
        brush.line((x - 46 * size, y + 6 * size), (x + 40 * size, y - 6 * size), width=9 * size)
        brush.line((x - 40 * size, y - 6 * size), (x + 46 * size, y + 6 * size), width=9 * size)


def lucknow_hall() -> Poster:
    """An empty badminton court, a shuttle on its line."""
    width, height = SQUARE
    poster = Poster(*SQUARE, ("#0E2A33", "#16404A", "#1D5158"))
    with poster.layer(WARM, alpha=0.13, blur=26) as brush:
        for x in (400, 800, 1200):
            brush.polygon((x - 60, 90), (x + 60, 90), (x + 400, height), (x - 400, height))
    with poster.layer("#0A1F27") as brush:
        brush.box(0, 0, width, 96)
    for x in (400, 800, 1200):
        poster.glow(x, 96, 260, WARM, 0.8)
    with poster.layer((CREAM, LAMP)) as brush:
        for x in (400, 800, 1200):
            brush.box(x - 110, 84, x + 110, 108, 8)
    with poster.layer("#0B2830") as brush:
        for row in range(5):  # empty seats
            for column in range(34 - row):
                brush.box(20 + column * 47 + row * 20, 330 + row * 46, 52 + column * 47 + row * 20, 362 + row * 46, 8)
    with poster.layer(("#215E55", "#2F7D68", "#2A7562")) as brush:
        brush.polygon((330, 600), (1270, 600), (1780, height), (-180, height))
    _court(poster)
    _shuttle(poster)
    return poster


def _court(poster: Poster) -> None:
    def across(y: float, share: float) -> float:
        part = (y - 600) / 1000
        left, right = 330 - 510 * part, 1270 + 510 * part
        return left + (right - left) * share

    def crossing(brush: Brush, y: float, wide: float, begin: float = 0.0, end: float = 1.0) -> None:
        brush.polygon(
            (across(y, begin), y),
            (across(y, end), y),
            (across(y + wide, end), y + wide),
            (across(y + wide, begin), y + wide),
        )

    def along(brush: Brush, share: float, top: float, foot: float) -> None:
        near, far = 9.0, 4.0
        brush.polygon(
            (across(top, share) - far, top),
            (across(top, share) + far, top),
            (across(foot, share) + near, foot),
            (across(foot, share) - near, foot),
        )

    with poster.layer(CREAM, alpha=0.92) as brush:
        crossing(brush, 600, 6)
        crossing(brush, 622, 5)
        crossing(brush, 716, 6)
        crossing(brush, 1010, 11)
        crossing(brush, 1490, 15)
        for share in (0.0, 0.065, 0.935, 1.0):
            along(brush, share, 600, 1620)
        along(brush, 0.5, 600, 716)
        along(brush, 0.5, 1010, 1620)
    with poster.layer("#0C2B2E") as brush:
        brush.box(166, 560, 182, 872)
        brush.box(1418, 560, 1434, 872)
    with poster.layer("#0C2B2E", alpha=0.5) as brush:
        for number in range(63):
            brush.box(182 + number * 20, 590, 184 + number * 20, 716)
        for number in range(7):
            brush.box(176, 596 + number * 19, 1424, 598 + number * 19)
    with poster.layer(CREAM) as brush:
        brush.box(174, 572, 1426, 592)


def _shuttle(poster: Poster) -> None:
    def at(along: float, out: float) -> tuple[float, float]:
        turn = math.radians(-28)
        return 640 + along * math.cos(turn) - out * math.sin(turn), 1300 + along * math.sin(turn) + out * math.cos(turn)

    with poster.layer(INK, alpha=0.32, blur=9) as brush:
        brush.oval(800, 1362, 270, 34)
    with poster.layer(("#FFFDF4", "#D5DCD2")) as brush:
        for number in range(9):
            low, high = -34 + number * 8.5, -150 + number * 37.5
            brush.polygon(
                at(30, low - 4),
                at(30, low + 4),
                at(300, high + 10),
                at(340 - abs(number - 4) * 9, high),
                at(300, high - 24),
            )
    with poster.layer("#7E9A97") as brush:
        brush.line(at(120, -72), at(126, 0), at(120, 72), width=7)
        brush.line(at(190, -104), at(198, 0), at(190, 104), width=7)
        for number in range(9):
            brush.line(at(30, -34 + number * 8.5), at(290, -150 + number * 37.5), width=3)
    with poster.layer(("#FBF3DF", "#CDBD98")) as brush:
        brush.oval(*at(0, 0), 50)
    with poster.layer(LAMP) as brush:
        brush.polygon(at(26, -48), at(44, -46), at(44, 46), at(26, 48))
