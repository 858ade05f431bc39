"""The seeds come in whole, once, or not at all."""

import hashlib
import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError

from articles.actions.import_article import import_article
from articles.importers.plain_text import import_plain_text
from articles.models import Article, ArticleVersion, Claim, Passage, Relation
from config.seeding import SEEDS, SeedError, import_seeds
from tests.articles.texts import current

pytestmark = pytest.mark.django_db
FIRST = "000_0bb5e7bc34389656.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the seeds that may be spoilt."""
    return Path(shutil.copytree(SEEDS, tmp_path / "zaden met spatie"))


def edit_claims(folder: Path, change: Any) -> None:
    path = folder / "claims.json"
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))


def refusal(folder: Path) -> str:
    """The one sentence of a refused import; nothing of it may be there."""
    with pytest.raises(SeedError) as caught:
        import_seeds(folder)
    assert not Article.objects.exists()
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def test_seeds_come_in_whole() -> None:
    assert import_seeds() == "5 artikelen, 39 stellingen, 26 verbanden"
    assert Article.objects.published().count() == 5
    assert Claim.objects.count() == 39
    assert Relation.objects.count() == 26
    assert Passage.objects.drawn().count() == Passage.objects.count() == 45
    for passage in Passage.objects.select_related("version"):
        text = passage.version.canonical_text
        assert text[passage.start : passage.end] == passage.exact


def test_seeds_match_their_claims_file() -> None:
    import_seeds()
    data = json.loads((SEEDS / "claims.json").read_text())
    tones = {"letterlijk": "literal", "ironisch": "ironic", "retorische vraag": "rhetorical"}
    for entry in data["articles"]:
        article = Article.objects.get(import_key=entry["file"])
        assert current(article).title == entry["title"]
        assert current(article).raw_sha256 == entry["sha256"]
        for claim in entry["claims"]:
            stored = Claim.objects.get(article=article, import_key=claim["id"])
            assert stored.number == int(claim["id"][1:])
            assert stored.current_wording is not None
            assert stored.current_wording.statement == claim["statement"]
            assert stored.current_wording.tone == tones[claim["tone"]]
            assert stored.current_wording.note == claim.get("note", "")
            exact = list(stored.passages.order_by("ordinal").values_list("exact", flat=True))
            assert exact == [claim["quote"], *claim["also_quotes"]]
    related = {
        (r.from_claim.import_key, r.type, r.to_claim.import_key, r.rationale)
        for r in Relation.objects.select_related("from_claim", "to_claim")
    }
    assert related == {(r["from"], r["type"], r["to"], r["rationale"]) for r in data["relations"]}


def test_seeds_a_second_time_change_nothing() -> None:
    import_seeds()
    counts = [model.objects.count() for model in (ArticleVersion, Claim, Passage, Relation)]
    assert import_seeds() == "niets veranderd"
    assert [m.objects.count() for m in (ArticleVersion, Claim, Passage, Relation)] == counts


def test_seeds_a_second_time_are_quick() -> None:
    import_seeds()
    started = time.perf_counter()
    import_seeds()
    assert time.perf_counter() - started < 0.3


def test_changed_seed_with_its_claims_is_a_new_version(folder: Path) -> None:
    import_seeds(folder)
    path = folder / FIRST
    path.write_text(path.read_text() + "\n\nEen alinea erbij, want het gesprek gaat gewoon verder.")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    edit_claims(folder, lambda data: data["articles"][0].update(sha256=digest))
    assert import_seeds(folder) == "1 nieuwe versie"
    version = current(Article.objects.get(import_key=FIRST))
    assert version.number == 2
    assert Passage.objects.drawn().in_version(version).count() == 8


def test_older_seed_does_not_undo_a_later_version(folder: Path) -> None:
    import_seeds(folder)
    path, before = folder / FIRST, (folder / FIRST).read_bytes()
    claims = (folder / "claims.json").read_bytes()
    path.write_bytes(before + b"\n\nEen alinea erbij, want het gesprek gaat gewoon verder.")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    edit_claims(folder, lambda data: data["articles"][0].update(sha256=digest))
    import_seeds(folder)
    path.write_bytes(before)
    (folder / "claims.json").write_bytes(claims)
    assert import_seeds(folder) == "niets veranderd"
    assert current(Article.objects.get(import_key=FIRST)).number == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is leeg"),
        (" \u00a0\n".encode(), "witruimte"),
        (b"Titel\n\nKaf\xe9 in de wijk", "geen UTF-8"),
        ("Titel\n\nTekst".encode("utf-16"), "UTF-16"),
        (b"Titel\0", "nulteken"),
    ],
)
def test_unreadable_seed_is_named(folder: Path, content: bytes, expected: str) -> None:
    (folder / "004_3fcfaf861ac83d8a.txt").write_bytes(content)
    message = refusal(folder)
    assert "004_3fcfaf861ac83d8a.txt" in message
    assert expected in message


