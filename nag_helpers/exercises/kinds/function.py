"""Code to write or to repair: run on cases, compared with the reference and with each mistake."""

import contextlib
import copy
import dis
import functools
import inspect
import re
import textwrap
import time
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from nag_helpers.exercises import check, seen, values, walked
from nag_helpers.exercises.check import Exercise
from nag_helpers.exercises.kinds import rungs
from nag_helpers.exercises.seen import optimiser, variants
from nag_helpers.exercises.verdict import Verdict, not_started, not_yet
from nag_helpers.learning import apart, guard

SEEKING = 3  # seconds in which variants of the solution are tried
HUGE = 1000  # numbers in a part of a result, beyond which nobody asks how they relate to the right ones
MARK_MISSED = "mark_missed"  # the name under which it is kept that a number for "there is none" did not come out


@dataclass(eq=False, kw_only=True, repr=False)
class FunctionExercise(Exercise):
    """A function to write or to repair.

    Attributes
    ----------
    reference : callable
        A right answer. Its source is the solution; its name and arguments are the learner's.
    returns : tuple of str
        Names of what it returns.
    cases : list of dict
        Its arguments, the simplest case first. Each call gets a copy.
    landmarks : list of (dict, str)
        Arguments for which everyone can say what must come out, and why.
    edges : sequence of (dict, str)
        Arguments at the edge of what is asked, with why: only a function that is right elsewhere hears of them.
    rungs : tuple of Rung
        What leads there in small steps, if anything does.
    given : callable, optional
        The faulty function to repair; without it the learner begins with ``...``.
    to_do : str
        What is said to whoever hands in the given function.
    stub : callable, optional
        The function around a ``...``, where there is more of it than its first line.
    method : str, optional
        One of `look.METHODS`, if it is a step as `descend` takes it: a wrong one's path is drawn behind the right one's, in this method's colour.
    way : callable
        How `walked` makes a path of it, if it is no step but a whole walk.
    once : bool
        Whether its text asks for no more gradients than the reference needs: right numbers with more of them are not done yet. Elsewhere they
        are, and the learner is told.
    mistakes : list of callable
        Wrong answers, made known by `mistake`. The first that agrees with an answer is told.
    """

    reference: object
    returns: tuple
    cases: list
    landmarks: list
    edges: tuple = ()
    given: object = None
    to_do: str = "Find what is wrong with it, repair it"
    stub: object = None
    method: str = ""
    way: object = walked.by_steps
    once: bool = False
    mistakes: list = field(default_factory=list, init=False)
    rungs: tuple = ()
    what = "code"
    expected_kind = "a function"

    @property
    def answer_name(self):
        return self.reference.__name__

    @property
    def arguments(self):
        return tuple(inspect.signature(self.reference).parameters)

    @functools.cached_property
    def solution_code(self):
        return textwrap.dedent(inspect.getsource(self.reference)).strip()

    def rung(self, number):
        """Show the code of one of the rungs that lead to this exercise.

        Parameters
        ----------
        number : int
            From 1, where all is worked out. The last rung is the exercise itself, and has no code.

        Returns
        -------
        Message
        """
        return rungs.show(self, number)

    def check_rung(self, number, answer=...):
        """Say whether the gaps of a rung are filled rightly, and to which rung to go on.

        Parameters
        ----------
        number : int
        answer : callable

        Returns
        -------
        Feedback
        """
        return rungs.check(self, answer, number, _do_the_same)

    def mistake(self, function):
        """Make a wrong answer known: a decorator, for a function with the reference's arguments that says in its docstring what is wrong.

        What the learner hears is the docstring, and the function's name is what is kept of it. An answer may agree with two mistakes: it
        is told the one that was made known first.

        Returns
        -------
        callable
            The function as it is.

        Raises
        ------
        ValueError
            If there is no docstring, or another mistake of this name.
        """
        if not function.__doc__:
            raise ValueError(
                f"a mistake must say in its docstring what the learner hears, got {function.__name__} of {self.name} without one"
            )
        if function.__name__ in {known.__name__ for known in self.mistakes}:
            raise ValueError(f"the mistakes of {self.name} must have different names, got {function.__name__} twice")
        self.mistakes.append(function)
        return function

    def told(self):
        """Return the mistakes that the check knows, a dict from the names under which they are kept to what is said of them."""
        told = {mistake.__name__: _said(mistake) for mistake in self.mistakes}
        for mark, _ in self._marks(self._results(self.reference)):
            told[MARK_MISSED] = f"W{_missed(mark)[1:]}"
        return told

    def or_ours(self, answer):
        """Return the learner's function if it is right, and ours if it is not (yet): a notebook's next cells go on with it.

        Parameters
        ----------
        answer : object
            What the learner has; anything.

        Returns
        -------
        callable
        """
        right = self._judge_safely(answer).outcome == "correct"
        print(f"The next cells go on with {'yours' if right else 'mine: yours is not right yet'}.")
        return answer if right else self.reference

    def _judge(self, function):
        if function is Ellipsis or (self.given is None and self._untouched(function)):
            return not_started()
        if self._untouched(function):
            return not_started(
                f"This is the function as it was given. {self.to_do} and run the cell again;",
                f"`exercises.{self.name}.hint()` gives a first nudge.",
            )
        trouble = self._not_callable_so(function)
        if trouble:
            return not_yet(trouble)
        results, aside = [], ()
        for case in self.cases:
            run = self._run(function, case)
            aside = aside or _aside(run)
            which = self._with(case) if results else ""
            if run.problem and (known := self._known_until(case, results)):
                return not_yet(_said(known), *aside, mistakes=(known.__name__,))
            if run.problem and results and (another := self._another_time(results, function)):
                return not_yet(another, *aside)
            if (
                isinstance(run.error, values.Odd)
                and run.printed.strip()
                and str(run.error).startswith("It returned None")
            ):
                printed = values.short(run.printed.strip())
                return not_yet(
                    f"Your function printed {printed} and returned None. Only what is returned goes on: put `return` before the result."
                )
            if isinstance(run.error, values.Odd):
                return not_yet(str(run.error), which, *aside)
            if run.problem:
                return not_yet(run.problem, _gradient_advice(run.error), which, *aside)
            if run.changed:
                return not_yet(_changed(run.changed), *aside)
            results.append(run.value)
        return self._with_points(self._compared(results, function).and_say(*aside), function)

    def _with_points(self, verdict, function):
        """Return the verdict with where a wrong step leads if it is taken again and again, or a wrong walk."""
        if verdict.outcome == "correct" or not self.method:
            return verdict
        apart.still_running()
        walked_to = guard.run(walked.points, self.way, function, seconds=check.SECONDS)
        return replace(verdict, points=walked_to.value or ())

    def _drawn(self, verdict):
        if not verdict.points:
            return None
        right = walked.points(self.way, self.reference)
        return functools.partial(walked.picture, verdict.points, right, self.method)

    def _right(self, results, function):
        """Return the verdict on an answer that is right in all cases: it must give the same again, and be right at the landmarks."""
        if another := self._another_time(results, function):
            return not_yet(another)
        for case, _ in (*self.landmarks, *self.edges):
            run = self._run(function, case)
            if run.problem:
                return not_yet(run.problem, self._with(case))
        tried = self._tried(results, function)
        missed = self._missed_landmark(tried) or self._missed_landmark(tried, self.edges)
        if missed:
            return not_yet(missed.sentence, self._with(missed.case))
        if self._returned(function, dict) and not isinstance(self._returned_by_the_reference, dict):
            return not_yet(
                f"The numbers are right, and stand in a dictionary. Whoever writes `{', '.join(self.returns)} = "
                f"{self.answer_name}(...)` gets its keys, not its numbers: `return {', '.join(self.returns)}`."
            )
        too_often = self._asked_too_often(function)
        if too_often and self.once:
            return not_yet(f"The numbers are right. But y{too_often[2:-1]}")
        return Verdict("correct", sentences=(self.notice, self._other_container(function), too_often))

    def _another_time(self, results, function):
        """Say so if the function gives something else when it is called again."""
        again = self._run(function, self.cases[0])
        if not again.problem and values.same(again.value, results[0]):
            return ""
        return (
            "Called a second time with the same arguments, your function gives something else. Does it draw random numbers, or "
            "remember something between calls, in a global name or in a default argument that it changes?"
        )

    def _never_asks(self, function):
        """Say so if the gradient that is handed over is never asked for, or no more."""
        if not callable(self.cases[0].get("gradient")) or self._questions(function, self.cases[-1]):
            return ""
        if not self._questions(self.reference, self.cases[-1]):
            return ""
        return (
            "Your function never asks `gradient` in the last of the cases tried, so it cannot know that ground. Does it have a slope of its "
            "own in it, or keep an old answer, in a default argument or a global name? Call `gradient` where you want to know the slope."
        )

    def _asked_too_often(self, function):
        """Say so if the gradient is asked for more often than the reference asks: right numbers, and twice the work."""
        if not callable(self.cases[0].get("gradient")):
            return ""
        mine, ours = (self._questions(one, self.cases[0]) for one in (function, self.reference))
        if mine <= ours:
            return ""
        often = "twice" if mine == 2 * ours else f"{mine} times"
        enough = (
            "once is enough"
            if ours == 1
            else "once in an update is enough"
            if mine == 2 * ours
            else f"{ours} are enough"
        )
        return (
            f"(Your function asks for the gradient {often}{' in an update' if mine == 2 * ours and ours > 1 else ''}; {enough}. "
            "In a training the gradient is nearly all of the work: ask once, and keep the answer in a name.)"
        )

    def _questions(self, function, case):
        """Return how often a function asks for the gradient in a case."""
        asked = []

        def counted(*given):
            asked.append(None)
            return case["gradient"](*given)

        self._run(function, {**case, "gradient": counted})
        return len(asked)

    def _other_container(self, function):
        """Say how to make what was asked for of right numbers in a list or a tuple."""
        kind = self._returned(function, (list, tuple))
        if kind and isinstance(self._returned_by_the_reference, np.ndarray):
            return f"(Only the numbers count here, but the exercise asks for an array and yours is a {kind}: `np.array(...)` makes one of it.)"
        if kind and isinstance(self._returned_by_the_reference, dict):
            return f"(Only the numbers count here, but the given function returns a dictionary and yours a {kind}: keep its keys.)"
        return ""

    def _returned(self, function, kinds):
        """Return the name of the kind of what a function returns, if it is one of these; an empty text if not."""
        given = guard.run(lambda: function(*_fresh(self.cases[0]).values()), seconds=check.SECONDS).value
        return type(given).__name__ if isinstance(given, kinds) else ""

    @functools.cached_property
    def _returned_by_the_reference(self):
        return self.reference(*_fresh(self.cases[0]).values())

    def _run(self, function, case):
        """Call the learner's function on a case, guarded, and make what it returns an array for each of its parts."""
        apart.still_running()
        arguments = _fresh(case)
        return guard.watch(
            lambda: values.parts(function(*arguments.values()), self.returns, self._asks_whether),
            arguments,
            seconds=check.SECONDS,
        )

    @functools.cached_property
    def _asks_whether(self):
        """For each part of the result, whether True or False is asked for, and no number."""
        return [part.dtype == bool for part in values.parts(self._returned_by_the_reference, self.returns)]

    def _compared(self, got, function):
        """Compare the results of all cases with the reference's, then with each mistake's, then look for a relation."""
        tried = self._tried(got, function)
        if _all_same(got, tried.right):
            return self._right(got, function)
        for mistake in self.mistakes:
            if _all_same(got, self._theirs(mistake)) and tried.confirmed(functools.partial(self._attempt, mistake)):
                return not_yet(_said(mistake), mistakes=(mistake.__name__,))
        if another := self._another_time(got, function):
            return not_yet(another)
        case, mine, right = next(three for three in zip(self.cases, got, tried.right) if not values.same(*three[1:]))
        accident = values.accident(mine, right, self.returns)
        verdict = self._seen(tried, accident, function)
        if accident:
            return verdict.and_say(accident.sentence, self._with(case))
        missed = self._missed_landmark(tried)
        if missed and missed.sentence in verdict.sentences:
            return verdict.and_say(self._with(missed.case))
        return verdict.and_say(self._difference(case, mine, right))

    def _tried(self, got, function):
        """Gather what relations look at; what runs for long on further arguments is asked no more."""
        end = time.monotonic() + 2 * SEEKING

        def learners(case):
            return self._run(function, case).value if time.monotonic() < end else None

        def measured(case):
            points = []
            gradients = {
                name: value.noting(points) for name, value in case.items() if isinstance(value, values.Gradient)
            }
            self._run(function, {**case, **gradients})
            return points

        return seen.Tried(
            cases=self.cases,
            names=self.returns,
            got=got,
            right=self._results(self.reference),
            landmarks=[case for case, _ in self.landmarks],
            reference=functools.partial(self._attempt, self.reference),
            learners=learners,
            variants=self._variants,
            measured=measured,
        )

    def _variants(self):
        """Yield the variants of the reference; on a slow machine rather say less than keep the learner waiting."""
        scalars = [name for name in self.arguments if all(isinstance(case[name], (int, float)) for case in self.cases)]
        end = time.monotonic() + SEEKING
        for words, variant in variants.of(self.reference, scalars):
            apart.still_running()
            yield words, functools.partial(self._attempt, variant)
            if time.monotonic() > end:
                return

    def _seen(self, tried, accident, function):
        """Return the verdict on an answer that is no known mistake: what can be seen of it."""
        if any(part.size > HUGE for result in tried.got for part in result):
            return not_yet(seen.first(tried, (seen.of_one_size,)))
        if accident and accident.is_nan:
            return not_yet()
        if accident:
            return not_yet(seen.first(tried, seen.OF_SHAPES))
        return self._besides_a_mark(tried) or not_yet(*self._sentences_on(tried, function))

    def _sentences_on(self, tried, function):
        """Return what relations say; of a step also what it computes when it is taken again and again."""
        if changed := seen.first(tried, seen.ONE_CHANGE):
            return (changed,)
        computed, added_up = self._as_an_optimiser(function), seen.first(tried, seen.ADDED_UP)
        if computed or added_up:
            return computed, added_up
        return (self._never_asks(function) or self._at_a_landmark(tried) or seen.first(tried, seen.VAGUE),)

    def _as_an_optimiser(self, function):
        """Say what a wrong step computes when it is taken again and again; nothing if this is no step."""
        if not self.method or self.arguments != ("theta", "v", "gradient", "alpha", "beta"):
            return ""
        apart.still_running()
        return guard.run(optimiser.computes, function, self.method, seconds=check.SECONDS).value or ""

    def _besides_a_mark(self, tried):
        """Return the verdict if a mistake explains all cases but those where a mark should come out, as −1 for "there is none"."""
        for mark, rest in self._marks(tried.right):
            mine = _at(rest, tried.got)
            where_marked = [i for i in range(len(self.cases)) if i not in rest]
            if _all_same(_at(where_marked, tried.got), _at(where_marked, tried.right)):
                continue
            if _all_same(mine, _at(rest, tried.right)) or _all_same(mine, mine[:1] * len(rest)):
                continue
            for mistake in self.mistakes:
                theirs = functools.partial(self._unless_marked, mistake, mark)
                if _all_same(mine, _at(rest, self._theirs(mistake))) and tried.confirmed(theirs):
                    return not_yet(
                        f"Two things are wrong. One: {_missed(mark)} The other:",
                        _said(mistake),
                        mistakes=(MARK_MISSED, mistake.__name__),
                    )
        return None

    @staticmethod
    def _marks(right):
        """Yield each number that stands for "there is none" where it is right, and the cases in which it is not."""
        for mark, kind in ((0, "f"), (-1, "i")):
            rest = [i for i, (first, *more) in enumerate(right) if more or first.ndim or first != mark]
            if right[0][0].dtype.kind == kind and 3 <= len(rest) < len(right):
                yield mark, rest

    def _unless_marked(self, function, mark, case):
        right = self._attempt(self.reference, case)
        return None if right is None or np.all(right[0] == mark) else self._attempt(function, case)

    def _at_a_landmark(self, tried):
        """Say where plain thought shows that the answer is wrong."""
        missed = self._missed_landmark(tried)
        return missed.sentence if missed else ""

    def _missed_landmark(self, tried, landmarks=None):
        """Return the first landmark at which the answer is wrong, with what to say of it; None if there is none."""
        for case, why in self.landmarks if landmarks is None else landmarks:
            mine, right = tried.learners(case), tried.reference(case)
            if mine is not None and not values.same(mine, right):
                expected, got = values.pair_written(right, mine, self.returns)
                so = "That is" if why.split(". ")[-1].startswith("So ") else "So it should come to"
                return _Missed(case, f"{why} {so} {expected}; yours gives {got}.")
        return None

    def _attempt(self, function, case):
        """Return what one of our own functions gives for arguments of any kind, for which it need not work; None if it fails."""
        with np.errstate(all="ignore"), contextlib.suppress(Exception):
            return self._results_for(function, case)

    def _theirs(self, mistake):
        """Return what a mistake gives on every case; None where it fails, or returns nothing."""
        return [self._attempt(mistake, case) for case in self.cases]

    def _known_until(self, case, results):
        """Return the mistake that explains wrong results until now and fails in this case, as the learner's function does; None if none does."""
        if not results or _all_same(results, self._results(self.reference)):
            return None
        return next(
            (
                one
                for one in self.mistakes
                if _all_same(results, self._theirs(one)) and self._attempt(one, case) is None
            ),
            None,
        )

    def _results(self, function):
        """Return what one of our own functions gives on every case."""
        with np.errstate(all="ignore"):
            return [self._results_for(function, case) for case in self.cases]

    def _results_for(self, function, case):
        return values.parts(function(*_fresh(case).values()), self.returns)

    def _difference(self, case, mine, right):
        expected, got = values.pair_written(right, mine, self.returns)
        return f"For {self._inputs(case)} the function should return {expected}; yours returned {got}."

    def _untouched(self, function):
        """Whether this is still the stub: code that does nothing, or the given function."""
        code = getattr(function, "__code__", None)
        if code is None:
            return False
        given = self.given or self.stub or _stub
        return _instructions(code) in (_instructions(given.__code__), _instructions(_compiled_alone(given)))

    def _not_callable_so(self, function):
        """Say why this cannot be called with the exercise's arguments; None if it can."""
        call = f"exercises.{self.name}.check({self.answer_name})"
        wanted = ", ".join(self.arguments)
        if not callable(function):
            return f"Hand over the function itself, without calling it: `{call}`."
        try:
            signature = inspect.signature(function)
        except (TypeError, ValueError):  # some built-in functions have none
            return None
        names = tuple(signature.parameters)
        try:
            signature.bind(*self.arguments)
        except TypeError:
            return f"Your function is called with {wanted}, in this order, but it takes ({', '.join(names)})."
        taken = names[: len(self.arguments)]
        if taken != self.arguments and sorted(taken) == sorted(self.arguments):
            return f"Your function is called with {wanted}, in this order, but it takes them as {', '.join(taken)}."
        return None

    def _inputs(self, case):
        return ", ".join(
            f"{name} = {values.written(value)}"
            if not callable(value)
            else f"{name} {'' if isinstance(value, values.Gradient) else 'as '}{values.written(value)}"
            for name, value in case.items()
        )

    def _with(self, case):
        return f"This is for {self._inputs(case)}."


