"""By the water: a ferry on a reef, a river at daybreak, a barrage, a storm at the coast."""

import math

from poster import CREAM, EMBER, INK, LAMP, SIXTEEN_NINE, THREE_TWO, WARM, Brush, Poster, spread


def ferry_lofoten() -> Poster:
    """A ferry on a reef before dawn, a helicopter's light on her."""
    width, height = SIXTEEN_NINE
    poster = Poster(*SIXTEEN_NINE, ("#0B1726", "#17324A", "#3D6379", "#8FA9A8"))
    with poster.layer("#E8F1EE", alpha=0.8) as brush:
        for number, share, y in spread(70, 3):
            brush.oval(share * width, y * 300, 1.2 + number % 3 * 0.5)
    for fill, snow, base, tops in (
        (
            ("#557789", "#456A7C"),
            "#B9CBCD",
            560,
            ((90, 330), (260, 400), (430, 250), (640, 420), (900, 330), (1120, 440), (1500, 300)),
        ),
        (
            ("#213F52", "#112A3B"),
            "#A4BAC0",
            590,
            ((-40, 400), (190, 470), (700, 480), (1010, 440), (1290, 330), (1580, 420)),
        ),
    ):
        for x, y in tops:
            half = (base - y) * 0.95
            with poster.layer(fill) as brush:
                brush.polygon(
                    (x - half, base),
                    (x - half * 0.4, y + (base - y) * 0.36),
                    (x, y),
                    (x + half * 0.3, y + (base - y) * 0.3),
                    (x + half, base),
                )
            with poster.layer(snow, alpha=0.85) as brush:
                drop = (base - y) * 0.3
                brush.polygon(
                    (x, y),
                    (x + drop * 0.95, y + drop),
                    (x + drop * 0.4, y + drop * 0.75),
                    (x + drop * 0.1, y + drop * 1.25),
                    (x - drop * 0.3, y + drop * 0.8),
                    (x - drop * 0.95, y + drop),
                )
    with poster.layer(("#6C8C95", "#27495C", "#0D2031")) as brush:
        brush.box(0, 580, width, height)
    poster.ripples("#A9C0C2", 590, height, count=110, seed=2, alpha=0.22)
    with poster.layer(WARM, alpha=0.2, blur=5) as brush:
        brush.polygon((1148, 222), (560, 640), (1010, 690))
    with poster.layer(WARM, alpha=0.2, blur=10) as brush:
        brush.oval(790, 672, 300, 34)
    _ferry(poster)
    _helicopter(poster, 1150, 205)
    poster.ripples("#7F9DA6", 720, height, count=40, seed=9, alpha=0.25)
    return poster


def _ferry(poster: Poster) -> None:
    def at(x: float, y: float) -> tuple[float, float]:
        turn = math.radians(-4)  # she leans on the reef
        return 780 + x * math.cos(turn) - y * math.sin(turn), 610 + x * math.sin(turn) + y * math.cos(turn)

    def slab(brush: Brush, left: float, top: float, right: float, bottom: float) -> None:
        brush.polygon(at(left, top), at(right, top), at(right, bottom), at(left, bottom))

    with poster.layer(("#F4F0E2", "#C6CDC9")) as brush:
        slab(brush, -200, -70, 190, -18)
        slab(brush, -170, -112, 130, -68)
        slab(brush, 40, -146, 120, -110)
        brush.polygon(at(-330, -18), at(320, -26), at(262, 24), at(-320, 24))
    with poster.layer(("#1B3348", "#0C1B29")) as brush:
        brush.polygon(at(-324, 10), at(290, 6), at(236, 66), at(-306, 66))
    with poster.layer("#B3402A") as brush:
        slab(brush, -116, -178, -60, -110)
        brush.polygon(at(-311, 44), at(256, 42), at(236, 66), at(-306, 66))
    with poster.layer(INK) as brush:
        slab(brush, -116, -178, -60, -164)
        brush.line(at(80, -146), at(80, -206), width=4)
    with poster.layer(LAMP) as brush:
        for number in range(17):
            slab(brush, -186 + number * 22, -56, -174 + number * 22, -40)
        for number in range(12):
            slab(brush, -156 + number * 22, -98, -144 + number * 22, -84)
        slab(brush, 52, -136, 112, -124)
    with poster.layer(("#22333F", "#0B141C")) as brush:
        brush.polygon(
            (420, 690),
            (470, 664),
            (560, 672),
            (650, 656),
            (760, 668),
            (850, 650),
            (930, 664),
            (1010, 656),
            (1090, 690),
            (1050, 704),
            (470, 706),
        )
    with poster.layer("#DDE8E6", alpha=0.7) as brush:
        for number, share, y in spread(26, 4):
            brush.box(410 + share * 690, 692 + y * 16, 410 + share * 690 + 18 + number % 5 * 9, 695 + y * 16, 2)


