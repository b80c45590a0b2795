# SPDX-License-Identifier: AGPL-3.0-or-later
"""One reader's visit: a browser context of its own, and a list of everything that should not have happened in it."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, Route

ELSEWHERE = "<!doctype html><html lang=en><title>Weather</title><h1>Weather</h1>"
BLOCKED_WORDS = "document.addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"


class Visit:
    """A page at `page`; `wrong` collects console errors, script errors and policy reports, `outside` requests to other hosts.

    `also` is one more address that may be asked. Both must be empty when the test ends, unless the test takes out what it caused itself.
    """

    def __init__(self, browser: Browser, base: str, *, script: bool = True, width: int = 1280, height: int = 900,
                 dark: bool = False, forced: bool = False, also: str = ""):  # fmt: skip
        self.base = base
        self._own = tuple(filter(None, (f"{base}/", also)))
        self.wrong: list[str] = []
        self.outside: list[str] = []
        self.context = browser.new_context(
            java_script_enabled=script,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            forced_colors="active" if forced else "none",
            reduced_motion="reduce",  # focus and anchors land at once
            service_workers="block",
        )
        self.context.set_default_timeout(20_000)
        self.context.add_init_script(BLOCKED_WORDS)
        own = "|".join(re.escape(one) for one in self._own)
        self.context.route(re.compile(rf"^(?!{own})https?:"), self._refuse)
        self.context.on("console", self._console)
        self.context.on("weberror", lambda error: self.wrong.append(f"script: {error.error}"))
        self.context.on("request", self._request)
        self.page: Page = self.context.new_page()

    def open(self, address: str = "") -> Response | None:
        """Go to an address of the site, given without its first slash."""
        return self.page.goto(f"{self.base}/{address}")

    def answer(self, url: str, html: str = ELSEWHERE) -> list[Request]:
        """Let `url` on another host answer with a page of its own; returns the list of requests it gets."""
        asked: list[Request] = []

        def fulfil(route: Route) -> None:
            asked.append(route.request)
            self.outside = [one for one in self.outside if one != route.request.url]
            route.fulfill(status=200, content_type="text/html", body=html)

        self.context.route(url, fulfil)
        return asked

    def rewrite(self, address: str, old: str, new: str) -> None:
        """Serve a page of the site with `old`, which must be in it, replaced."""

        def change(route: Route) -> None:
            response = route.fetch()
            text = response.text()
            assert old in text, f"{old!r} is not in {address}"
            route.fulfill(response=response, body=text.replace(old, new))

        self.context.route(f"{self.base}/{address}", change)

    def text(self, selector: str = "body") -> str:
        """What is shown of an element, its white space made plain."""
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def focused(self) -> str:
        """The accessible words of the element that has the focus, or nothing."""
        return self.page.evaluate("() => (document.activeElement === document.body ? '' : document.activeElement.innerText.trim())")

    def close(self) -> list[str]:
        """End the visit and tell what went wrong in it."""
        self.context.close()
        return self.wrong + [f"asked another host: {url}" for url in self.outside]

    def _refuse(self, route: Route) -> None:
        route.abort()

    def _request(self, request: Request) -> None:
        if request.url.startswith(("http:", "https:")) and not request.url.startswith(self._own):
            self.outside.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(f"console: {message.text}")
