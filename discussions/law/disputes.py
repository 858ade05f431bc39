"""PURE: the figures of disputes outside the courts, in days."""

from collections.abc import Sequence
from statistics import median

from discussions.law.counted import Disputed
from discussions.law.figures import Figure
from discussions.law.parts import Part

_ENDED = {
    "disputes_won": ("person", "waarvan de gebruiker gelijk kreeg"),
    "disputes_partly": ("partly", "waarvan de gebruiker deels gelijk kreeg"),
    "disputes_lost": ("editors", "waarvan de redactie gelijk kreeg"),
    "disputes_settled": ("settled", "waarvan samen opgelost"),
    "disputes_withdrawn": ("withdrawn", "waarvan ingetrokken, of zonder uitspraak gestopt"),
}
_TO_CARRY_OUT = ("person", "partly", "settled")
_DONE = (
    "Van wat in het jaar is afgerond, als de gebruiker geheel of deels gelijk kreeg of als het samen is opgelost. Ook "
    "wat pas na het jaar is uitgevoerd telt mee."
)


def disputes_of(disputes: Sequence[Disputed]) -> list[Figure]:
    """How many came in, how they ended, how long that took and how many outcomes were carried out. What ended is
    counted in the year in which it ended."""
    part = Part("24(1)(a)", "geschillen")
    ended = [row for row in disputes if row.outcome]
    to_do = [row for row in ended if row.outcome in _TO_CARRY_OUT]
    done = [row for row in to_do if row.carried_out]
    return [
        part.count(
            "disputes",
            "Geschillen bij een geschilleninstantie",
            [row for row in disputes if row.came_in_this_year],
        ),
        part.count("disputes_ended", "Geschillen die zijn afgerond", ended),
        *(
            part.count(key, label, [row for row in ended if row.outcome == outcome])
            for key, (outcome, label) in _ENDED.items()
        ),
        Figure(
            "disputes_days",
            part.article,
            "Mediane duur van een geschil",
            float(median(row.days for row in ended)) if ended else None,
            "dagen",
            "Van de dag waarop de redactie ervan hoorde tot de dag waarop het was afgerond, voor wat in het jaar is "
            "afgerond.",
            tuple(row.case for row in ended),
        ),
        part.count("disputes_done", "Uitspraken in een geschil die zijn uitgevoerd", done, _DONE),
        Figure(
            "disputes_share",
            part.article,
            "Uitgevoerd van de uitspraken waarmee iets moest gebeuren",
            round(100 * len(done) / len(to_do), 1) if to_do else None,
            "procent",
            _DONE,
            tuple(row.case for row in to_do),
        ),
    ]
