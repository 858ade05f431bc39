# Two commands: `make run` and `make test`. docs/running.md tells what they do.
PYTHON ?= python3
INSTALLED := .venv/bin/python

.PHONY: run test install check manage python

run: python
	@$(PYTHON) config/install.py run
	@exec $(INSTALLED) -m config.launcher

test: install
	@exec $(INSTALLED) -m pytest

install: python
	@$(PYTHON) config/install.py

# One command of manage.py with the database of `make run`: make manage CMD="make_operator E-MAIL"
manage: install
	@exec $(INSTALLED) -m config.launcher manage $(CMD)

# Everything that is checked without running the site, on the settings of production. No database
# is needed: makemigrations warns that it reached none, and that warning is left out.
check: export LOCAL = 0
check: export PUBLIC_URL = https://stellingname.example.org
check: export CONTACT_EMAIL = redactie@stellingname.example.org
check: export CONTACT_AUTHORITIES = toezicht@stellingname.example.org
check: export CONTACT_ADDRESS = Postbus 1, 1000 AA Voorbeeldstad
check: export SECRET_KEY = for-checking-only-0123456789-abcdefghijklmnopqrstuvwxyz-never-in-use
check: export DATABASE_URL = postgres://app:x@localhost/stellingname
check: export DATABASE_OWNER_URL = postgres://owner:x@localhost/stellingname
check: install
	$(INSTALLED) -m ruff check .
	$(INSTALLED) -m ruff format --check .
	$(INSTALLED) -m mypy .
	$(INSTALLED) -m djlint templates --lint --quiet
	$(INSTALLED) -c "from importlinter.cli import lint_imports_command as lint; lint()"
	$(INSTALLED) manage.py compilemessages --ignore .venv --verbosity 0
	$(INSTALLED) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(INSTALLED) manage.py check --deploy --fail-level WARNING

python:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "Python ontbreekt: installeer Python 3.11 of nieuwer, op Debian en Ubuntu met 'apt-get install python3 python3-venv'." >&2; \
	  exit 1; }
