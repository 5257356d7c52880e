"""How fast a build is served, beside `oxigraph serve` with the same queries over the same store.

    python benchmarks/serving_speed.py [OUT] [--seconds N] [--json FILE]

OUT is the output folder of a build. Both servers run at once on this machine, and wrk asks one after the other, each at
full speed and at half of it: simple queries of the endpoint, no two alike in succession, and pages, which the server
has rendered before. `oxigraph serve` has no limits that hold; that is what the rest of the time is for.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

CONNECTIONS = 16
#: Of the rate of oxigraph.
PAGES_AT_LEAST, QUERIES_AT_LEAST = 0.15, 0.03
P99_AT_MOST = 50.0
_SCRIPT = """
local paths = {%s}
local next = 0
function request()
  next = next %% #paths + 1
  return wrk.format("GET", paths[next], {["Accept"] = "%s"})
end
%s
"""


@dataclass(frozen=True)
class Measured:
    """What wrk saw.

    Attributes:
        rate: Answers a second.
        p50, p99: Milliseconds.
        errors: Answers that are none, and connections that broke.
    """

    rate: float
    p50: float
    p99: float
    errors: int


def wrk(address: str, paths: list[str], accept: str, seconds: int, rate: float = 0) -> Measured:
    """Asks for the paths one after the other.

    Args:
        address: Of the server, without a path.
        paths: Of the requests.
        accept: Their header.
        seconds: How long.
        rate: Requests a second; 0 for as many as there can be.
    """
    pause = f"function delay() return {round(CONNECTIONS / rate * 1000)} end" if rate else ""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_SCRIPT % (", ".join(json.dumps(path) for path in paths), accept, pause))
        script.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}", "--latency", "-s", script.name, address]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {share: _milliseconds(*re.search(rf"{share}%\s+([\d.]+)(\w+)", said).groups()) for share in (50, 99)}  # type: ignore[union-attr]
    errors = sum(int(number) for number in re.findall(r"(?:Non-2xx.*?: |connect |read |write |timeout )(\d+)", said))
    return Measured(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), found[50], found[99], errors)  # type: ignore[index]


def _milliseconds(number: str, unit: str) -> float:
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


@contextmanager
def running(command: list[str], address: str | None = None) -> Iterator[str]:
    """A server while it is needed: gives its address, which it is known to have or says on its standard error."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
        try:
            if address is None:
                assert server.stderr is not None
                found = re.search(r"http://\S+", server.stderr.readline())
                if found is None:
                    raise SystemExit(f"{command[0]} did not start")
                address = found[0].rstrip("/")
            while not _answers(address):
                if server.poll() is not None:
                    raise SystemExit(f"{' '.join(command)} did not start")
                time.sleep(0.1)
            yield address
        finally:
            server.terminate()


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def measure(out: Path, seconds: int) -> dict[str, dict[str, Measured]]:
    """Rates and latencies of both servers, at full speed and at half of it."""
    from inspectgraph.asking.dataset import Dataset
    from inspectgraph.errors import OutputError

    try:
        dataset = Dataset.open(out)
    except OutputError as error:
        raise SystemExit(f"{error} {error.hint}") from None
    things = [row["a"].value for row in dataset.select("SELECT ?a { ?a a ig:LocalAuthority } ORDER BY ?a")]
    queries = [quote(f"SELECT ?p ?o {{ <{thing}> ?p ?o }}") for thing in things]
    pages = [f"/doc/{thing.removeprefix(dataset.base + 'id/')}" for thing in things[:50]]
    results = "application/sparql-results+json"
    oxigraph = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    theirs = "http://127.0.0.1:47878"
    with (
        running([oxigraph, "serve-read-only", "-l", str(out / "store"), "--bind", theirs[7:]], theirs),
        running([sys.executable, "-m", "inspectgraph", "serve", str(out), "--port", "0"]) as ours,
    ):
        asked = {
            "oxigraph": (theirs, [f"/query?query={query}" for query in queries], results),
            "queries": (ours, [f"/sparql?query={query}" for query in queries], results),
            "pages": (ours, pages, "text/html"),
        }
        found = {}
        for name, (address, paths, accept) in asked.items():
            wrk(address, paths, accept, 2)
            full = wrk(address, paths, accept, seconds)
            found[name] = {"full": full, "half": wrk(address, paths, accept, seconds, full.rate / 2)}
    return found


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path, default=Path("output"))
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is needed: apt-get install wrk")
    found = measure(options.out, options.seconds)
    theirs = found["oxigraph"]["full"].rate
    print(
        f"{'':10} {'a second':>10} {'of oxigraph':>12} {'p50 ms':>8} {'p99 ms':>8} {'p99 at half load':>17} {'errors':>7}"
    )
    for name, measured in found.items():
        full, half = measured["full"], measured["half"]
        errors = full.errors + half.errors
        print(
            f"{name:10} {full.rate:10,.0f} {full.rate / theirs:12.3f} {full.p50:8.1f} {full.p99:8.1f}"
            f" {half.p99:17.1f} {errors:7}"
        )
    ratios = {name: found[name]["full"].rate / theirs for name in ("pages", "queries")}
    holds = ratios["pages"] >= PAGES_AT_LEAST and ratios["queries"] >= QUERIES_AT_LEAST
    holds = holds and all(found[name]["half"].p99 <= P99_AT_MOST for name in ratios)
    print(f"pages at least {PAGES_AT_LEAST}, queries at least {QUERIES_AT_LEAST}, p99 at half load at most {P99_AT_MOST:g} ms: "
          f"{'holds' if holds else 'does not hold'}")  # fmt: skip
    if options.json:
        said = {name: {load: asdict(each) for load, each in loads.items()} for name, loads in found.items()}
        options.json.write_text(json.dumps({**said, "ratios": ratios, "holds": holds}, indent=1) + "\n")


if __name__ == "__main__":
    main()