def test_seed_that_is_a_folder_is_named(folder: Path) -> None:
    (folder / "wijk.txt").mkdir()
    assert "wijk.txt is niet te lezen" in refusal(folder)


@pytest.mark.parametrize("name", ["x" * 201 + ".txt", "re\ngel.txt"])
def test_seed_with_a_strange_name_is_named(folder: Path, name: str) -> None:
    (folder / name).write_text("Titel")
    assert "een gewone naam" in refusal(folder)


def test_folder_without_texts_is_named(tmp_path: Path) -> None:
    assert str(tmp_path) in refusal(tmp_path)
    assert "nergens bestaat niet" in refusal(tmp_path / "nergens")


def test_text_with_its_ending_in_capitals_is_found(folder: Path) -> None:
    (folder / "wijk.TXT").write_text(f"Een wijk\n\n{'Een wijk begint bij de mensen. ' * 5}")
    assert import_seeds(folder).startswith("6 artikelen")


def test_claims_of_a_text_that_was_left_behind_are_told(folder: Path) -> None:
    claims = (folder / "claims.json").read_bytes()

    def forget_the_first(data: Any) -> None:
        gone = data["articles"][0]["claims"].pop(0)["id"]
        data["relations"] = [r for r in data["relations"] if gone not in (r["from"], r["to"])]

    edit_claims(folder, forget_the_first)
    import_seeds(folder)
    article = Article.objects.get(import_key=FIRST)
    raw = (folder / FIRST).read_bytes() + b"\n\nEen alinea erbij, want het gesprek gaat verder."
    import_article(draft=import_plain_text(raw, name=FIRST), raw=raw, import_key=FIRST)
    (folder / "claims.json").write_bytes(claims)
    assert "1 stelling bij een oudere tekst" in import_seeds(folder)
    assert article.claims.count() == 8


def test_missing_claims_file_is_named(folder: Path) -> None:
    (folder / "claims.json").unlink()
    assert "claims.json ontbreekt" in refusal(folder)


def test_missing_text_is_named(folder: Path) -> None:
    (folder / FIRST).unlink()
    assert f"noemt {FIRST}" in refusal(folder)


def test_missing_quote_names_file_and_claim(folder: Path) -> None:
    quote = "Dit heeft niemand geschreven."
    edit_claims(folder, lambda data: data["articles"][4]["claims"][7].update(quote=quote))
    message = refusal(folder)
    assert "004_3fcfaf861ac83d8a.txt" in message
    assert "stelling e8" in message


def test_broken_claims_file_leaves_nothing_behind(folder: Path) -> None:
    (folder / "claims.json").write_text("{")
    assert "geldige JSON" in refusal(folder)


def test_claims_of_other_bytes_leave_nothing_behind(folder: Path) -> None:
    (folder / FIRST).write_bytes((folder / FIRST).read_bytes() + b"\n")
    assert FIRST in refusal(folder)


def test_command_says_what_was_new(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed", folder=folder)
    call_command("seed", folder=folder)
    assert capsys.readouterr().out.splitlines() == [
        "5 artikelen, 39 stellingen, 26 verbanden",
        "niets veranderd",
    ]


def test_command_on_a_database_without_tables_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def without_tables(folder: Path) -> str:
        raise ProgrammingError("relation does not exist")

    monkeypatch.setattr("config.management.commands.seed.import_seeds", without_tables)
    with pytest.raises(CommandError, match="upgrade"):
        call_command("seed")


def test_command_refuses_with_the_same_sentence(folder: Path) -> None:
    (folder / FIRST).write_bytes(b"")
    with pytest.raises(CommandError, match=f"{FIRST} is leeg"):
        call_command("seed", folder=folder)
