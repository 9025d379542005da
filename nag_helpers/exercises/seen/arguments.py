"""Arguments: exchanged, changed before they are used, without effect, or with one that they should not have."""

import numpy as np

from nag_helpers.exercises.seen.tried import agree, changed, equal, kinds, says_little


def _replaced(tried, change):
    """Return whether the answer is the right one for changed arguments, in all cases and not only by chance."""
    if says_little(tried):
        return False

    def theirs(case):
        try:
            return tried.reference({**case, **change(case)})
        except (ZeroDivisionError, ValueError):  # 1 / 0 is no argument, and batches of different lengths make no table
            return None

    return equal(tried.got, [theirs(case) for case in tried.cases]) and tried.confirmed(theirs)


def arguments_exchanged(tried):
    """Two arguments of the same kind taken for each other."""
    for names in (kinds(tried, (int, float)), kinds(tried, np.ndarray)):
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                if _replaced(tried, lambda case, one=one, other=other: {one: case[other], other: case[one]}):
                    return f"You exchanged two arguments: your function takes `{one}` for `{other}` and `{other}` for `{one}`."
    return None


NUMBERS = [
    ("0", lambda a: a * 0),
    ("1", lambda a: a * 0 + 1),
    ("−{0}", lambda a: -a),
    ("2 · {0}", lambda a: 2 * a),
    ("{0} / 2", lambda a: a / 2),
    ("{0}²", lambda a: a**2),
    ("√{0}", lambda a: np.sqrt(a)),
    ("1 − {0}", lambda a: 1 - a),
    ("1 / {0}", lambda a: 1 / a),
    ("1 + {0}", lambda a: 1 + a),
    ("{0} + 1", lambda a: a + 1),
    ("{0} − 1", lambda a: a - 1),
]

ASKED = {
    "0": ": it seems to get lost on the way.",
    "1": ": it seems to be forgotten where it should multiply.",
    "−{0}": ": look for a minus too many, or one that is missing, where it comes in.",
    "2 · {0}": ": does it count twice, or is there a 2 too many?",
    "{0} / 2": ": is there a ½ too many, or a 2 missing?",
    "{0}²": ": does it come in twice?",
    "1 / {0}": ": you divide where it should multiply, or the other way round.",
    "{0} + 1": ": do you count one too many?",
    "1 + {0}": ": do you count one too many?",
    "{0} − 1": ": do you count one too few?",
}

ORDERED = [
    (
        "your numbers are those without the last entry of `{0}`: does a loop or a slice stop one too early?",
        lambda a: a[:-1],
    ),
    (
        "your numbers are those without the first entry of `{0}`: does a loop or a slice begin one too late?",
        lambda a: a[1:],
    ),
    ("your numbers are those for `{0}` from back to front: go through it in the order given.", lambda a: a[::-1]),
    (
        "your numbers are those of the first entry of `{0}` alone, over and over: do the others count?",
        lambda a: [a[0]] * len(a),
    ),
    (
        "your numbers are those of the last entry of `{0}` alone, over and over: do the others count?",
        lambda a: [a[-1]] * len(a),
    ),
    ("your numbers are those for `{0}` with rows and columns exchanged: look at its axes.", lambda a: np.asarray(a).T),
    (
        "your numbers are those for `{0}` with all signs positive: does a square or `abs` come too early?",
        lambda a: np.abs(a),
    ),
    ("your numbers are those for `{0}` sorted: leave it in the order given.", lambda a: np.sort(a)),
]