class _Missed(NamedTuple):
    """A landmark at which an answer is wrong: its arguments, and what to say of it."""

    case: dict
    sentence: str


def _stub(*arguments): ...


@functools.cache
def _compiled_alone(function):
    """Return a function's code as a cell makes it: in a file that imports numpy the compiler writes ``np.zeros`` another way."""
    source = textwrap.dedent(inspect.getsource(function))
    return next(part for part in compile(source, "a cell", "exec").co_consts if inspect.iscode(part))


def _do_the_same(function, other):
    return _instructions(function.__code__) == _instructions(other.__code__)


def _instructions(code):
    """Return what a function does, without its lines and its docstring."""
    return [
        (one.opname, _instructions(one.argval) if inspect.iscode(one.argval) else one.argrepr)
        for one in dis.get_instructions(code)
        if one.opname not in ("RESUME", "NOP", "CACHE")
    ]


def _fresh(case):
    """Return a copy of a case's arguments; functions stay as they are."""
    return {name: value if callable(value) else copy.deepcopy(value) for name, value in case.items()}


def _said(mistake):
    return inspect.cleandoc(mistake.__doc__).replace("\n", " ")


def _at(places, those):
    return [those[place] for place in places]


def _all_same(some, others):
    return all(one is not None and other is not None and values.same(one, other) for one, other in zip(some, others))


