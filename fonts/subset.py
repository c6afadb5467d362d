"""Makes the committed fonts from whole ones: subsets them to European scripts and gives them a name of their own.

python3 subset.py WHOLE.ttf RESULT.ttf "New Family"
"""

import sys

from fontTools import subset
from fontTools.otlLib.optimize import compact
from fontTools.ttLib import TTFont

# Latin with all extensions, spacing modifiers, combining marks, Greek, Cyrillic, punctuation, currency,
# letterlike, numbers, arrows, a few operators, box shapes, check marks, ligatures.
RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x052F), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x209F),
    (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x215F), (0x2190, 0x2199), (0x2200, 0x22FF),
    (0x25A0, 0x25FF), (0x2610, 0x2612), (0x2713, 0x2718), (0xA717, 0xA7FF), (0xFB00, 0xFB06),
]


def main(whole: str, result: str, family: str) -> None:
    options = subset.Options()
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13]
    options.name_languages = [0x0409]
    options.drop_tables += ["DSIG", "STAT", "meta", "BASE", "gasp"]
    font = TTFont(whole, recalcTimestamp=False)
    style = font["name"].getDebugName(17) or font["name"].getDebugName(2)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    compact(font, 5)
    # "Source" is a reserved name: whoever changes the font must call it otherwise (OFL, condition 3).
    postscript = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    names = {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript}
    for record in font["name"].names:
        # The copyright and the licence stay as they are.
        record.string = names.get(record.nameID, record.string)
    font.save(result)


main(*sys.argv[1:])
