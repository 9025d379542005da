"""The command line of start.py. What a command needs is installed first; then start.py runs once more, in that environment.

Each command is a function of its options; a function named ``check_...`` runs before anything is installed.
"""

import argparse
import signal
import sys
import tomllib
from pathlib import Path

from tools import environment, files, notebooks, site
from tools.learner import lab, working_copy
from tools.places import PYPROJECT, ROOT, SITE, SLIDES, VENV
from tools.problems import Problem
from tools.processes import run

INSIDE = "--inside"  # the first word, where start.py runs itself
COMMANDS = (
    "test",
    "reset",
    "recall",
    "bench",
    "save",
    "solutions",
    "cheatsheet",
    "guide",
    "answers",
    "handouts",
    "grade",
    "slides",
    "room",
    "site",
    "pins",
    "publish",
    "install",
)


def main(words=None):
    """Do what the command line asks; return the exit code.

    What the user can mend is one sentence and the exit code 1, Ctrl-C one word and 130; neither shows a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal that cannot show a letter gets a question mark
    words = list(sys.argv[1:] if words is None else words)
    inside = words[:1] == [INSIDE]
    ours, for_pytest = _split(words[inside:])
    options = parser().parse_args(ours)
    options.pytest = for_pytest
    try:
        return (options.action(options) if inside or not options.needs else _inside(options, words)) or 0
    except Problem as problem:
        return _end(str(problem), 1)
    except OSError as error:
        return _end(files.sentence(error), 1)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one would break into the farewell
        return _end("\nStopped.", 130) if not inside else 130


def _inside(options, words):
    """Run start.py in the environment that a command needs; return its exit code."""
    options.check(options)
    python = environment.ready(*options.needs, venv=options.venv)
    return run([python, ROOT / "start.py", INSIDE, *words], patience=20)


def _end(sentence, code):
    print(sentence, file=sys.stderr, flush=True)
    return code


def _split(words):
    """Return the words for us, and those after the command ``test``, which are for pytest."""
    at = next((at for at, word in enumerate(words) if word in COMMANDS), len(words))
    if words[at : at + 1] != ["test"] or words[at + 1 :] in (["-h"], ["--help"]):
        return words, []
    return words[: at + 1], words[at + 1 :]


def check_nothing(options):
    """Find nothing wrong."""


def check_series(options):
    lab.check_port(options.port)
    lab.check_home()
    for sentence in working_copy.update():
        print(sentence, flush=True)


def open_series(options):
    return lab.open_lab(options.port, not options.no_browser)


def test(options):
    from tools.author import testing

    return testing.run_tests(options.pytest)


def reset(options):
    for sentence in working_copy.reset(options.name):
        print(sentence)


def recall(options):
    from tools.learner import recalling

    recalling.ask_what_is_due()


def bench(options):
    folder = ROOT / "tests/benchmarks"
    if options.room:
        return run([sys.executable, folder / "room.py", options.room], cwd=ROOT)
    in_kernel = run([sys.executable, folder / "bench.py", *(["--page"] if options.page else [])], cwd=ROOT)
    return in_kernel or run([sys.executable, folder / "training.py"], cwd=ROOT)


def check_names(options):
    options.names = [notebooks.find(name).stem for name in options.names]


def save(options):
    from tools.author import saving

    return saving.save_all([notebooks.find(name) for name in options.names] or notebooks.notebook_files())


def solutions(options):
    from tools.author import solving

    solving.solve_all()


def check_cheatsheet(options):
    if not options.file.absolute().parent.is_dir():
        raise Problem(f"There is no folder {options.file.absolute().parent} to write the cheat sheet into.")


def cheatsheet(options):
    from nag_helpers import cheatsheet

    try:
        print("wrote", cheatsheet.save(options.file, options.half))
    except ValueError as wrong:
        raise Problem(f"{wrong}.") from None


def guide(options):
    from tools.author import guide

    print(f"{guide.GUIDE.name} ... {'written' if guide.update() else 'unchanged'}")


def answers(options):
    from tools.author import guide

    files.write(options.file, guide.answers(notebooks.every()))
    print(f"wrote {options.file}")


def check_handouts(options):
    if options.folder.name.isdigit():
        raise Problem(
            f"The sheets of all notebooks are made at once, into a folder; {options.folder} looks like a notebook's number."
        )


def handouts(options):
    from tools.teacher import handouts

    handouts.write(options.folder, options.gift, options.qti)


def grade(options):
    from tools.teacher import grading

    grading.grade(options.folder, options.file)


def check_slides(options):
    if bool(options.name) == bool(options.plan):
        raise Problem("Name one notebook, as in slides 5, or a plan, as in slides --plan 90.")
    if options.name:
        notebooks.find(options.name)
    if not (options.html or options.pdf):
        lab.check_port(options.port)


def slides(options):
    from tools.teacher import pages, slides

    if options.plan and not slides.room_link(options.link):
        print(slides.NO_LINK)
    as_pages = options.html or options.pdf
    read = slides.drawn if as_pages else slides.saved
    made = (
        slides.of_plan(options.plan, options.teacher, read, options.link)
        if options.plan
        else slides.of_notebook(options.name, read)
    )
    file = slides.build(made, SLIDES, as_pages)
    print(f"wrote {file}\nYour notes: {SLIDES / made[0]}_notes.html")
    if options.pdf:
        print(f"wrote {pages.as_pdf(file)}")
    if as_pages:
        return 0
    return lab.open_lab(
        options.port, not options.no_browser, SLIDES, file.name, slides.SETTINGS, SLIDES / ".jupyter/custom"
    )


def check_room(options):
    picture = options.picture
    if picture.suffix.lower() not in (".png", ".svg", ".pdf") or not picture.absolute().parent.is_dir():
        raise Problem(f"The picture is a .png, .svg or .pdf in a folder that exists, got {picture}.")


def room(options):
    from tools.teacher import room

    room.sum_up(options.folder, options.picture)


def check_site(options):
    if options.serve:
        lab.check_port(options.port)


def browser_edition(options):
    from tools.site import building, serving

    building.build(SITE, options.cdn)
    if options.serve:
        serving.serve(SITE, options.port)


def pins(options):
    from tools.author import pins

    for path in pins.renew(sys.executable):
        print(f"wrote {path.relative_to(ROOT)}")


def publish(options):
    from tools.author import publishing

    for path in publishing.publish(options.repository, options.branch):
        print(f"stamped {path.relative_to(ROOT)}")
    where = publishing.published()
    print(f"Published at github.com/{where.repository}, branch {where.branch}. Now commit and push.")
    print(f"Learners on a hub open {where.hub('https://YOUR-HUB')} (docs/hub.md)")


def install(options):
    from tools.author import colab
    from tools.teacher import hub

    elsewhere = {"colab": colab.ready, "site": site.ready}  # in environments of their own
    known = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    unknown = [extra for extra in options.extras if extra not in [*known, *elsewhere]]
    if unknown:
        raise Problem(f"There is nothing called {unknown[0]!r} to install.")
    python = environment.ready("lab", *(extra for extra in options.extras if extra not in elsewhere))
    for extra in elsewhere.keys() & options.extras:
        elsewhere[extra]()
    if "hub" in options.extras:
        hub.ready()  # its proxy, which comes from npm
    print(f"Everything is installed. The environment's Python is {python}.")


def parser():
    """Return the parser of the command line; a command's ``action`` is a function above, ``needs`` are the extras for it."""
    top = argparse.ArgumentParser(
        prog="start.py",
        description="A notebook series on Nesterov's accelerated gradient. Without a command: install what is needed "
        "(the first time) and open the series in JupyterLab, on your own copy of the notebooks in the folder learn.",
    )
    top.add_argument(
        "--port", type=_port, default=8888, help="where JupyterLab listens on this machine (default: 8888)"
    )
    top.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    top.set_defaults(action=open_series, needs=("lab",), check=check_series, venv=VENV)
    commands = top.add_subparsers(title="commands", metavar="")

    def command(action, help, *needs, name=None, check=check_nothing, venv=VENV):
        sub = commands.add_parser(name or action.__name__, help=help, description=help)
        sub.set_defaults(action=action, needs=needs, check=check, venv=venv)
        return sub

    command(
        test,
        "run every test this machine can run, and list what was skipped and why; words after it run pytest with these "
        "instead, e.g. test tests/test_paths.py -k settling",
        "lab",
        "test",
    )
    sub = command(reset, "bring one of your notebooks back to its original; yours is kept beside it")
    sub.add_argument("name", help="its number or name, e.g. 3 or 03_deriving_nag")
    command(
        recall, "two minutes: asks what is due to be recalled, a day, 3, 7 and 21 days after it was answered", "lab"
    )
    sub = command(bench, "measure how fast explorers and runs are (a few minutes)", "lab", "test", "bench")
    sub.add_argument("--page", action="store_true", help="also in a real page, which needs Chromium")
    sub.add_argument(
        "--room", type=_learners, metavar="N", help="instead: memory and latency of N learners on one server"
    )
    sub = command(save, "authors: run notebooks in place and save them clean", "lab", "test", check=check_names)
    sub.add_argument("names", nargs="*", help="numbers or names; all of them if none is given")
    command(solutions, "write the notebooks with all exercises solved into the folder solved", "lab", "test")
    sub = command(cheatsheet, "write the series on one page, to print", "lab", check=check_cheatsheet)
    sub.add_argument(
        "file",
        nargs="?",
        type=Path,
        default="nag_cheat_sheet.pdf",
        help="ends in .pdf or .png (default: nag_cheat_sheet.pdf)",
    )
    sub.add_argument("--half", action="store_true", help="instead half a page, with what the first week needs")
    command(guide, "authors: bring the tables of the teachers' guide up to date with the notebooks", "lab")
    sub = command(
        answers, "teachers: write down what is asked, what comes out, and the mistakes that the checks know", "lab"
    )
    sub.add_argument(
        "file", nargs="?", type=Path, default="TEACHING_ANSWERS.md", help="where to (default: TEACHING_ANSWERS.md)"
    )
    sub = command(
        handouts,
        "teachers: a sheet to print for each notebook, recall cards, on paper and for Anki, and questions for Moodle and Canvas",
        "lab",
        "teach",
        check=check_handouts,
    )
    sub.add_argument("folder", nargs="?", type=Path, default="handouts", help="where to (default: handouts)")
    sub.add_argument("--gift", action="store_true", help="also write the questions for Moodle, as GIFT")
    sub.add_argument("--qti", action="store_true", help="also write the questions for Canvas and others, as QTI 1.2")
    sub = command(grade, "teachers: run the notebooks in a folder, and say which exercises are solved", "lab", "test")
    sub.add_argument("folder", type=Path, help="with learners' notebooks, in folders of any names")
    sub.add_argument("--file", type=Path, default="grades.csv", help="where the outcomes go (default: grades.csv)")
    sub = command(
        slides,
        "teachers: open a notebook as live slides, with notes for the speaker",
        "lab",
        "teach",
        check=check_slides,
    )
    sub.add_argument("name", nargs="?", default="", help="its number or name")
    sub.add_argument(
        "--plan", choices=("90", "two-hours", "half-day", "day"), help="instead one deck for a plan of TEACHING.md"
    )
    sub.add_argument("--teacher", default="", help="your name, for the title page of a plan")
    sub.add_argument("--link", default="", help="where the room opens the notebooks (default: your published edition)")
    sub.add_argument(
        "--html", action="store_true", help="instead write pages that need no Python and no network into slides"
    )
    sub.add_argument("--pdf", action="store_true", help="the same, and a PDF of them, for which a browser is needed")
    sub = command(
        room, "teachers: sum up the learners' progress files that lie in a folder; no network", "lab", check=check_room
    )
    sub.add_argument("folder", type=Path, help="where the files called progress.json are, or any .json files handed in")
    sub.add_argument("--picture", type=Path, default="room.png", metavar="FILE", help="to project (default: room.png)")
    sub = command(
        browser_edition,
        "build the browser edition into the folder site: the series in pages that need no installation",
        "site",
        name="site",
        check=check_site,
        venv=site.VENV,
    )
    sub.add_argument("--serve", action="store_true", help="show it on this machine, until Ctrl-C")
    sub.add_argument("--port", type=_port, default=8000, help="where to show it (default: 8000)")
    sub.add_argument(
        "--cdn", action="store_true", help="take Pyodide from its own address instead of carrying 30 MB along"
    )
    command(pins, "authors: renew the versions and hashes of everything that is installed", "lab")
    sub = command(publish, "put this copy's public address into badges and set-up cells")
    sub.add_argument("repository", nargs="?", metavar="OWNER/NAME", help="on GitHub; git's remote origin if not given")
    sub.add_argument("--branch", help="the branch that readers open; the current one if not given")
    sub = command(install, "only install; more than learning needs: test, bench, frameworks, colab, teach, hub, site")
    sub.add_argument("extras", nargs="*", help="what to install besides")
    return top


def _learners(text):
    if not (text.isascii() and text.isdecimal() and len(text) <= 3 and int(text) > 0):
        raise argparse.ArgumentTypeError(f"a room has 1 to 999 learners, got {text!r}")
    return int(text)


def _port(text):
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, got {text!r}")
    return int(text)
