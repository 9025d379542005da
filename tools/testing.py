"""``python3 start.py test``: every test this machine can run, in groups, and at the end what was skipped and why."""

import json
import os
import tempfile
import time
from pathlib import Path

from tools.places import NOTEBOOKS, ROOT, notebook_files
from tools.processes import run

IN_PARALLEL = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist"]


def groups():
    """Return {name of a group of tests: the arguments of its pytest run}; a group is left out while it has no files."""
    found = {"code": ["tests", "--ignore=tests/browser", *IN_PARALLEL, "loadfile"]}
    if notebook_files():
        outputs = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=300"]
        found["notebooks"] = [NOTEBOOKS.name, *outputs, *IN_PARALLEL, "loadscope"]
    if (ROOT / "tests/browser").is_dir():
        found["browser"] = ["tests/browser"]
    return found


def run_tests(python, arguments=()):
    """Run all groups, or pytest once with the given arguments; return the exit code."""
    pytest = [python, "-m", "pytest", "-q"]
    if arguments:
        return run([*pytest, *arguments], cwd=ROOT)
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "NAG_TEST_REPORT": str(Path(folder) / "report"),
            "NAG_PROGRESS": folder,
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        ended = {}
        for name, words in groups().items():
            print(f"\n=== {name} ===", flush=True)
            began = time.monotonic()
            ended[name] = run([*pytest, *words], cwd=ROOT, env=environment)
            print(f"({time.monotonic() - began:.0f} s)", flush=True)
        return _summary(ended, Path(environment["NAG_TEST_REPORT"]))


def _summary(ended, report):
    lines = report.read_text(encoding="utf-8").splitlines() if report.exists() else []
    parts = [json.loads(line) for line in lines]
    skipped = [(name, why) for part in parts for name, why in part["skipped"]]
    print("\n=== summary ===")
    for name, code in ended.items():
        print(f"{name}: {'ok' if code == 0 else 'FAILED'}")
    for why, names in _by_reason(skipped).items():
        print(f"skipped {len(names)}: {why}")
    failed = sum(part["failed"] + part["error"] for part in parts)
    print(f"{sum(part['passed'] for part in parts)} passed, {failed} failed, {len(skipped)} skipped", flush=True)
    return max((abs(code) for code in ended.values()), default=0)


def _by_reason(skipped):
    reasons = {}
    for name, why in skipped:
        reasons.setdefault(why, []).append(name)
    return reasons
