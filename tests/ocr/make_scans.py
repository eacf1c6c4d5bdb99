#!/usr/bin/env python3
"""Makes the scans of invented people's letters in scans/, in black and white at 150 dpi, with the slant and the specks
of a scanner. Run by hand where a letter changes, with Debian's python3-pil and fonts-dejavu-core; the tests only read them.

usage: make_scans.py FOLDER
"""
import pathlib
import random
import sys

from PIL import Image, ImageDraw, ImageFont

FONTS = pathlib.Path("/usr/share/fonts/truetype/dejavu")
A4 = (1240, 1754)  # pixels at 150 dpi

LETTERS = {
    "fi": ("DejaVuSerif.ttf", """Kela
Tietopyyntö

Pyydän saada kaikki minua koskevat potilastiedot, jotka
Psykoterapiakeskus Vastaamo on minusta tallentanut.
Kävin vastaanotolla vuosina 2015-2017.

Nimi: Maija Liisa Esimerkki
Henkilötunnus: 010180-9015
Puhelin: 050 765 4321
Osoite: Esimerkkikatu 12 B 34, 00100 Helsinki

Ystävällisin terveisin
Maija Esimerkki
"""),
    "sv": ("DejaVuSans.ttf", """Till FPA

Jag begär ut alla mina patientuppgifter som
Psykoterapicentret Vastaamo har sparat om mig.
Jag gick i terapi där åren 2014-2016.

Namn: Karin Sofia Exempel
Personbeteckning: 020290-9027
Telefon: 040 123 4567
Adress: Exempelgatan 5 A 6, 20100 Åbo

Med vänlig hälsning
Karin Exempel
"""),
    "en": ("DejaVuSerif.ttf", """To Kela

I would like to receive all the records that Vastaamo
has about me. I was seen there from 2016 to 2018.

My name is Sam Oliver Tester.
Identity code: 010180-9015
Phone: 050 765 4321
Address: Testikatu 7 C 8, 33100 Tampere, Finland

Best regards
Sam Tester
"""),
}


def scan(font, text, chance):
    page = Image.new("L", A4, 255)
    ImageDraw.Draw(page).multiline_text((120, 150), text, font=ImageFont.truetype(str(FONTS / font), 26), fill=0, spacing=12)
    page = page.rotate(chance.uniform(-1, 1), resample=Image.BICUBIC, fillcolor=255)
    for _ in range(150):
        page.putpixel((chance.randrange(A4[0]), chance.randrange(A4[1])), 0)
    return page.point(lambda value: 255 if value > 140 else 0).convert("1")


def main():
    folder = pathlib.Path(sys.argv[1])
    chance = random.Random(3)
    for language, (font, text) in LETTERS.items():
        scan(font, text, chance).save(folder / f"{language}.png", optimize=True, dpi=(150, 150))


if __name__ == "__main__":
    main()
