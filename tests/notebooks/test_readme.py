"""README.md tells the truth about what is here."""

import itertools
import re

import nbformat
import pytest

from tools import commands
from tools.author import picture
from tools.places import NOTEBOOKS, ROOT, notebook_files

README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| \[(.+?)\]\((notebooks/\S+)\) \| (\d+) \|", README, re.MULTILINE)


def test_the_table_lists_every_notebook_in_order():
    assert [link for _, _, link, _ in ROWS] == [f"notebooks/{path.name}" for path in notebook_files()]


@pytest.mark.parametrize(("number", "title", "link", "minutes"), ROWS, ids=[row[0] for row in ROWS])
def test_the_table_gives_each_notebooks_own_time(number, title, link, minutes):
    first = nbformat.read(ROOT / link, as_version=4).cells[0].source
    assert re.search(r"How long it takes\W+(?:about )?(\d+) minutes", first, re.IGNORECASE)[1] == minutes


def test_its_links_lead_somewhere():
    for target in re.findall(r"\]\(([^):]+)\)", README):
        if target.startswith("#"):
            assert f'<a id="{target[1:]}"></a>' in README
        else:
            assert (ROOT / target).exists(), target


def test_the_commands_it_names_exist():
    named = set(re.findall(r"python3 start\.py (\w+)", README))
    assert named
    for command in named:
        with pytest.raises(SystemExit) as ended:
            commands.parser().parse_args([command, "--help"])
        assert ended.value.code == 0


def test_the_counts_under_its_picture_are_measured():
    steps = picture.settling_steps()
    expected = f"after {steps['gradient descent']} updates of gradient descent, {steps['momentum']} of momentum, {steps['NAG']} of NAG"
    assert expected in " ".join(README.split())


def test_momentum_is_ahead_with_less_momentum_as_it_says():
    steps = picture.settling_steps(beta=0.5)
    assert steps["momentum"] < steps["NAG"]


def test_every_notebook_links_to_the_next():
    for path, following in itertools.pairwise(notebook_files(NOTEBOOKS)):
        last_cells = nbformat.read(path, as_version=4).cells[-3:]
        assert any(f"]({following.name})" in cell.source for cell in last_cells)


def test_its_code_prints_what_it_says(capsys):
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    exec(compile(code, "README.md", "exec"), {})
    printed = [f"{float(line):.1e}" for line in capsys.readouterr().out.splitlines()]
    assert printed == re.findall(r"\d\.\de-\d+", code)
