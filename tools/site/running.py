"""Runs the cells of a notebook while the site is built: for explorers that move in it, and for pictures that fit a telephone."""

import ast
import contextlib
import io
import os
import tempfile

import numpy as np

from nag_helpers import look
from tools import notebooks


def values(cells):
    """Yield each code cell, what it ends with, and whether that needs none of the cells before but their imports.

    The cells run as they stand, in their order; where one fails, because it waits for a learner's answer, it ends with None.
    """
    imports, before = {}, {}
    for cell in cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(_without_magics(cell.source))
        _run([node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))], imports)
        alone = notebooks.EXPLORES.search(cell.source) and _last(tree, dict(imports)) is not None
        yield cell, _last(tree, before), bool(alone)


def _without_magics(source):
    return "\n".join(line for line in source.splitlines() if not line.lstrip().startswith(("%", "!")))


def _run(body, namespace):
    exec(compile(ast.Module(body=body, type_ignores=[]), "<notebook>", "exec"), namespace)


def _last(tree, namespace):
    """Run a cell; return the value of its last expression, or None if it has none or fails."""
    *body, last = tree.body or [ast.Pass()]
    with (
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.suppress(Exception),
        tempfile.TemporaryDirectory() as folder,
        _surroundings(NAG_PROGRESS=folder, **{look.NARROW: "1"}),
    ):
        if not isinstance(last, ast.Expr):
            return _run([*body, last], namespace)
        _run(body, namespace)
        return eval(compile(ast.Expression(last.value), "<notebook>", "eval"), namespace)
    return None


@contextlib.contextmanager
def _surroundings(**variables):
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
