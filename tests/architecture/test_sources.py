"""The rules of the house that a machine can read from the sources."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
APPS = ("config", "discussions", "articles", "accounts")
DATA_BLOCK = '<script type="application/ld+json">{{ data }}</script>'
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
VIEWS = sorted(
    path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "views" in path.relative_to(ROOT).as_posix()
)


def sources() -> list[Path]:
    return [
        path
        for app in APPS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def test_there_is_something_to_check() -> None:
    assert len(TEMPLATES) > 20
    assert len(VIEWS) > 8


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_template_has_no_inline_script_or_style(path: Path) -> None:
    html = path.read_text().replace(DATA_BLOCK, "")
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=", html)


def test_the_only_data_block_is_that_of_structured_data() -> None:
    """A block of this type is data: no browser runs it, and the policy need not allow it."""
    holders = [path.name for path in TEMPLATES if "ld+json" in path.read_text()]
    assert holders == ["_head.html"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_template_loads_nothing_from_elsewhere(path: Path) -> None:
    html = path.read_text()
    assert not re.search(r"""(?:src|srcset)\s*=\s*["'](?:https?:)?//""", html)
    assert not re.search(r"""<link[^>]+href\s*=\s*["'](?:https?:)?//""", html)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_htmx_request_has_its_plain_fallback(path: Path) -> None:
    """hx-get stands on a link with an address; hx-post on a form that posts, or on its button."""
    html = re.sub(r"{#.*?#}|{% comment.*?endcomment %}", "", path.read_text(), flags=re.S)
    for tag in re.findall(r"<[a-z][^<>]*\shx-(?:get|post|put|patch|delete)=[^<>]*>", html, re.S):
        if " hx-get=" in tag:
            assert re.match(r"<(a|form)\b", tag), tag
            assert re.search(r"\s(href|action)=", tag), tag
        elif not re.match(r"<button\b[^>]*\sformaction=", tag):
            assert re.match(r"<form\b", tag), tag
            assert re.search(r"""\smethod=["']post""", tag), tag
            assert re.search(r"\saction=", tag), tag


def test_no_form_loses_its_token_on_the_way_in() -> None:
    """What is included with `only` gets no token, so a form in it is refused; Django's test client never says so."""
    root = ROOT / "templates"
    forms = {
        path.relative_to(root).as_posix()
        for path in TEMPLATES
        if "{% csrf_token %}" in path.read_text()
    }
    assert len(forms) > 30
    for path in TEMPLATES:
        if path.name == "styleguide.html":  # forms to look at, which nobody sends
            continue
        for name, more in re.findall(r'{% include "([^"]+)"([^%]*)%}', path.read_text()):
            assert name not in forms or not more.rstrip().endswith(" only"), (path.name, name)


@pytest.mark.parametrize("path", VIEWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_view_never_fetches_past_the_permission_check(path: Path) -> None:
    """`Model.objects.get(...)` and `get_object_or_404(Model, ...)` ask nobody's permission."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        assert not re.search(r"\.objects\.(get|filter|all|first|last)$", called), (
            f"{path.name}:{node.lineno} {called}: start from visible_to(user)"
        )
        if called == "get_object_or_404":
            first = ast.unparse(node.args[0])
            assert not re.fullmatch(r"[A-Z]\w*(\.objects)?", first), (
                f"{path.name}:{node.lineno} {first}: start from visible_to(user)"
            )


def test_no_signals_generic_keys_or_save_overrides() -> None:
    forbidden = re.compile(
        r"@receiver|django\.db\.models\.signals|GenericForeignKey|def save\(self"
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sources()
        for match in forbidden.finditer(path.read_text())
    ]
    assert found == []


def test_no_drawer_for_everything() -> None:
    """A file called utils, helpers or common is a room without a subject."""
    names = {"utils", "helpers", "common", "misc"}
    assert [path for path in sources() if names & {path.stem, *path.parent.parts}] == []


def test_files_stay_readable() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in sources()
        if (count := len(path.read_text().splitlines())) > 300
    }
    assert long == {}


def test_every_function_in_verbs_and_rules_is_typed() -> None:
    """mypy runs in CI; this one names the culprit in the test run."""
    untyped = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is None
    ]
    assert untyped == []