def _missed(mark):
    return f"where {str(mark).replace('-', '−')} should come out, your function does not always return it."


def _changed(names):
    listed = " and ".join(f"`{name}`" for name in names)
    return (
        f"Your function changes the caller's {listed} in place, as `+=`, `-=` and `x[0] = ...` do. "
        f"Leave {'it as it was' if len(names) == 1 else 'them as they were'}: compute a new array, or work on a copy."
    )


def _gradient_advice(error):
    if isinstance(error, AttributeError) and "'Gradient'" in guard.text_of(error):
        return "What you were given there is a function, and no object: call it with a place, as in `loss(x)` or `gradient(theta)`."
    if isinstance(error, TypeError) and re.search(
        r"__call__\(\) takes 2 positional arguments but \d", guard.text_of(error)
    ):
        return "The function that you were given takes one thing, and you hand over more. Put them together first, or leave one out."
    if isinstance(error, TypeError) and "'batch'" in guard.text_of(error):
        return "`gradient` takes two things here, a place and a batch: `gradient(theta, batch)`."
    if not isinstance(error, TypeError) or "'Gradient'" not in guard.text_of(error):
        return ""
    return "`gradient` is a function: call it with the point where you want to know the slope, as in `gradient(theta)`."


def _aside(run):
    """Return what is to be said of what a function did beside returning something."""
    text = run.printed.strip()
    return tuple(
        sentence
        for applies, sentence in (
            (text, f"Your function also printed {values.short(text)}; a check looks only at what it returns."),
            (run.showed, "Your function also shows a picture; a check leaves it out: show it in a cell of its own."),
        )
        if applies
    )