def _helicopter(poster: Poster, x: float, y: float) -> None:
    with poster.layer(INK) as brush:
        brush.oval(x, y, 44, 20)
        brush.polygon((x + 30, y - 12), (x + 130, y - 14), (x + 130, y - 6), (x + 30, y + 8))
        brush.polygon((x + 120, y - 34), (x + 134, y - 34), (x + 130, y - 4), (x + 118, y - 4))
        brush.box(x - 100, y - 34, x + 100, y - 30, 2)
        brush.box(x - 3, y - 34, x + 3, y - 16)
        brush.box(x - 36, y + 28, x + 36, y + 31, 2)
        brush.line((x - 18, y + 16), (x - 22, y + 29), width=3)
        brush.line((x + 18, y + 16), (x + 22, y + 29), width=3)
    with poster.layer(LAMP) as brush:
        brush.oval(x - 8, y + 17, 8)


def patna_ghat() -> Poster:
    """The Ganga at daybreak, steps, boats, and a stage whose lamps still burn."""
    width, height = THREE_TWO
    poster = Poster(*THREE_TWO, ("#3B3A5E", "#8A5F7D", "#E08F73", "#FFD48A", "#FFE3AE"))
    poster.glow(980, 545, 620, WARM, 0.9)
    with poster.layer((CREAM, LAMP)) as brush:
        brush.oval(980, 540, 112)
    poster.ridge(("#A8707A", "#8B5F74"), 566, 16, seed=0.6, waves=2, alpha=0.8)
    with poster.layer(("#F0B078", "#B97A78", "#5B4A6C", "#2F2F4F")) as brush:
        brush.box(0, 580, width, height)
    with poster.layer(CREAM, alpha=0.75) as brush:
        for number in range(22):
            half = (120 - number * 2) * (0.45 + 0.55 * abs(math.sin(number * 2.4)))
            y = 592 + number * 13 + number**1.6 * 0.8
            brush.box(980 - half, y, 980 + half, y + 4 + number * 0.25, 3)
    poster.ripples("#FFD9A0", 590, height, count=90, seed=5, alpha=0.25)
    _ghat(poster)
    with poster.layer(("#2C2440", "#1C1A30")) as brush:
        for x, y, size in ((820, 690, 1.0), (1180, 650, 0.7), (1330, 790, 1.5), (720, 628, 0.45)):
            brush.polygon(
                (x - 130 * size, y - 16 * size),
                (x - 90 * size, y + 16 * size),
                (x + 84 * size, y + 16 * size),
                (x + 138 * size, y - 22 * size),
                (x + 70 * size, y - 2 * size),
                (x - 76 * size, y - 2 * size),
            )
            brush.polygon(
                (x - 50 * size, y - 2 * size),
                (x - 40 * size, y - 30 * size),
                (x + 22 * size, y - 30 * size),
                (x + 32 * size, y - 2 * size),
            )
            brush.line((x + 60 * size, y - 4 * size), (x + 120 * size, y - 96 * size), width=4 * size)
    with poster.layer(LAMP) as brush:
        for x, y, size in ((812, 664, 6), (1174, 634, 5), (1318, 752, 9)):
            brush.oval(x, y, size)
    return poster


