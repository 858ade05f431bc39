import threading
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from accounts.mailbox import MOST_SHOWN, FolderBackend, newest_mails


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MAILBOX_DIR = tmp_path / "post" / "vak é"
    return settings.MAILBOX_DIR


def send(subject: str = "Dag", body: str = "Tekst", to: str = "an@example.org") -> None:
    FolderBackend().send_messages([EmailMessage(subject, body, to=[to])])


def test_mail_becomes_a_file_that_nobody_else_reads(folder: Path) -> None:
    send()
    (file,) = folder.iterdir()
    assert file.suffix == ".eml"
    assert file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_page_shows_newest_first_with_the_code(db: None, client: Client, folder: Path) -> None:
    send("Oude mail")
    send("Je code", "Dag,\n\n1234-5678\n\nGroet", "bas@example.org")
    mails = client.get("/postvak/").context["mails"]
    assert [mail.subject for mail in mails] == ["Je code", "Oude mail"]
    assert mails[0].code == "1234-5678"
    assert mails[1].code == ""
    assert mails[0].sent_at.utcoffset() is not None
    html = client.get("/postvak/").content.decode()
    assert "bas@example.org" in html


def test_page_shows_text_as_text(db: None, client: Client, folder: Path) -> None:
    send("<script>alert(1)</script>", "<img src=x onerror=alert(1)>")
    html = client.get("/postvak/").content.decode()
    assert "<script>alert(1)" not in html
    assert "<img" not in html


def test_page_shows_fifty(db: None, folder: Path) -> None:
    for number in range(MOST_SHOWN + 3):
        send(f"Mail {number}")
    mails = newest_mails(folder)
    assert len(mails) == 50
    assert mails[0].subject == "Mail 52"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: x\n\nno recipient",
        b"To: a\nContent-Type: text/plain; charset=klingon\n\n\xff",
    ],
)
def test_broken_file_hides_nothing_else(
    db: None, client: Client, folder: Path, content: bytes
) -> None:
    send("Goede mail")
    (folder / "99999999999999999999-x.eml").write_bytes(content)
    (folder / "99999999999999999999-y.eml").mkdir()
    (folder / "99999999999999999999-z.part").write_bytes(b"half")
    answer = client.get("/postvak/")
    assert answer.status_code == 200
    assert "Goede mail" in [mail.subject for mail in answer.context["mails"]]
    assert len(answer.context["mails"]) <= 2


def test_page_without_folder_is_empty(db: None, client: Client, folder: Path) -> None:
    answer = client.get("/postvak/")
    assert answer.status_code == 200
    assert answer.context["mails"] == []


def test_many_writers_lose_nothing(folder: Path) -> None:
    threads = [threading.Thread(target=send, args=(f"Mail {n}",)) for n in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {mail.subject for mail in newest_mails(folder)} == {f"Mail {n}" for n in range(30)}
    assert not list(folder.glob("*.part"))


def test_page_does_not_exist_elsewhere(
    db: None, client: Client, settings: Settings, folder: Path
) -> None:
    send("Geheim")
    settings.LOCAL = False
    answer = client.get("/postvak/")
    assert answer.status_code == 404
    assert "Geheim" not in answer.content.decode()


def test_page_with_the_code_field_shows_the_way_only_on_ones_own_machine(
    db: None, client: Client, settings: Settings
) -> None:
    client.post("/account/login/code/", {"email": "an@example.org"})
    assert 'href="/postvak/"' in client.get("/account/login/code/confirm/").content.decode()
    settings.LOCAL = False
    assert "/postvak/" not in client.get("/account/login/code/confirm/").content.decode()
