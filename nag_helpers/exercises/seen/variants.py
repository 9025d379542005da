"""The right answer with one thing changed: a sign, a factor, a bound, a bracket, two lines in the other order.

An answer that gives the same as such a variant, on every case and on further ones, is told what was changed. The sentence says what
was observed: the learner may have written it otherwise. Nothing is listed by hand, so it also names mistakes that nobody foresaw.
"""

import ast
import inspect
import math
import re
import textwrap

from nag_helpers.exercises.seen.tried import equal, says_little

OPERATORS = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add, ast.Mult, ast.Div),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv, ast.Sub),
    ast.FloorDiv: (ast.Div, ast.Mod),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq)
FUNCTIONS = (
    ("max", "min", "sum", "len"), ("any", "all"),
    ("np.max", "np.min", "np.mean", "np.median", "np.sum"), ("np.argmin", "np.argmax"), ("np.ceil", "np.floor", "np.round", "int"),
    ("np.log", "np.log2", "np.log10"), ("np.abs", "np.real", "np.imag", "np.square"), ("np.sqrt", "np.square"),
)  # fmt: skip
METHODS = (("mean", "max", "min", "sum"), ("std", "var"))
WRAPPED = (
    "-({0})", "2 * ({0})", "({0}) / 2", "({0}) ** 2", "np.sqrt({0})", "abs({0})", "1 - ({0})", "1 / ({0})", "({0}) + 1", "({0}) - 1",
)  # fmt: skip
WRAPPED_BY_NAME = ("({0}) * {1}", "({0}) / {1}", "({0}) * (1 - {1})", "({0}) / (1 - {1})", "({0}) + {1}", "({0}) - {1}")
LONGEST = 60  # characters of a piece of code that a sentence shows


def of(function, scalars):
    """Yield what was changed, in words, and the changed function, for every variant of a function of ours.

    Parameters
    ----------
    function : callable
        Without a ``while``: a variant of that might never end.
    scalars : sequence of str
        Which of its arguments are plain numbers: those may turn up as a factor too many.
    """
    tree = _tree(function)
    names = [argument.arg for argument in tree.body[0].args.args]
    stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names += sorted(stored - {*names})
    seen = set()
    for words, change, undo in [
        *_expressions(tree.body[0], lambda old: _others(old, names, scalars), LONGEST),
        *_statements(tree.body[0]),
    ]:
        if words not in seen:
            seen.add(words)
            change()
            yield words, _made(tree, function)
            undo()


def like_a_variant(tried):
    """The solution with one thing changed gives the same."""
    if says_little(tried):
        return None
    found = [
        words
        for words, variant in tried.variants()
        if all(equal([got], [variant(case)]) for case, got in zip(tried.cases, tried.got)) and tried.confirmed(variant)
    ]
    if not found:
        return None
    return _as_a_person(min(found, key=len))


def _as_a_person(words):
    """Say what was changed in the solution, of a function of which only the numbers are known."""
    change = re.fullmatch(r"had `(?P<mine>.*)` in place of `(?P<right>.*)`", words)
    if change:
        return f"In every case tried your numbers come out with `{change['mine']}` where `{change['right']}` belongs: is there such a place in your code?"
    left_out = re.fullmatch(r"did not have the line `(?P<line>.*)`", words)
    if left_out:
        return f"In every case tried your numbers come out when `{left_out['line']}` is left out. Is there something in your code that does this, and does it count?"
    turned = re.fullmatch(r"had `(?P<first>.*)` before `(?P<second>.*)`", words)
    if turned:
        return f"In every case tried your numbers come out when `{turned['first']}` is done too early, before `{turned['second']}`. Look at the order of your lines."
    return "In every case tried your numbers come out when the last `return` stands inside the loop, which then ends in its first round."


def slips_of(function):
    """Yield the same with the slips alone, at every place and however long: wrong answers that tests make of a right one."""
    tree = _tree(function)
    seen = {ast.unparse(tree)}
    for words, change, undo in [
        *_expressions(tree.body[0], lambda old: [*_slips(old), *_opposites(old)]),
        *_statements(tree.body[0]),
    ]:
        change()
        if (text := ast.unparse(ast.fix_missing_locations(tree))) not in seen:
            seen.add(text)
            yield words, _made(tree, function)
        undo()


def _tree(function):
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def _made(tree, function):
    defined = dict(function.__globals__)
    exec(compile(ast.fix_missing_locations(tree), "<variant>", "exec"), defined)
    return defined[function.__name__]


def _expressions(tree, others, longest=math.inf):
    """Yield words, change and undo for every other expression in the place of one."""
    for holder in list(ast.walk(tree)):
        for name, field in ast.iter_fields(holder):
            if isinstance(holder, (ast.arguments, ast.arg)) or (isinstance(holder, ast.Call) and name == "func"):
                continue
            for place, old in enumerate(field) if isinstance(field, list) else [(None, field)]:
                if not isinstance(old, ast.expr) or isinstance(getattr(old, "ctx", None), ast.Store):
                    continue
                before = ast.unparse(old)
                for new in others(old):
                    after = ast.unparse(new)
                    if max(len(before), len(after)) <= longest:
                        yield (f"had `{after}` in place of `{before}`", *_exchanged(holder, name, place, old, new))


def _exchanged(holder, name, place, old, new):
    if place is None:
        return lambda: setattr(holder, name, new), lambda: setattr(holder, name, old)
    field = getattr(holder, name)
    return lambda: field.__setitem__(place, new), lambda: field.__setitem__(place, old)