def _ghat(poster: Poster) -> None:
    with poster.layer(("#4A3552", "#2A2239")) as brush:
        for number in range(11):  # the steps, down to the water
            brush.box(0, 560 + number * 44, 330 + number * 46, 700 + number * 60)
        brush.box(0, 430, 190, 1067)
        brush.polygon((40, 430), (76, 250), (94, 196), (112, 250), (148, 430))
        brush.box(91, 150, 97, 210)
        brush.polygon((168, 430), (190, 330), (201, 296), (212, 330), (234, 430))
        brush.box(160, 424, 246, 570)
    with poster.layer("#8A5A63", alpha=0.55) as brush:
        for number in range(11):
            brush.box(0, 560 + number * 44, 330 + number * 46, 565 + number * 44)
    poster.glow(330, 505, 200, LAMP, 0.6)
    with poster.layer(("#6B3B45", "#402A40")) as brush:
        brush.polygon((236, 452), (300, 416), (366, 452))
        brush.box(242, 450, 250, 566)
        brush.box(352, 450, 360, 566)
        brush.box(226, 548, 376, 566)
    with poster.layer(LAMP) as brush:
        for number in range(7):
            brush.oval(248 + number * 18, 458 + 9 * math.sin(number / 6 * math.pi), 4)
    with poster.layer(EMBER) as brush:
        brush.polygon((97, 152), (136, 164), (97, 178))


def krishna_barrage() -> Poster:
    """A barrage across a wide river whose gates are shut, in low sun."""
    width, height = SIXTEEN_NINE
    poster = Poster(*SIXTEEN_NINE, ("#7FB0B5", "#BFD3C2", "#F3E2B4", "#F7CE8C"))
    poster.glow(330, 250, 420, WARM, 0.85)
    with poster.layer((CREAM, LAMP)) as brush:
        brush.oval(330, 250, 70)
    poster.ridge(("#A5BBA6", "#B9C0A0"), 330, 46, seed=2.2, waves=1.6)
    poster.ridge(("#7FA08F", "#93A98C"), 372, 40, seed=5.1, waves=2.4)
    poster.ridge(("#55806F", "#3F6B60"), 420, 24, seed=0.4, waves=3.4)
    with poster.layer(("#8FB9B2", "#5C929A", "#2B5C6C", "#1A4252")) as brush:
        brush.box(0, 455, width, height)
    with poster.layer(WARM, alpha=0.6) as brush:
        for number in range(13):
            half = 96 * (0.5 + 0.5 * abs(math.sin(number * 1.9)))
            brush.box(330 - half, 690 + number * 16, 330 + half, 694 + number * 16, 3)
    poster.ripples("#D4E4D4", 690, height, count=80, seed=3, alpha=0.28)
    _barrage(poster)
    with poster.layer(("#C9B07A", "#8F8355")) as brush:  # the bed lies bare: the river is low
        brush.polygon((1010, 742), (1180, 712), (1420, 722), (1600, 700), (1600, 800), (1300, 782), (1120, 766))
        brush.polygon((560, 806), (700, 786), (850, 800), (900, 816), (700, 826))
    with poster.layer("#2B4B42") as brush:
        for x, y, size in ((1130, 736, 1.0), (1236, 730, 0.7), (1490, 726, 1.2), (1550, 728, 0.8), (660, 800, 0.6)):
            for blade in range(-3, 4):
                brush.line(
                    (x + blade * 4 * size, y), (x + blade * 11 * size, y - (44 - abs(blade) * 6) * size), width=3
                )
    with poster.layer("#FFFDF4") as brush:
        for x, y in ((1290, 748), (1336, 756), (760, 802)):  # herons
            brush.oval(x, y - 20, 11, 7)
            brush.line((x + 8, y - 22), (x + 13, y - 40), (x + 22, y - 42), width=3)
            brush.line((x, y - 14), (x, y), width=2)
    return poster


def _barrage(poster: Poster) -> None:
    with poster.layer(("#37626B", "#234A56")) as brush:
        for number in range(17):
            brush.box(number * 100 + 24, 500, number * 100 + 88, 650)
    with poster.layer("#5F8A8E", alpha=0.8) as brush:
        for number in range(17):
            for bar in range(4):
                brush.box(number * 100 + 24, 520 + bar * 34, number * 100 + 88, 525 + bar * 34)
    with poster.layer(("#EFE6CC", "#CDBF9C", "#97906F")) as brush:
        for number in range(18):
            x = number * 100 - 12
            brush.polygon((x - 12, 430), (x + 36, 430), (x + 36, 660), (x + 50, 690), (x - 26, 690), (x - 12, 660))
    with poster.layer("#F7F0DC") as brush:
        brush.box(0, 462, 1600, 490)
        brush.box(0, 414, 1600, 426)
    with poster.layer("#6E7C66") as brush:
        brush.box(0, 490, 1600, 500)
        for number in range(80):
            brush.box(number * 20 + 6, 450, number * 20 + 9, 464)
        brush.box(0, 447, 1600, 451)
    with poster.layer(("#4B6A66", "#37534F")) as brush:
        for number in range(18):
            x = number * 100 + 12
            brush.polygon((x - 34, 382), (x + 34, 382), (x + 28, 414), (x - 28, 414))
    with poster.layer("#1F3F49", alpha=0.35) as brush:
        brush.box(0, 655, 1600, 690)


