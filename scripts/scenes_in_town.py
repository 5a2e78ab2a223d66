"""In town: a hospital, towers by a bay, a cricket ground, a theatre in the dark."""

import math

from poster import CREAM, EMBER, INK, LAMP, SIXTEEN_NINE, THREE_TWO, WARM, Poster, palm, spread, windows


def chennai_hospital() -> Poster:
    """The front of a hospital at dusk after rain, its entrance lit."""
    width, height = THREE_TWO
    poster = Poster(*THREE_TWO, ("#34566B", "#6C8F96", "#C6CDB9", "#EBD7A8"))
    with poster.layer("#F4F6F3", alpha=0.22) as brush:
        for x, y, long in ((260, 150, 240), (430, 190, 180), (1200, 120, 280), (1400, 170, 160), (900, 240, 150)):
            brush.box(x - long, y, x + long, y + 30, 15)
    with poster.layer(("#5C7F83", "#48696F"), alpha=0.8) as brush:
        for number, share, _ in spread(26, 6):
            top = 560 - (number * 37) % 130
            brush.box(share * width - 50, top, share * width + 60, 800)
    with poster.layer(("#E9E4D2", "#CFCBB9")) as brush:
        brush.box(230, 360, 1370, 800)
        brush.box(620, 270, 980, 800)
    with poster.layer("#9FA79D") as brush:
        brush.box(214, 344, 636, 366)
        brush.box(964, 344, 1386, 366)
        brush.box(604, 254, 996, 278)
        for y in (500, 640):
            brush.box(230, y, 620, y + 6)
            brush.box(980, y, 1370, y + 6)
    _hospital_windows(poster)
    poster.glow(800, 740, 380, LAMP, 0.7)
    with poster.layer("#2E4F55") as brush:
        brush.polygon((600, 640), (1000, 640), (1040, 672), (560, 672))
        brush.box(590, 670, 604, 806)
        brush.box(996, 670, 1010, 806)
    with poster.layer((CREAM, WARM)) as brush:
        brush.box(690, 684, 910, 806)
    with poster.layer("#2E4F55") as brush:
        brush.box(797, 684, 803, 806)
        brush.box(740, 684, 744, 806)
        brush.box(856, 684, 860, 806)
    with poster.layer(("#3C5A62", "#22394A")) as brush:
        brush.box(0, 800, width, height)
    with poster.layer(WARM, alpha=0.32, blur=5) as brush:
        brush.polygon((690, 806), (910, 806), (1010, height), (590, height))
    poster.ripples("#B9C8BE", 815, height, count=60, seed=8, alpha=0.22)
    _ambulance(poster, 1090, 800)
    with poster.layer(("#1F3B3B", "#12272B")) as brush:
        palm(brush, 130, 830, 420, 30)
        palm(brush, 1490, 840, 470, -36)
        palm(brush, 1400, 826, 300, 18)
    return poster


def _hospital_windows(poster: Poster) -> None:
    with poster.layer(("#4F7078", "#3B5B65")) as brush:
        for y in (404, 540, 680):
            for number in range(5):
                brush.box(262 + number * 72, y, 304 + number * 72, y + 68)
                brush.box(1008 + number * 72, y, 1050 + number * 72, y + 68)
        for y in (310, 420, 530):
            for number in range(5):
                brush.box(652 + number * 64, y, 692 + number * 64, y + 68)
    with poster.layer((WARM, LAMP)) as brush:
        for number in (1, 4, 6, 7, 10, 12, 14):
            row, column = divmod(number, 5)
            brush.box(262 + column * 72, (404, 540, 680)[row], 304 + column * 72, (404, 540, 680)[row] + 68)
        for number in (0, 3, 5, 9, 11, 13):
            row, column = divmod(number, 5)
            brush.box(1008 + column * 72, (404, 540, 680)[row], 1050 + column * 72, (404, 540, 680)[row] + 68)
        for number in (2, 6, 8):
            row, column = divmod(number, 5)
            brush.box(652 + column * 64, (310, 420, 530)[row], 692 + column * 64, (310, 420, 530)[row] + 68)