def other_argument(tried):
    """One argument changed before it is used: its square, twice it, without its last entry."""
    for name in kinds(tried, (int, float)):
        for text, change in NUMBERS:
            if _replaced(tried, lambda case, name=name, change=change: {name: change(case[name])}):
                return _for_another(text, name)
        for other in kinds(tried, (int, float)):
            for text, change in ((f"{name} · {other}", lambda a, b: a * b), (f"{name} · (1 − {other})", lambda a, b: a * (1 - b)),
                                 (f"{name} / {other}", lambda a, b: a / b), (other, lambda a, b: b)):  # fmt: skip
                if other != name and _replaced(
                    tried, lambda case, name=name, other=other, change=change: {name: change(case[name], case[other])}
                ):
                    return f"In every case tried your numbers are those for {text} instead of {name}: look where {name} and {other} come in."
    for name in kinds(tried, np.ndarray):
        for text, change in NUMBERS[:5]:
            if _replaced(tried, lambda case, name=name, change=change: {name: change(case[name])}):
                return _for_another(text, name)
    for name in kinds(tried, (np.ndarray, list)):
        for text, change in ORDERED:
            if _replaced(tried, lambda case, name=name, change=change: {name: change(case[name])}):
                return f"In every case tried {text.format(name)}"
    return None


def _for_another(text, name):
    return f"In every case tried your numbers are those for {text.format(name)} instead of {name}{ASKED.get(text, ': look where it comes in, and how.')}"


def _effects(tried):
    """Yield for each argument whether changing it changes the right result, and the learner's."""
    if not all(part.dtype.kind == "f" for part in tried.right[0]):  # yes, no and counts often stay as they are
        return
    for name in tried.cases[0]:
        effects = set()
        for case, got, right in zip(tried.cases, tried.got, tried.right):
            other = changed(case[name])
            results = other is not None and [who({**case, name: other}) for who in (tried.reference, tried.learners)]
            if not results or None in results:
                break
            effects.add((not equal([right], results[:1]), not equal([got], results[1:])))
        else:
            yield name, any(one for one, _ in effects), any(mine for _, mine in effects)


def no_effect(tried):
    """An argument that should count makes no difference."""
    for name, matters, has_effect in _effects(tried):
        if matters and not has_effect and not _ever_counts(tried, name):
            return (
                f"`{name}` makes no difference to your result in the cases tried, but it should. Where does it come in?"
            )
    return None


def _ever_counts(tried, name):
    """Whether the learner's result changes if the argument is taken from another case: a small change may not show."""
    for case, got in zip(tried.cases, tried.got):
        for other in tried.cases:
            result = tried.learners({**case, name: other[name]})
            if result is None or not equal([got], [result]):
                return True
    return False


def undue_effect(tried):
    """An argument that should not count makes a difference."""
    for name, matters, has_effect in _effects(tried):
        if has_effect and not matters:
            return f"The result should not depend on `{name}`, but yours does."
    return None


SCALES = {-2: "a quarter of", -1: "half", 0.5: "√2 times", 1: "twice", 2: "four times"}


def scaling(tried):
    """Twice an argument should give twice the result, half of it, four times as much; and does not."""
    if any(part.dtype.kind != "f" for part in tried.right[0]):
        return None
    for name in kinds(tried, float) + kinds(tried, np.ndarray):
        doubled = [{**case, name: 2 * case[name]} for case in tried.cases]
        right, mine = ([who(case) for case in doubled] for who in (tried.reference, tried.learners))
        if None in right or None in mine:
            continue
        for part in tried.wrong_parts():
            power = next((power for power in SCALES if _grows(tried.right, right, part, power)), None)
            if power is not None and not _grows(tried.got, mine, part, power, may_vanish=True):
                so = f"If `{name}` is doubled, {tried.named(part)} should become {SCALES[power]} what it was. Yours does not."
                return tried.right_so_far() + so
    return None


def _grows(before, now, part, power, may_vanish=False):
    """Whether a part has in every case become 2**power times what it was; of 0 that says something only where it may vanish."""
    pairs = [(was[part], became[part]) for was, became in zip(before, now)]
    return all(
        was.shape == became.shape and (may_vanish or np.any(was)) and agree(became, was * 2.0**power)
        for was, became in pairs
    )
