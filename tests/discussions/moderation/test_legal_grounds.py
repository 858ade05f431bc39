"""Grounds in the law are quoted for years: their codes stay, and each can be found."""

from discussions.models.report import WITHOUT_NAME
from discussions.moderation.legal_grounds import LEGAL_GROUNDS, find_ground


def test_each_is_found_by_its_code_and_says_what_it_is() -> None:
    for ground in LEGAL_GROUNDS:
        assert find_ground(ground.code) is ground
        assert ground.name
        assert ground.article
        assert ground.category
        assert ground.explanation.endswith(".")
    assert find_ground("LAW-0") is None
    assert find_ground("") is None


def test_codes_are_never_given_to_another_ground() -> None:
    """Changing this list changes what old letters say: only ever add to it."""
    assert [(ground.code, ground.name.split(maxsplit=1)[0]) for ground in LEGAL_GROUNDS] == [
        ("LAW-1", "Discriminatie"),
        ("LAW-2", "Opruiing"),
        ("LAW-3", "Bedreiging"),
        ("LAW-4", "Belediging,"),
        ("LAW-5", "Gegevens"),
        ("LAW-6", "Beelden"),
        ("LAW-7", "Werk"),
        ("LAW-8", "Persoonsgegevens"),
        ("LAW-9", "Iets"),
    ]
    assert find_ground(WITHOUT_NAME) is LEGAL_GROUNDS[5]
