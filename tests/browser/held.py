"""Answers that come at the moment a test says, so that what happens before them happens before them every time."""

from playwright.sync_api import Page, Route

PATIENCE = 500  # times 20 ms until the question must have been asked


class Held:
    """From now on, what the page asks at `address` (a glob) waits for `let_go`.

    `by_htmx`: only what htmx asks, or only what a script asks itself.
    """

    def __init__(self, page: Page, address: str, *, by_htmx: bool | None = None) -> None:
        self.page, self.address, self.by_htmx = page, address, by_htmx
        self.routes: list[Route] = []
        self.open = False
        page.route(address, self._hold)

    def _hold(self, route: Route) -> None:
        is_htmx = "hx-request" in route.request.headers
        if self.open or self.by_htmx not in (None, is_htmx):
            route.continue_()
        else:
            self.routes.append(route)

    def wait(self, count: int = 1) -> None:
        """Until so many questions wait here."""
        for _turn in range(PATIENCE):
            if len(self.routes) >= count:
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"{len(self.routes)} questions at {self.address}, not {count}")

    def let_go(self) -> None:
        """Everything that waits goes on its way, in the order in which it was asked; what comes later too."""
        self.open = True
        for route in self.routes:
            route.continue_()
