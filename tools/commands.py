"""The command line of start.py: what each command does, in a few lines each."""

import argparse
import sys
import tomllib
from pathlib import Path

from tools import environment, working_copy
from tools.endings import ends_in_a_sentence
from tools.places import PYPROJECT, ROOT, SITE, SLIDES
from tools.problems import Problem
from tools.processes import run

INSIDE = ("-m", "tools.inside")  # runs a module in the environment


@ends_in_a_sentence
def main(words=None):
    """Do what the command line asks; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal that cannot show a letter gets a question mark
    ours, for_pytest = _split(sys.argv[1:] if words is None else words)
    options = parser().parse_args(ours)
    options.pytest = for_pytest
    return options.action(options)


def _split(words):
    """Return the words for us, and those after the command ``test``, which are for pytest."""
    at = next((at for at, word in enumerate(words) if word in COMMANDS), len(words))
    if words[at : at + 1] != ["test"] or words[at + 1 :] in (["-h"], ["--help"]):
        return words, []
    return words[: at + 1], words[at + 1 :]


def open_series(options):
    from tools import lab

    lab.check_port(options.port)
    lab.check_home()
    for sentence in working_copy.update():
        print(sentence)
    python = environment.ready("lab")
    return lab.open_lab(python, options.port, browser=not options.no_browser)


def install(options):
    from tools import colab, hub, site

    elsewhere = {"colab": colab.ready, "site": site.ready}  # in environments of their own
    unknown = [extra for extra in options.extras if extra not in [*extras_of_the_project(), *elsewhere]]
    if unknown:
        raise Problem(f"There is nothing called {unknown[0]!r} to install.")
    python = environment.ready("lab", *(extra for extra in options.extras if extra not in elsewhere))
    for extra in elsewhere.keys() & options.extras:
        elsewhere[extra]()
    if "hub" in options.extras:
        hub.ready()  # its proxy, which pip does not have
    print(f"Everything is installed. The environment's Python is {python}.")


def test(options):
    from tools import testing

    return testing.run_tests(environment.ready("lab", "test"), options.pytest)


def reset(options):
    for sentence in working_copy.reset(options.name):
        print(sentence)


def bench(options):
    if options.room:
        python = environment.ready("lab", "test")
        return run([python, ROOT / "tests/benchmarks/room.py", options.room], cwd=ROOT)
    python = environment.ready("lab", "test", "bench")
    page = ["--page"] if options.page else []
    in_kernel = run([python, ROOT / "tests/benchmarks/bench.py", *page], cwd=ROOT)
    return in_kernel or run([python, ROOT / "tests/benchmarks/training.py"], cwd=ROOT)


def save(options):
    names = [working_copy.find(name).stem for name in options.names]
    return run([environment.ready("lab", "test"), *INSIDE, "tools.saving", *names], cwd=ROOT)


def solutions(options):
    python = environment.ready("lab", "test")
    return run([python, *INSIDE, "tools.solving"], cwd=ROOT)


def cheatsheet(options):
    file = Path(options.file).absolute()
    if not file.parent.is_dir():
        raise Problem(f"There is no folder {file.parent} to write the cheat sheet into.")
    return run([environment.ready("lab"), *INSIDE, "nag_helpers.cheatsheet", file], cwd=ROOT)


def guide(options):
    return run([environment.ready("lab"), *INSIDE, "tools.guide"], cwd=ROOT)


def handouts(options):
    return run([environment.ready("lab", "teach"), *INSIDE, "tools.handouts", Path(options.folder).absolute()], cwd=ROOT)


def slides(options):
    from tools import lab

    name = working_copy.find(options.name).stem
    python = environment.ready("lab", "teach")
    words = [name, SLIDES, *(["--html"] if options.html else [])]
    failed = run([python, *INSIDE, "tools.slides", *words], cwd=ROOT)
    if failed or options.html:
        return failed
    lab.check_port(options.port)
    print(f"Your notes: {SLIDES / name}_notes.html")
    return lab.open_lab(python, options.port, not options.no_browser, SLIDES, f"{name}.ipynb", lab.SLIDE_SETTINGS,
                        SLIDES / ".jupyter/custom")


def room(options):
    picture = Path(options.picture).absolute()
    if picture.suffix.lower() not in (".png", ".svg", ".pdf") or not picture.parent.is_dir():
        raise Problem(f"The picture is a .png, .svg or .pdf in a folder that exists, got {options.picture}.")
    return run([environment.ready("lab"), *INSIDE, "tools.room", Path(options.folder).absolute(), picture], cwd=ROOT)


def browser_edition(options):
    from tools import lab, site
    from tools.site import serving

    if options.serve:
        lab.check_port(options.port)
    failed = run([site.ready(), *INSIDE, "tools.site.building", *(["--cdn"] if options.cdn else [])], cwd=ROOT)
    if options.serve and not failed:
        serving.serve(SITE, options.port)
    return failed


def renew_pins(options):
    from tools import pins

    for path in pins.renew(environment.ready("lab")):
        print(f"wrote {path.relative_to(ROOT)}")


def publish(options):
    from tools import publishing

    changed = publishing.publish(options.repository, options.branch)
    for path in changed:
        print(f"stamped {path.relative_to(ROOT)}")
    where = publishing.published()
    print(f"Published at github.com/{where.repository}, branch {where.branch}. Now commit and push.")
    print(f"Learners on a hub open {where.hub('https://YOUR-HUB')} (docs/hub.md)")


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

    command(
        "test",
        test,
        "run every test this machine can run, and list what was skipped and why; words after it run pytest with these "
        "instead, e.g. test tests/test_paths.py -k settling",
    )
    command("reset", reset, "bring one of your notebooks back to its original; yours is kept beside it").add_argument(
        "name", help="its number or name, e.g. 3 or 03_deriving_nag"
    )
    sub = command("bench", bench, "measure how fast explorers and runs are (a few minutes)")
    sub.add_argument("--page", action="store_true", help="also in a real page, which needs Chromium")
    sub.add_argument("--room", type=_learners, metavar="N", help="instead: memory and latency of N learners on one server")
    command("save", save, "authors: run notebooks in place and save them clean").add_argument(
        "names", nargs="*", help="numbers or names; all of them if none is given"
    )
    command("solutions", solutions, "write the notebooks with all exercises solved into the folder solved")
    command("cheatsheet", cheatsheet, "write the series on one page, to print").add_argument(
        "file", nargs="?", default="nag_cheat_sheet.pdf", help="ends in .pdf or .png (default: nag_cheat_sheet.pdf)"
    )
    command("guide", guide, "authors: bring the teachers' guide up to date with notebooks and exercises")
    command("handouts", handouts, "teachers: a page to print for each notebook, and recall cards, on paper and for Anki").add_argument(
        "folder", nargs="?", default="handouts", help="where to (default: handouts)"
    )
    sub = command("slides", slides, "teachers: open a notebook as live slides, with notes for the speaker")
    sub.add_argument("name", help="its number or name")
    sub.add_argument("--html", action="store_true", help="instead write pages that need no Python and no network into slides")
    sub = command("room", room, "teachers: sum up the learners' progress files that lie in a folder; no network")
    sub.add_argument("folder", help="where the files called progress.json are, or any .json files handed in")
    sub.add_argument("--picture", default="room.png", metavar="FILE", help="to project (default: room.png)")
    sub = command("site", browser_edition, "build the browser edition into the folder site: the series in pages that need no installation")
    sub.add_argument("--serve", action="store_true", help="show it on this machine, until Ctrl-C")
    sub.add_argument("--port", type=_port, default=8000, help="where to show it (default: 8000)")
    sub.add_argument("--cdn", action="store_true", help="take Pyodide from its own address instead of carrying 30 MB along")
    command("pins", renew_pins, "authors: renew the versions and hashes of everything that is installed")
    sub = command("publish", publish, "put this copy's public address into badges and set-up cells")
    sub.add_argument("repository", nargs="?", metavar="OWNER/NAME", help="on GitHub; git's remote origin if not given")
    sub.add_argument("--branch", help="the branch that readers open; the current one if not given")
    command("install", install, "only install; more than learning needs: test, bench, frameworks, colab, teach, hub, site").add_argument(
        "extras", nargs="*", help="what to install besides"
    )
    return top


def extras_of_the_project():
    """Return the names of the extras in pyproject.toml."""
    return list(tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"])


def _learners(text):
    if not (text.isascii() and text.isdecimal() and len(text) <= 3 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"a room has 1 to 999 learners, got {text!r}")
    return int(text)


def _port(text):
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, got {text!r}")
    return int(text)


COMMANDS = ("test", "reset", "bench", "save", "solutions", "cheatsheet", "guide", "handouts", "slides", "room", "site", "pins", "publish", "install")