def _ambulance(poster: Poster, x: float, foot: float) -> None:
    with poster.layer(("#FBF8EE", "#D9DAD0")) as brush:
        brush.box(x, foot - 92, x + 150, foot - 6, 8)
        brush.polygon(
            (x + 140, foot - 6),
            (x + 140, foot - 78),
            (x + 182, foot - 74),
            (x + 206, foot - 40),
            (x + 216, foot - 34),
            (x + 216, foot - 6),
        )
    with poster.layer("#35545C") as brush:
        brush.polygon((x + 152, foot - 70), (x + 178, foot - 67), (x + 196, foot - 42), (x + 152, foot - 42))
        brush.box(x + 20, foot - 74, x + 70, foot - 48)
    with poster.layer(EMBER) as brush:
        brush.box(x, foot - 38, x + 216, foot - 28)
        brush.box(x + 108, foot - 102, x + 136, foot - 92, 3)
    with poster.layer(INK) as brush:
        brush.oval(x + 42, foot - 4, 20)
        brush.oval(x + 172, foot - 4, 20)


def mumbai_exchange() -> Poster:
    """Towers along a bay at closing time."""
    width, height = THREE_TWO
    poster = Poster(*THREE_TWO, ("#2C3F63", "#6C6E95", "#C98E93", "#F4BE8C", "#FBDDA6"))
    poster.glow(1180, 640, 480, WARM, 0.85)
    with poster.layer((CREAM, LAMP)) as brush:
        brush.oval(1180, 640, 84)
    with poster.layer("#8F7D99", alpha=0.75) as brush:
        for number, share, _ in spread(34, 2):
            top = 560 - (number * 61) % 190
            brush.box(share * width - 26, top, share * width + 28, 720)
    with poster.layer(("#5D5C84", "#54537A")) as brush:
        for number, share, _ in spread(19, 9):
            top = 590 - (number * 83) % 250
            if not 980 < share * width < 1330:
                brush.box(share * width - 42, top, share * width + 44, 720)
    with poster.layer(("#34406A", "#262F52")) as brush:
        for x, top, wide in (
            (60, 470, 90),
            (180, 380, 70),
            (300, 520, 110),
            (450, 300, 80),
            (760, 430, 84),
            (880, 540, 100),
            (1440, 480, 90),
            (1560, 400, 80),
        ):
            brush.box(x - wide, top, x + wide, 724)
        brush.polygon((560, 724), (560, 190), (590, 150), (640, 132), (690, 150), (720, 190), (720, 724))
        brush.box(637, 60, 643, 140)
    with poster.layer((WARM, LAMP)) as brush:
        for x, top, columns, rows in (
            (-20, 494, 6, 8),
            (122, 402, 5, 11),
            (204, 544, 8, 6),
            (382, 324, 6, 14),
            (690, 454, 6, 9),
            (792, 564, 8, 5),
            (1362, 504, 7, 7),
            (1494, 424, 7, 10),
        ):
            windows(brush, x, top, columns, rows, (25, 28), 9)
        windows(brush, 580, 210, 6, 21, (22, 24), 11)
    with poster.layer(("#1F2848", "#161D36")) as brush:
        brush.polygon((0, 712), (width, 700), (width, 742), (0, 770))
        for number in range(27):
            palm(brush, 20 + number * 60, 724, 46 + number % 3 * 10, 4 - number % 2 * 9)
    with poster.layer(("#E2A890", "#94789A", "#414B76", "#232C4E")) as brush:
        brush.polygon((0, 768), (width, 740), (width, height), (0, height))
    with poster.layer(CREAM, alpha=0.6) as brush:
        for number in range(17):
            half = 92 * (0.4 + 0.6 * abs(math.sin(number * 2.1)))
            brush.box(1180 - half, 766 + number * 17, 1180 + half, 770 + number * 17.3, 3)
    poster.ripples("#F3C9A0", 770, height, count=110, seed=6, alpha=0.3)
    with poster.layer(LAMP) as brush:  # the lamps of the promenade, and what the water makes of them
        for number in range(23):
            brush.oval(30 + number * 70, 744 - number * 0.9, 5)
    with poster.layer(LAMP, alpha=0.3) as brush:
        for number in range(23):
            for step in range(5):
                brush.box(
                    22 + number * 70,
                    780 + step * 15 - number * 1.1,
                    38 + number * 70,
                    783 + step * 15 - number * 1.1,
                    2,
                )
    return poster


