"""No process is left behind by a build that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import time
from inspectgraph.processing.workers import beside

if __name__ == "__main__":
    with beside(1) as other:
        other.submit(abs, 1).result()
        print("begun", flush=True)
        time.sleep(600)
"""


def test_a_process_beside_a_build_ends_with_it(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    where = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=where) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "begun\n"
        running.send_signal(signal.SIGKILL)
        # What it began holds the other end of the pipe: there is an end to read only when all have ended.
        running.communicate(timeout=60)
