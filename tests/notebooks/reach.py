"""Which cells of a notebook an answer can reach: nothing else needs to run again with other answers in it."""

import ast

from tools import notebooks


def reached(notebook):
    """Return the code cells that an exercise's answer can change, and those that they need, in order.

    A cell is reached if it holds an exercise, or reads a name that a reached cell binds. It is needed if it binds a name that
    a reached or needed cell below it reads.
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    binds, reads = zip(*(_names(cell.source) for cell in cells), strict=True)
    wanted, changed = set(), set()
    for i, cell in enumerate(cells):
        if notebooks.exercise_in(cell) or reads[i] & changed:
            wanted.add(i)
            changed |= binds[i]
        else:
            changed -= binds[i]
    missing = set()
    for i in reversed(range(len(cells))):
        if i in wanted or binds[i] & missing:
            wanted.add(i)
            missing = (missing - binds[i]) | reads[i]
    return [cells[i] for i in sorted(wanted)]


def _names(source):
    """Return the names that a cell binds, and those that it reads."""
    nodes = list(ast.walk(ast.parse(source)))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    binds = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    binds |= {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            binds |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    return binds, {node.id for node in names if isinstance(node.ctx, ast.Load)}