def cricket_dusk() -> Poster:
    """A cricket ground under lights, seen from the far stand."""
    width, height = SIXTEEN_NINE
    poster = Poster(*SIXTEEN_NINE, ("#1C2541", "#54456B", "#C7705F", "#F3B774"))
    with poster.layer(CREAM, alpha=0.14) as brush:
        for x, y, long in ((320, 130, 260), (520, 160, 200), (1240, 100, 250), (1080, 210, 180), (200, 250, 150)):
            brush.box(x - long, y, x + long, y + 18, 9)
    poster.ridge(("#6B4A66", "#4A3A57"), 430, 34, seed=3.1, waves=2.2)
    with poster.layer(("#2B2A44", "#1A1E33")) as brush:
        brush.polygon((0, 400), (330, 440), (1270, 440), (width, 400), (width, 560), (0, 560))
        brush.polygon((0, 372), (300, 424), (300, 436), (0, 392))
        brush.polygon((width, 372), (1300, 424), (1300, 436), (width, 392))
    with poster.layer(WARM, alpha=0.5) as brush:
        for number, share, y in spread(420, 7):
            top = 446 - 40 * abs(share - 0.5) * 2 + 6
            brush.oval(share * width, top + y * 86, 1.3 + number % 3 * 0.5)
    with poster.layer(("#2F6B4F", "#3F8A5F", "#2B6A4C")) as brush:
        brush.box(0, 545, width, height)
    with poster.layer("#7DBB7E", alpha=0.2) as brush:
        for number in range(-9, 10, 2):
            brush.polygon(
                (800 + number * 60, 545),
                (800 + number * 60 + 60, 545),
                (800 + number * 190 + 190, height),
                (800 + number * 190, height),
            )
    with poster.layer(CREAM, alpha=0.75) as brush:
        brush.arc(800, 775, 1000, 218, 180, 360, 5)
    with poster.layer(CREAM, alpha=0.3) as brush:
        brush.arc(800, 735, 560, 122, 0, 360, 4)
    with poster.layer(("#C9A678", "#D9BC8E")) as brush:
        brush.polygon((752, 640), (848, 640), (912, 860), (688, 860))
    with poster.layer(CREAM, alpha=0.9) as brush:
        brush.box(744, 659, 856, 662)
        brush.box(700, 818, 900, 823)
    for foot, size, gap in ((652, 26, 7), (812, 92, 24)):
        with poster.layer(INK, alpha=0.3) as brush:
            brush.polygon(
                (800 - gap * 1.4, foot),
                (800 + gap * 1.4, foot),
                (800 + gap * 3.4, foot + size * 0.35),
                (800 + gap * 0.8, foot + size * 0.35),
            )
        with poster.layer((CREAM, "#E9C98A")) as brush:
            for place in (-gap, 0, gap):
                brush.box(800 + place - size * 0.05, foot - size, 800 + place + size * 0.05, foot, 1)
            brush.box(800 - gap * 1.2, foot - size * 1.03, 800 + gap * 1.2, foot - size * 0.97, 1)
    for x, top, size in ((150, 96, 1.25), (470, 190, 0.85), (1130, 190, 0.85), (1450, 96, 1.25)):
        _floodlight(poster, x, top, size)
    return poster


def _floodlight(poster: Poster, x: float, top: float, size: float) -> None:
    poster.glow(x, top, 330 * size, WARM, 0.75)
    with poster.layer("#14182B") as brush:
        brush.polygon((x - 5 * size, top), (x + 5 * size, top), (x + 10 * size, 500), (x - 10 * size, 500))
        brush.box(x - 64 * size, top - 40 * size, x + 64 * size, top + 34 * size, 5)
    with poster.layer((CREAM, WARM)) as brush:
        for row in range(3):
            for column in range(6):
                brush.oval(x + (column - 2.5) * 20 * size, top - 24 * size + row * 21 * size, 7.5 * size)