def nirav_coast() -> Poster:
    """A storm comes ashore: bands of cloud, rain, bent palms, one house with a light."""
    width, height = SIXTEEN_NINE
    poster = Poster(*SIXTEEN_NINE, ("#1B2A36", "#33495A", "#5F7A82", "#8DA19B"))
    for number, (y, fill) in enumerate(
        ((360, "#4C6871"), (300, "#3A5461"), (236, "#2A3F4D"), (166, "#1E2F3C"), (96, "#15212C"))
    ):
        with poster.layer(fill, alpha=0.85) as brush:
            for lobe in range(9):
                x = lobe * 215 - 120 + number * 83 % 215
                brush.oval(x, y - 60, 190, 74 + (lobe * 31 + number * 17) % 40)
            brush.box(0, y - 260, width, y - 60)
    poster.glow(1010, 590, 420, "#C9D6C8", 0.45)
    with poster.layer(("#6F8E90", "#3E6069", "#1F3C48")) as brush:
        brush.box(0, 560, width, height)
    for row in range(6):
        y, long = 575 + row * 38 + row * row * 4, 120 + row * 46
        with poster.layer(("#8FA9A6", "#34555F"), alpha=0.7) as brush:
            for crest in range(-1, 16):
                x = crest * long + row * 57 % long
                brush.polygon(
                    (x - long * 0.62, y + 26 + row * 5),
                    (x - long * 0.1, y + 4),
                    (x + long * 0.16, y - 12 - row * 4),
                    (x + long * 0.3, y + 2),
                    (x + long * 0.24, y + 12),
                    (x + long * 0.6, y + 26 + row * 5),
                )
        with poster.layer("#E4EDE6", alpha=0.75) as brush:
            for crest in range(-1, 16):
                x = crest * long + row * 57 % long
                brush.polygon(
                    (x - long * 0.1, y + 4),
                    (x + long * 0.16, y - 12 - row * 4),
                    (x + long * 0.3, y + 2),
                    (x + long * 0.14, y - 3 - row),
                    (x, y + 5),
                )
    _shore(poster)
    with poster.layer("#DCE8E6", alpha=0.2) as brush:
        for number, share, y in spread(330, 13):
            long = 30 + number % 5 * 11
            left, top = share * (width + 300) - 40, y * height
            brush.line((left, top), (left - long * 0.62, top + long), width=1.6)
    return poster


def _shore(poster: Poster) -> None:
    with poster.layer(("#22322F", "#0F1A1B")) as brush:
        brush.polygon((0, 640), (190, 632), (420, 668), (640, 742), (760, 820), (830, 900), (0, 900))
    with poster.layer(("#3B4A4B", "#222F33")) as brush:
        brush.box(196, 566, 372, 668)
        brush.polygon((172, 572), (284, 500), (396, 572))
    poster.glow(300, 612, 190, LAMP, 0.75)
    with poster.layer((WARM, LAMP)) as brush:
        brush.box(276, 590, 320, 634)
    with poster.layer("#222F33") as brush:
        brush.box(296, 590, 300, 634)
        brush.box(276, 610, 320, 614)
    with poster.layer(("#16231F", "#0B1413")) as brush:
        for x, foot, high, bend in (
            (90, 650, 330, -150),
            (450, 690, 390, -190),
            (560, 730, 280, -130),
            (30, 660, 220, -90),
        ):
            trunk = [(x + bend * (t / 10) ** 2, foot - high * (t / 10) * (1 - 0.12 * (t / 10))) for t in range(11)]
            brush.line(*trunk, width=high * 0.04)
            top_x, top_y = trunk[-1]
            for leaf in range(7):  # every leaf streams with the wind
                drop = -60 + leaf * 24
                long = high * (0.46 - abs(leaf - 3) * 0.03)
                brush.polygon(
                    (top_x + 8, top_y - 5),
                    (top_x - long * 0.5, top_y + drop * 0.6 - 12),
                    (top_x - long, top_y + drop),
                    (top_x - long * 0.45, top_y + drop * 0.6 + 9),
                )
