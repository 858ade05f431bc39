"""Another site, on this machine, for what goes out."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from articles.outgoing import Fetched, fetch

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A server on this machine that says what a test told it, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.drip = False
        self.pause = 0.0
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                site.stop.wait(site.pause)
                status, headers, body = site.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    if site.drip:
                        for _each in range(200):
                            self.wfile.write(b"x")
                            self.wfile.flush()
                            site.stop.wait(0.05)
                    self.wfile.write(body)
                except OSError:
                    return

            def log_message(self, *_args: Any) -> None:
                return

        self.stop = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.host = f"feeds.example.org:{self.port}"
        self.url = f"http://{self.host}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.stop.set()
        self.server.shutdown()
        self.server.server_close()


def here(_host: str, _port: int) -> list[str]:
    """What stands in for the resolver: this machine is allowed, for tests only."""
    return ["127.0.0.1"]


def ask(site: Site, path: str = "/feed", **fields: Any) -> Fetched:
    fields.setdefault("allowed_hosts", [site.host])
    return fetch(site.url + path, agent="test", resolve=fields.pop("resolve", here), **fields)