def sangli_stage() -> Poster:
    """A theatre without power: the stage is lit from the rows, by hundreds of small lights."""
    width, height = THREE_TWO
    poster = Poster(*THREE_TWO, ("#120C16", "#1D1220", "#150E19"))
    with poster.layer(("#5B1F2B", "#3B1420")) as brush:
        brush.box(120, 60, 1480, 720)
    poster.glow(800, 470, 640, WARM, 0.75)
    with poster.layer(("#8A4A3B", "#C98A58", "#E7BD7C")) as brush:
        brush.polygon((330, 150), (1270, 150), (1270, 590), (330, 590))
    poster.glow(800, 430, 400, CREAM, 0.75)
    with poster.layer(("#C08A55", "#7A4B34")) as brush:
        brush.polygon((330, 590), (1270, 590), (1420, 706), (180, 706))
    _furniture(poster)
    with poster.layer(("#9C2F38", "#6B1C2A", "#45121F")) as brush:
        for side in (-1, 1):
            for fold in range(6):
                x = 800 + side * (650 - fold * 40)
                brush.polygon(
                    (x - 30, 90), (x + 30, 90), (x + 24 - side * 6, 640 - fold * 6), (x - 24 - side * 6, 640 - fold * 6)
                )
        for fold in range(11):
            brush.oval(200 + fold * 120, 96, 78, 72)
    with poster.layer("#E9B35E") as brush:
        for fold in range(11):
            brush.arc(200 + fold * 120, 96, 78, 72, 20, 160, 4)
    with poster.layer(("#2A1A22", "#160E15")) as brush:
        brush.box(0, 0, 122, height)
        brush.box(1478, 0, width, height)
        brush.box(0, 0, width, 62)
        brush.box(100, 700, 1500, 742)
    _rows(poster)
    return poster


def _furniture(poster: Poster) -> None:
    with poster.layer("#4A2A2A") as brush:
        brush.box(640, 540, 960, 552)  # a table, a chair, and a lamp that nobody has lit
        brush.box(660, 552, 672, 640)
        brush.box(928, 552, 940, 640)
        brush.box(1050, 450, 1060, 650)
        brush.box(1050, 556, 1130, 566)
        brush.box(1120, 556, 1130, 650)
        brush.box(1050, 450, 1062, 470)
        brush.box(786, 500, 814, 540, 4)
        brush.polygon((770, 500), (830, 500), (814, 462), (786, 462))
        brush.box(440, 300, 452, 590)
        brush.box(548, 300, 560, 590)
        brush.box(440, 300, 560, 312)
        brush.box(440, 440, 560, 448)
        brush.box(496, 300, 504, 590)
    with poster.layer("#4A2A2A", alpha=0.25, blur=6) as brush:
        brush.polygon((640, 640), (960, 640), (1010, 672), (600, 672))
        brush.polygon((1050, 650), (1130, 650), (1180, 680), (1080, 680))


def _rows(poster: Poster) -> None:
    for row in range(5):
        y, step = 770 + row * 66 + row * row * 3, 62 + row * 13
        with poster.layer((f"#{0x2B - row * 5:02X}{0x1A - row * 3:02X}{0x26 - row * 4:02X}", "#0C070C")) as brush:
            for column in range(-1, 28):
                x = column * step + (row % 2) * step / 2
                brush.box(x - step * 0.36, y, x + step * 0.36, y + 140, step * 0.2)
        places = [column * step + (row % 2) * step / 2 for column in range(28) if (column * 5 + row * 3) % 4]
        size = 4.5 + row * 1.3
        with poster.layer(CREAM, alpha=0.35, blur=7 + row) as brush:
            for number, x in enumerate(places):
                brush.oval(x, y - 16 - number % 3 * 8, size * 2.6)
        with poster.layer("#FFFBEA") as brush:
            for number, x in enumerate(places):
                top = y - 16 - number % 3 * 8
                brush.box(x - size * 0.7, top - size, x + size * 0.7, top + size, 2)
