"""Which cells of a notebook must run for some of them to run: for tests that need not run whole notebooks."""

import ast


def needed(sources, wanted):
    """Return the wanted cells, and those before them that make what they use.

    Parameters
    ----------
    sources : dict, index -> str
        The code cells, from the top.
    wanted : iterable of int

    Returns
    -------
    list of int
    """
    makers, found, left = _makers(sources), set(), list(wanted)
    while left:
        cell = left.pop()
        if cell not in found:
            found.add(cell)
            left += makers[cell]
    return sorted(found)


def touched(sources, changed):
    """Return the changed cells, and those after them that use what they make, directly or through others."""
    found = set(changed)
    for cell, makers in _makers(sources).items():
        if makers & found:
            found.add(cell)
    return sorted(found)


def _makers(sources):
    """Return {cell: the cells before it that made last what it uses and does not make itself}."""
    made_in, makers = {}, {}
    for cell, source in sources.items():
        made, used = names(source)
        makers[cell] = {made_in[name] for name in used if name in made_in}
        made_in |= dict.fromkeys(made, cell)
    return makers


def names(source):
    """Return the names that a cell's code makes, and those of other cells that it uses: also a name that it makes anew from itself."""
    made, used = set(), set()
    for statement in ast.parse(source).body:
        makes, uses = _names_in(statement)
        used |= (uses if isinstance(statement, ast.Assign) else uses - makes) - made
        made |= makes
    return made, used


def _names_in(statement):
    made, used, inside = set(), set(), set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Name):
            (made if isinstance(node.ctx, ast.Store) else used).add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.alias):
            made.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.arg):
            inside.add(node.arg)
        elif isinstance(node, ast.comprehension):
            inside |= {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}
    return made, used - inside