def _others(old, names, scalars):
    """Yield expressions that someone may have written for this one: slips, another name, or a factor too many."""
    yield from _slips(old)
    if isinstance(old, ast.Constant) and isinstance(old.value, (int, float)) and not isinstance(old.value, bool):
        yield from (ast.Name(name, ast.Load()) for name in scalars)
    if isinstance(old, ast.Name):
        yield from (ast.Name(name, ast.Load()) for name in names if name != old.id)
    if isinstance(old, (ast.Name, ast.BinOp, ast.Call, ast.Attribute, ast.Subscript)):
        text = ast.unparse(old)
        for pattern in WRAPPED:
            yield ast.parse(pattern.format(text), mode="eval").body
        for name in [name for name in scalars if name != text]:
            for pattern in WRAPPED_BY_NAME:
                yield ast.parse(pattern.format(text, name), mode="eval").body


def _slips(old):
    """Yield what a slip of the pen makes of an expression: another operator, number, bound or function, or another order."""
    if isinstance(old, ast.BinOp):
        yield from _other_sums(old)
    if isinstance(old, ast.UnaryOp) and isinstance(old.op, ast.USub):
        yield old.operand
    if isinstance(old, ast.Constant) and isinstance(old.value, (int, float)) and not isinstance(old.value, bool):
        yield from (ast.Constant(old.value + more) for more in (1, -1))
    if isinstance(old, ast.Compare):
        yield from (ast.Compare(old.left, [other()], old.comparators) for other in COMPARISONS)
    if isinstance(old, ast.Call):
        yield from _other_calls(old)
    if isinstance(old, ast.Subscript):
        yield old.value
        yield from (ast.Subscript(old.value, part, old.ctx) for part in _other_places(old.slice))
    if isinstance(old, ast.Tuple):
        yield ast.Tuple(old.elts[::-1], old.ctx)


def _opposites(old):
    if isinstance(old, ast.Constant) and isinstance(old.value, bool):
        yield ast.Constant(not old.value)
    if isinstance(old, ast.Compare) and isinstance(old.ops[0], ast.Eq):
        yield ast.Compare(old.left, [ast.NotEq()], old.comparators)


def _other_sums(old):
    left, right = old.left, old.right
    yield left
    yield right
    if not isinstance(old.op, (ast.Add, ast.Mult)):
        yield ast.BinOp(right, old.op, left)
    yield from (ast.BinOp(left, other(), right) for other in OPERATORS.get(type(old.op), ()))
    if isinstance(left, ast.BinOp) and not _is_one_sum(left, old):  # other brackets
        yield ast.BinOp(left.left, left.op, ast.BinOp(left.right, old.op, right))
    if isinstance(right, ast.BinOp) and not _is_one_sum(right, old):
        yield ast.BinOp(ast.BinOp(left, old.op, right.left), right.op, right.right)


def _is_one_sum(one, other):
    """Whether brackets count for nothing: all is added, or all is multiplied."""
    return type(one.op) is type(other.op) and isinstance(one.op, (ast.Add, ast.Mult))


def _other_calls(old):
    written = ast.unparse(old.func)
    for kin in FUNCTIONS:
        if written in kin:
            yield from (
                ast.Call(ast.parse(other, mode="eval").body, old.args, old.keywords)
                for other in kin
                if other != written
            )
    if isinstance(old.func, ast.Attribute):
        for kin in METHODS:
            if old.func.attr in kin:
                yield from (
                    ast.Call(ast.Attribute(old.func.value, other, ast.Load()), old.args, old.keywords) for other in kin
                )
    if len(old.args) == 1:
        yield old.args[0]
        yield from (
            ast.Call(old.func, [ast.parse(f"{ast.unparse(old.args[0])} {more} 1", mode="eval").body], [])
            for more in "+-"
        )
    for i, keyword in enumerate(old.keywords):
        yield ast.Call(old.func, old.args, old.keywords[:i] + old.keywords[i + 1 :])
        if keyword.arg == "axis":
            yield ast.Call(old.func, old.args, [ast.keyword("axis", ast.Constant(1 - keyword.value.value))])


def _other_places(index):
    if isinstance(index, ast.Slice):
        yield ast.Slice(index.upper, index.lower) if bool(index.lower) != bool(index.upper) else ast.Slice()
        yield ast.Slice()
    elif isinstance(index, ast.Tuple):
        for i, one in enumerate(index.elts):
            yield from (
                ast.Tuple(index.elts[:i] + [other] + index.elts[i + 1 :], index.ctx) for other in _other_places(one)
            )
    else:
        yield from (ast.Constant(place) for place in (0, -1, 1))


def _statements(tree):
    """Yield words, change and undo for lines left out, in another order, or a ``return`` that came into the loop."""
    for holder in ast.walk(tree):
        body = getattr(holder, "body", None)
        if not isinstance(holder, (ast.FunctionDef, ast.For, ast.If)):
            continue
        for i, one in enumerate(body):
            if len(body) > 1 and not isinstance(one, ast.Return):
                yield (f"did not have the line `{_first_line(one)}`", *_with_body(holder, body[:i] + body[i + 1 :]))
            if i + 1 < len(body) and not isinstance(body[i + 1], ast.Return):
                turned = [*body[:i], body[i + 1], one, *body[i + 2 :]]
                words = f"had `{_first_line(body[i + 1])}` before `{_first_line(one)}`"
                yield (words, *_with_body(holder, turned))
            if isinstance(one, ast.For) and i + 1 < len(body) and isinstance(body[i + 1], ast.Return):
                yield ("had its last `return` inside the loop", *_with_body(one, [*one.body, body[i + 1]]))


def _first_line(statement):
    return ast.unparse(statement).splitlines()[0][:LONGEST]


def _with_body(holder, new):
    old = holder.body
    return lambda: setattr(holder, "body", new), lambda: setattr(holder, "body", old)
