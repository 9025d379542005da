"""``python3 start.py test``: every test this machine can run, in groups, and at the end what was skipped and why."""

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tools.author import colab
from tools.places import ROOT, notebook_files
from tools.processes import run, surroundings

#: One process more than there are cores, up to four: each waits now and then for a page, a kernel or a disk.
IN_PARALLEL = ["--durations=10", "-n", str(min(os.cpu_count() or 1, 4) + 1)]
QUICK = "--quick"
NBVAL = ["--nbval", "--nbval-cell-timeout=300", *IN_PARALLEL]
#: What takes minutes: pages, whole notebooks, installations, other people's frameworks, networks, the site, every explorer in
#: every state, and the attacks on the checks by the hundred.
NOT_QUICK = (
    "tests/browser",
    "tests/edition",
    "tests/notebooks",
    "tests/tools",
    "tests/frameworks",
    "tests/networks",
    "tests/site",
    "tests/explorers/test_explorers.py",
    "tests/explorers/test_ideas.py",
    "tests/explorers/test_names.py",
    "tests/explorers/test_presets.py",
    "tests/exercises/test_mutants.py",
    "tests/exercises/test_hostile.py",
    "tests/exercises/test_diagnoses.py",
)


#: The processes share the cores already; small matrices on two threads each take six times as long then. What is imported is
#: compiled once, not by each of some hundred processes.
FAST = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True)
class Group:
    """Tests that run in one pytest process, or the reason why they cannot run here."""

    name: str
    arguments: list
    environment: dict = field(default_factory=dict)
    cannot: str = ""


def quick_groups():
    """Return what a contributor runs first, in a minute: the tests of nag_helpers, and one notebook beside them."""
    (first, *_) = notebook_files()
    ignored = [f"--ignore={place}" for place in NOT_QUICK]
    return [Group("code and one notebook", [first, "tests", *ignored, *NBVAL, "--nbval-current-env"])]


def groups():
    """Return all groups of tests."""
    no_colab = "" if colab.installed() else "Colab's packages are not installed: python3 start.py install colab"
    outputs_compared = [*reversed(notebook_files()), *NBVAL]  # the last ones take longest
    return [
        Group("code", ["tests", "--ignore=tests/browser", "--ignore=tests/edition", *IN_PARALLEL]),
        Group("notebooks", [*outputs_compared, "--nbval-current-env"]),
        Group(
            "notebooks on Colab's packages",
            [*outputs_compared, f"--nbval-kernel-name={colab.KERNEL}"],
            colab.variables(),
            no_colab,
        ),
        Group("browser, and browser edition", ["tests/browser", "tests/edition", *IN_PARALLEL]),
    ]


def run_tests(arguments=()):
    """Run all groups, the quick ones for ``--quick``, or pytest once with the given arguments; return the exit code."""
    pytest = [sys.executable, "-m", "pytest", "-q"]
    quick = list(arguments) == [QUICK]
    if arguments and not quick:
        return run([*pytest, *arguments], cwd=ROOT, env=surroundings(**FAST))
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        ours = surroundings(
            NAG_TEST_REPORT=str(report), NAG_PROGRESS=folder, PYDEVD_DISABLE_FILE_VALIDATION="1", **FAST
        )
        ended = []
        for group in quick_groups() if quick else groups():
            if group.cannot:
                ended.append((group, int(os.environ.get("CI") == "true")))
                continue
            print(f"\n=== {group.name} ===", flush=True)
            began = time.monotonic()
            ended.append((group, run([*pytest, *group.arguments], cwd=ROOT, env=ours | group.environment)))
            print(f"({time.monotonic() - began:.0f} s)", flush=True)
        return _summary(ended, report)


def _summary(ended, report):
    lines = report.read_text(encoding="utf-8").splitlines() if report.exists() else []
    parts = [json.loads(line) for line in lines]
    skipped = [(name, why) for part in parts for name, why in part["skipped"]]
    print("\n=== summary ===")
    for group, code in ended:
        print(f"{group.name}: {(group.cannot and 'not run. ' + group.cannot) or ('FAILED' if code else 'ok')}")
    for why, names in _by_reason(skipped).items():
        print(f"skipped {len(names)}: {why}")
    failed = sum(part["failed"] + part["error"] for part in parts)
    print(f"{sum(part['passed'] for part in parts)} passed, {failed} failed, {len(skipped)} skipped", flush=True)
    return max(abs(code) for _, code in ended)


def _by_reason(skipped):
    reasons = {}
    for name, why in skipped:
        reasons.setdefault(why, []).append(name)
    return reasons
