"""The command line of start.py: what each command does, in a few lines each."""

import argparse
import sys

from tools import environment, working_copy
from tools.places import ROOT
from tools.problems import Problem
from tools.processes import run


def main(words=None):
    """Do what the command line asks; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal that cannot show a letter gets a question mark
    options = parser().parse_args(words)
    try:
        return options.action(options) or 0
    except Problem as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def open_series(options):
    from tools import lab

    lab.check_port(options.port)
    python = environment.ready("lab")
    for sentence in working_copy.update():
        print(sentence)
    return lab.open_lab(python, options.port, browser=not options.no_browser)


def install(options):
    unknown = [extra for extra in options.extras if extra not in [*environment.extras_of_the_project(), "colab"]]
    if unknown:
        raise Problem(f"There is nothing called {unknown[0]!r} to install.")
    python = environment.ready("lab", *(extra for extra in options.extras if extra != "colab"))
    if "colab" in options.extras:
        from tools import colab

        colab.ready()
    print(f"Everything is installed. The environment's Python is {python}.")


def test(options):
    from tools import testing

    return testing.run_tests(environment.ready("lab", "test"), options.pytest)


def reset(options):
    for sentence in working_copy.reset(options.name):
        print(sentence)


def bench(options):
    python = environment.ready("lab", "test", "bench")
    page = ["--page"] if options.page else []
    in_kernel = run([python, ROOT / "tests/benchmarks/bench.py", *page], cwd=ROOT)
    return in_kernel or run([python, ROOT / "tests/benchmarks/training.py"], cwd=ROOT)


def save(options):
    return run([environment.ready("lab", "test"), "-m", "tools.saving", *options.names], cwd=ROOT)


def solutions(options):
    python = environment.ready("lab", "test")
    return run([python, "-m", "tools.solving"], cwd=ROOT)


def cheatsheet(options):
    return run([environment.ready("lab"), "-m", "nag_helpers.cheatsheet", options.file])


def publish(options):
    from tools import publishing

    changed = publishing.publish(options.repository, options.branch)
    for path in changed:
        print(f"stamped {path.relative_to(ROOT)}")
    where = publishing.published()
    print(f"Published at github.com/{where.repository}, branch {where.branch}. Now commit and push.")


def parser():
    """Return the parser of the command line; each command's ``action`` is the function above."""
    top = argparse.ArgumentParser(
        prog="start.py",
        description="A notebook series on Nesterov's accelerated gradient. Without a command: install what is needed "
        "(the first time) and open the series in JupyterLab, on your own copy of the notebooks in the folder learn.",
    )
    top.add_argument(
        "--port", type=_port, default=8888, help="where JupyterLab listens on this machine (default: 8888)"
    )
    top.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    top.set_defaults(action=open_series)
    commands = top.add_subparsers(title="commands", metavar="")

    def command(name, action, help):
        sub = commands.add_parser(name, help=help, description=help)
        sub.set_defaults(action=action)
        return sub

    command("test", test, "run every test this machine can run, and list what was skipped and why").add_argument(
        "pytest", nargs=argparse.REMAINDER, help="run pytest with these arguments instead, e.g. tests/test_paths.py"
    )
    command("reset", reset, "bring one of your notebooks back to its original; yours is kept beside it").add_argument(
        "name", help="its number or name, e.g. 3 or 03_deriving_nag"
    )
    command("bench", bench, "measure how fast explorers and runs are (a few minutes)").add_argument(
        "--page", action="store_true", help="also in a real page, which needs Chromium"
    )
    command("save", save, "authors: run notebooks in place and save them clean").add_argument(
        "names", nargs="*", help="numbers or names; all of them if none is given"
    )
    command("solutions", solutions, "write the notebooks with all exercises solved into the folder solved")
    command("cheatsheet", cheatsheet, "write the series on one page, to print").add_argument(
        "file", nargs="?", default="nag_cheat_sheet.pdf", help="ends in .pdf or .png (default: nag_cheat_sheet.pdf)"
    )
    sub = command("publish", publish, "put this copy's public address into badges and set-up cells")
    sub.add_argument("repository", nargs="?", metavar="OWNER/NAME", help="on GitHub; git's remote origin if not given")
    sub.add_argument("--branch", help="the branch that readers open; the current one if not given")
    command("install", install, "only install; more than learning needs: test, bench, frameworks, colab").add_argument(
        "extras", nargs="*", help="what to install besides"
    )
    return top


def _port(text):
    number = int(text)
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, got {number}")
    return number
