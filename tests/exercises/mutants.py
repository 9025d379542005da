"""Makes wrong answers out of right ones: one operator, constant, bound, order or argument changed at a time."""

import ast
import copy
import math

import numpy as np

OPERATORS = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
}
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq, ast.GtE),
}
FUNCTIONS = {
    "max": "min",
    "min": "max",
    "all": "any",
    "any": "all",
    "argmin": "argmax",
    "median": "mean",
    "mean": "sum",
    "ceil": "floor",
    "abs": "real",
    "log2": "log",
    "log": "log2",
    "sqrt": "square",
}


def of(source):
    """Yield pairs (what was changed, function) of all mutants of a function's source."""
    tree = ast.parse(source)
    seen = set()
    for number in range(sum(1 for _ in ast.walk(tree))):
        for said, mutant in _changed(tree, number):
            text = ast.unparse(ast.fix_missing_locations(mutant))
            if text not in seen and text != ast.unparse(tree):
                seen.add(text)
                names = {"np": np, "math": math}
                exec(compile(text, "<mutant>", "exec"), names)  # noqa: S102
                yield said, names[tree.body[0].name]


def _changed(tree, number):
    node = _at(tree, number)
    for said, change in _changes(node):
        mutant = copy.deepcopy(tree)
        change(_at(mutant, number))
        yield f"line {getattr(node, 'lineno', 0)}: {ast.unparse(node)[:60]} {said}", mutant


def _at(tree, number):
    return list(ast.walk(tree))[number]


def _set(name, value):
    return lambda node: setattr(node, name, value)


def _changes(node):
    """Yield what can be changed in a node, as words and a function that does it."""
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        for other in OPERATORS.get(type(node.op), ()):
            yield f"with {other.__name__}", _set("op", other())
    if isinstance(node, ast.BinOp):
        yield "only its left side", lambda node: _become(node, node.left)
        yield "only its right side", lambda node: _become(node, node.right)
        if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult, ast.Pow)):
            yield "sides exchanged", lambda node: (node.left, node.right) == _exchange(node)
    if isinstance(node, ast.Compare):
        for other in COMPARISONS.get(type(node.ops[0]), ()):
            yield f"with {other.__name__}", _set("ops", [other()])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "without its sign", lambda node: _become(node, node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        yield "one more", _set("value", node.value + 1)
        yield "one less", _set("value", node.value - 1)
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "turned", _set("value", not node.value)
    if isinstance(node, ast.Attribute) and node.attr in FUNCTIONS:
        yield f"as {FUNCTIONS[node.attr]}", _set("attr", FUNCTIONS[node.attr])
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in ("max", "min", "all", "any"):
        yield f"as {FUNCTIONS[node.id]}", _set("id", FUNCTIONS[node.id])
    if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load) and len(node.elts) == 2:
        yield "turned", lambda node: node.elts.reverse()
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range":
        one = ast.Constant(1)
        yield "one short", lambda node: node.args.append(ast.BinOp(node.args.pop(), ast.Sub(), one))
        yield "one long", lambda node: node.args.append(ast.BinOp(node.args.pop(), ast.Add(), one))
    if isinstance(node, ast.Slice):
        yield "from the start", _set("lower", None)
        yield "to the end", _set("upper", None)
    if isinstance(node, ast.FunctionDef) and len(node.body) > 1:
        for i in range(len(node.body) - 1):
            yield f"without its statement {i}", lambda node, i=i: node.body.pop(i)
    if isinstance(node, (ast.For, ast.While)):
        for i in range(len(node.body)):
            if len(node.body) > 1:
                yield f"without its statement {i}", lambda node, i=i: node.body.pop(i)
                yield (
                    f"statements {i} and {i + 1} exchanged",
                    lambda node, i=i: node.body.insert(i + 1, node.body.pop(i)),
                )
    if isinstance(node, ast.keyword) and node.arg in ("ddof", "axis"):
        yield "left out", lambda node: _become(node.value, ast.Constant(0))
    if isinstance(node, ast.arguments):
        for i, argument in enumerate(node.args):
            yield f"{argument.arg} ignored", lambda node, i=i: setattr(node.args[i], "arg", f"ignored_{node.args[i].arg}")


def _become(node, other):
    node.__class__ = other.__class__
    node.__dict__ = dict(other.__dict__)


def _exchange(node):
    node.left, node.right = node.right, node.left
    return node.left, node.right
