"""A real browser that walks through the pages of a served build.

INSPECTGRAPH_SCREENSHOTS names a folder for pictures of all pages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright
from tests.presenting.small_build import write_build

from inspectgraph.building import BuildResult
from inspectgraph.presenting.presentation import BUILT

ROOT = Path(__file__).parents[2]
_ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_HEIGHT = 900


@dataclass
class Walk:
    """A page of the browser, and what it asked and said.

    Attributes:
        page: The page.
        address: Of the site.
        asked: Addresses of all requests.
        said: Errors on the console, and in scripts.
        failed: Statuses and addresses of what was refused.
    """

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def to(self, path: str) -> Page:
        """Goes to a path of the site."""
        self.page.goto(self.address + path.lstrip("/"))
        return self.page

    def hears(self, request: Request) -> None:
        """Keeps the address of a request."""
        self.asked.append(request.url)


Walking = Callable[..., AbstractContextManager[Walk]]


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("Chromium is not on this machine")
    return found


# Playwright keeps an event loop running as long as it is open, and other tests want their own: so it ends with each module.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def scripts() -> None:
    """What needs the bundles is skipped where they have not been made."""
    if not (BUILT / "explorer.js").is_file():
        pytest.skip("the scripts of the pages are not bundled: make web")


@pytest.fixture(scope="session")
def axe() -> str:
    path = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        pytest.skip("axe-core is not installed: make web")
    return path.read_text(encoding="utf-8")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves an output folder in a process of its own; gives the address."""
    command = [sys.executable, "-m", "inspectgraph", "serve", str(folder), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1", "COLUMNS": "200"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as running:
        try:
            assert running.stderr is not None
            said = running.stderr.readline()
            found = re.search(r"http://\S+", said)
            assert found, said
            yield found[0]
        finally:
            running.terminate()
            running.wait(30)


@pytest.fixture(scope="session")
def site(chromium: str, digests_build: BuildResult, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the build of the seeds."""
    with served(digests_build.output) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a build whose names and words try to break out."""
    with served(write_build(tmp_path_factory.mktemp("hostile") / "out")) as address:
        yield address


@pytest.fixture(scope="module")
def walking(browser: Browser) -> Walking:
    """Opens a page; at its end nothing may have been asked of another host, and nothing have failed."""

    @contextmanager
    def walk(address: str, width: int = 1280, *, scripts: bool = True, dark: bool = False) -> Iterator[Walk]:
        context = browser.new_context(
            viewport={"width": width, "height": _HEIGHT},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        page = context.new_page()
        walk = Walk(page, address)
        page.on("request", walk.hears)
        page.on("console", lambda message: walk.said.append(message.text) if message.type == "error" else None)
        page.on(
            "response", lambda found: walk.failed.append(f"{found.status} {found.url}") if found.status >= 400 else None
        )
        page.on("pageerror", lambda error: walk.said.append(str(error)))
        page.on("dialog", lambda dialog: walk.said.append(f"dialog: {dialog.message}"))
        try:
            yield walk
        finally:
            context.close()
        host = urlsplit(address).netloc
        foreign = [each for each in walk.asked if each.startswith("http") and urlsplit(each).netloc != host]
        assert not foreign
        assert not walk.failed
        assert not walk.said

    return walk


@pytest.fixture(scope="session")
def picture() -> Callable[[Page, str], None]:
    """Writes a picture of a page when somebody wants to look at it."""
    named = os.environ.get("INSPECTGRAPH_SCREENSHOTS")

    def write(page: Page, name: str) -> None:
        if named:
            Path(named).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(named) / f"{name}.png"), full_page=True)

    return write
