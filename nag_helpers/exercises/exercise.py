"""What an exercise is: a prompt's stub, a reference, hints, and mistakes that are executable wrong answers.

`FunctionExercise` for code to write or repair, `ValueExercise` for numbers to work out, `ChoiceExercise` for choices
to make, `GoalExercise` for an explorer to bring somewhere.
"""

import contextlib
import copy
import dis
import functools
import inspect
import textwrap
import threading
import time
from dataclasses import dataclass, field

import numpy as np

from nag_helpers.exercises import answers, relations, variants
from nag_helpers.learning import apart, guard, progress
from nag_helpers.learning.messages import Message

SECONDS = 3  # that a learner's function may take on one case
SEEKING = 3  # seconds in which variants of the solution are tried
PATIENCE = 3  # seconds after which what did not stop by itself is stopped from outside
MISTAKES_KEPT = 20  # names of the last ones, for each exercise
HUGE = 1000  # numbers in a part of a result, beyond which nobody asks how they relate to the right ones
JUDGED_SECONDS = 30  # for all cases together
INTERRUPTED = "Interrupted, before the answer was judged. Is there a loop or a wait that never ends?"
_NOT_GIVEN = object()


@dataclass(frozen=True, repr=False)
class Feedback(Message):
    """What a check found.

    Attributes
    ----------
    outcome : "not started", "not yet" or "correct"
    message : str
    """

    outcome: str = "not started"


@dataclass(eq=False, kw_only=True)
class Exercise:
    """What all exercises share.

    Attributes
    ----------
    name : str
        As in ``exercises.NAME``.
    prompt : str
        The task in a sentence.
    hints : list of at least two str
        From a nudge to nearly the answer.
    notice : str
        One thing worth noticing, said when the answer is right.
    """

    name: str
    prompt: str
    hints: list
    notice: str
    notebook: str = field(default="", init=False)  # its number, set by the package
    _hints_shown: int = field(default=0, init=False)
    runs_apart = True  # in a child process where there can be one
    expected_kind = "an answer"

    def check(self, answer=_NOT_GIVEN):
        """Say whether an answer is right, and if not, what is wrong with it. Never raises.

        Returns
        -------
        Feedback
        """
        if answer is _NOT_GIVEN:
            outcome, message = (
                "not started",
                f"Hand over your answer: `exercises.{self.name}.check({self.answer_name})`.",
            )
        else:
            outcome, message = self._judge_safely(answer)
        if outcome == "not started":
            message = message or (
                f"Replace the `...` with your {self.what} and run the cell again; "
                f"`exercises.{self.name}.hint()` gives a first nudge."
            )
        elif message is not INTERRUPTED:
            self._keep(outcome, message)
        return Feedback(f"{outcome.capitalize()}: {self.name}.", message, edge=outcome, outcome=outcome)

    def _judge_safely(self, answer):
        """Return outcome and message, whatever the answer is and does."""
        try:
            if apart.is_possible() and self.runs_apart:
                return apart.call(lambda: self._judge_guarded(answer), SECONDS + PATIENCE)
            with _note_when_late():
                return self._judge_guarded(answer)
        except apart.Silent as silent:
            return "not yet", str(silent) or (
                f"Your {self.what} was stopped after {SECONDS:g} seconds. Is there a loop, a recursion or a wait that never ends?"
            )
        except KeyboardInterrupt:
            return "not yet", INTERRUPTED

    def _judge_guarded(self, answer):
        """Judge inside a guard: also what only looks at an answer runs code of the learner's, as `len` and `==` do."""
        judged = guard.watch(lambda: self._judge(answer), {}, seconds=JUDGED_SECONDS)
        if judged.problem:
            whose = judged.problem if "line" in judged.problem else f"It raised {type(judged.error).__name__}."
            return "not yet", f"This cannot be read as {self.expected_kind}. {whose}"
        return judged.value

    def hint(self):
        """Show the next hint, wherever the call stands in a cell; after the last, the first again.

        Returns
        -------
        Message
        """
        number = self._hints_shown % len(self.hints)
        self._hints_shown += 1
        return Message(f"Hint {number + 1} of {len(self.hints)}.", self.hints[number]).display()

    def solution(self):
        """Show the solution, folded, wherever the call stands in a cell: click on it.

        Returns
        -------
        Message
        """
        return Message(f"Solution of {self.name}.", code=self.solution_code, folded=True).display()

    def __repr__(self):
        return f"Exercise {self.name}: {self.prompt} Then exercises.{self.name}.check({self.answer_name})"

    def told(self):
        """Return the mistakes that the check knows by name, a dict from names to the sentences it tells."""
        return {str(number): sentence for number, (*_, sentence) in enumerate(self.mistakes, start=1)}

    def _keep(self, outcome, message):
        """Write down the outcome, once correct always correct, and the name of a known mistake."""
        before = progress.read("exercises").get(self.name, {})
        after = {**before, "outcome": before["outcome"] if before.get("outcome") == "correct" else outcome}
        met = next((name for name, sentence in self.told().items() if outcome == "not yet" and message.startswith(sentence)), None)
        if met and progress.remembers_mistakes():
            kept = before.get("mistakes")
            after["mistakes"] = [*(kept if isinstance(kept, list) else []), met][-MISTAKES_KEPT:]
        if after != before:
            progress.write("exercises", self.name, after)


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
    mistakes : list of callable
        Wrong answers with the reference's arguments; the docstring is what the learner hears.
    landmarks : list of (dict, str)
        Arguments for which everyone can say what must come out, and why.
    given : callable, optional
        The faulty function to repair; without it the learner begins with ``...``.
    """

    reference: object
    returns: tuple
    cases: list
    mistakes: list
    landmarks: list
    given: object = None
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

    def told(self):
        """Return the mistakes that the check knows by name, a dict from names to the sentences it tells."""
        return {mistake.__name__: _said(mistake) for mistake in self.mistakes}

    def _judge(self, function):
        if function is Ellipsis:
            return "not started", ""
        if self._untouched(function):
            repair = (
                ""
                if self.given is None
                else (
                    "This is the function as it was given. Find what is wrong with it, repair it and run the cell again; "
                    f"`exercises.{self.name}.hint()` gives a first nudge."
                )
            )
            return "not started", repair
        trouble = self._not_callable_so(function)
        if trouble:
            return "not yet", trouble
        results, aside = [], ""
        for case in self.cases:
            run = self._run(function, case)
            aside = aside or _aside(run)
            if isinstance(run.error, answers.Odd):
                return "not yet", str(run.error) + (self._with(case) if results else "") + aside
            trouble = run.problem and run.problem + _gradient_advice(run.problem)
            trouble = trouble or self._changed(run.changed)
            if trouble:
                return "not yet", trouble + (self._with(case) if run.problem and results else "") + aside
            results.append(run.value)
        outcome, message = self._compared(results, function)
        if outcome == "correct":
            again = self._run(function, self.cases[0])
            if again.problem or not answers.same(again.value, results[0]):
                return "not yet", (
                    "Called a second time with the same arguments, your function gives something else. Does it draw random numbers, or "
                    "remember something between calls, in a global name or in a default argument that it changes?"
                )
            trouble = self._at_a_landmark(self._tried(results, function))
            if trouble:
                return "not yet", trouble
            message += self._other_container(function)
        return outcome, message + aside

    def _other_container(self, function):
        """Say how to make what was asked for of right numbers in a list or a tuple."""
        kind = guard.run(lambda: type(function(*_fresh(self.cases[0]).values())), seconds=SECONDS).value
        wanted = self.reference(*_fresh(self.cases[0]).values())
        if isinstance(wanted, np.ndarray) and kind in (list, tuple):
            return f" (Only the numbers count here, but the exercise asks for an array and yours is a {kind.__name__}: `np.array(...)` makes one of it.)"
        if isinstance(wanted, dict) and kind in (list, tuple):
            return f" (Only the numbers count here, but the given function returns a dictionary and yours a {kind.__name__}: keep its keys.)"
        return ""

    def _run(self, function, case):
        """Call the learner's function on a case, guarded, and make what it returns an array for each of its parts."""
        apart.still_running()
        arguments = _fresh(case)
        return guard.watch(
            lambda: answers.parts(function(*arguments.values()), self.returns), arguments, seconds=SECONDS
        )

    def _compared(self, got, function):
        """Compare the results of all cases with the reference's, then with each mistake's, then look for a relation."""
        tried = self._tried(got, function)
        if _all_same(got, tried.right):
            return "correct", self.notice
        for mistake in self.mistakes:
            if _all_same(got, self._results(mistake)) and tried.confirmed(functools.partial(self._attempt, mistake)):
                return "not yet", _said(mistake)
        case, mine, right = next(three for three in zip(self.cases, got, tried.right) if not answers.same(*three[1:]))
        trouble = answers.accident(mine, right, self.returns)
        seen = self._seen(tried, trouble)
        failing = self._difference(case, mine, right) if not trouble else trouble + self._with(case)
        seen = seen if not seen.startswith("the ") else seen.replace("the", "The", 1)
        return "not yet", f"{seen} {failing}".strip()

    def _tried(self, got, function):
        """Gather what relations look at; what runs for long on further arguments is asked no more."""
        end = time.monotonic() + 2 * SEEKING

        def learners(case):
            return self._run(function, case).value if time.monotonic() < end else None

        def measured(case):
            seen = []
            gradients = {name: value.noting(seen) for name, value in case.items() if isinstance(value, answers.Gradient)}
            self._run(function, {**case, **gradients})
            return seen

        return relations.Tried(
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

    def _seen(self, tried, trouble):
        """Say what can be seen of an answer that is no known mistake."""
        if any(part.size > HUGE for result in tried.got for part in result) or (trouble and "NaN" in trouble):
            return ""
        if trouble:
            return relations.seen(tried, relations.OF_SHAPES)
        return (
            self._besides_a_mark(tried)
            or relations.seen(tried, relations.PRECISE)
            or self._at_a_landmark(tried)
            or relations.seen(tried, relations.VAGUE)
        )

    def _besides_a_mark(self, tried):
        """Return what a mistake says that explains all cases but those where a mark should come out, as −1 for "there is none"."""
        for mark, kind in ((0, "f"), (-1, "i")):
            marked = [len(right) == 1 and right[0].ndim == 0 and right[0] == mark for right in tried.right]
            rest = [i for i, is_marked in enumerate(marked) if not is_marked]
            if tried.right[0][0].dtype.kind != kind or all(marked) or not any(marked) or len(rest) < 3:
                continue
            mine = _at(rest, tried.got)
            where_marked = [i for i, is_marked in enumerate(marked) if is_marked]
            if _all_same(_at(where_marked, tried.got), _at(where_marked, tried.right)):
                continue
            if _all_same(mine, _at(rest, tried.right)) or _all_same(mine, mine[:1] * len(rest)):
                continue
            for mistake in self.mistakes:
                theirs = functools.partial(self._unless_marked, mistake, mark)
                if _all_same(mine, _at(rest, self._results(mistake))) and tried.confirmed(theirs):
                    two = f"Two things are wrong. One: where {mark} should come out, your function does not always return it. The other: {_said(mistake)}"
                    return two.replace("-1", "−1")
        return ""

    def _unless_marked(self, function, mark, case):
        right = self._attempt(self.reference, case)
        return None if right is None or np.all(right[0] == mark) else self._attempt(function, case)

    def _at_a_landmark(self, tried):
        """Say where plain thought shows that the answer is wrong."""
        for case, why in self.landmarks:
            mine, right = tried.learners(case), tried.reference(case)
            if mine is not None and not answers.same(mine, right):
                expected, got = answers.pair_written(right, mine, self.returns)
                return f"{why} That makes {expected}, but yours gives {got}."
        return ""

    def _attempt(self, function, case):
        """Return what one of our own functions gives for arguments of any kind, for which it need not work; None if it fails."""
        with np.errstate(all="ignore"), contextlib.suppress(Exception):
            return self._results_for(function, case)

    def _results(self, function):
        """Return what one of our own functions gives on every case."""
        with np.errstate(all="ignore"):
            return [self._results_for(function, case) for case in self.cases]

    def _results_for(self, function, case):
        return answers.parts(function(*_fresh(case).values()), self.returns)

    def _difference(self, case, mine, right):
        expected, got = answers.pair_written(right, mine, self.returns)
        return f"For {self._inputs(case)} the function should return {expected}; yours returned {got}."

    def _untouched(self, function):
        """Whether this is still the stub: code that does nothing, or the given function."""
        code = getattr(function, "__code__", None)
        if code is None:
            return False
        given = self.given or _stub
        return _instructions(code) == _instructions(given.__code__)

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

    def _changed(self, names):
        if not names:
            return None
        listed = " and ".join(f"`{name}`" for name in names)
        return (
            f"Your function changes the caller's {listed} in place, as `+=`, `-=` and `x[0] = ...` do. "
            "Leave it as it was: compute a new array, or work on a copy."
        )

    def _inputs(self, case):
        return ", ".join(
            f"{name} = {answers.written(value)}"
            if not callable(value)
            else f"{name} {'' if isinstance(value, answers.Gradient) else 'as '}{answers.written(value)}"
            for name, value in case.items()
        )

    def _with(self, case):
        return f" This is for {self._inputs(case)}."


@dataclass(eq=False, kw_only=True, repr=False)
class WorkedExercise(Exercise):
    """An answer to work out: its solution is the reference, under the way that leads there.

    Attributes
    ----------
    working : str
        How to get there, shown above the solution.
    """

    working: str
    answer_name = "answer"

    @property
    def solution_code(self):
        comments = "\n".join(f"# {line}" for line in self.working.splitlines())
        return f"{comments}\nanswer = {self.reference!r}"


@dataclass(eq=False, kw_only=True, repr=False)
class ValueExercise(WorkedExercise):
    """Numbers to work out by hand.

    Attributes
    ----------
    reference : float or sequence of floats
    parts : tuple of str
        Names of the numbers asked for.
    mistakes : list of (value, sentence)
        Wrong answers in full.
    slips : list of (part, number or callable, sentence)
        What may happen to one number alone: said of the first that is wrong. A callable takes all numbers and returns whether the
        sentence holds.
    implied : list of (part, callable)
        A sentence about the first wrong number, made from all numbers given: what step must have led to it.
    tolerance : float
        Relative to each number: answers may be rounded.
    """

    reference: object
    parts: tuple
    mistakes: list
    slips: list = field(default_factory=list)
    implied: list = field(default_factory=list)
    tolerance: float = 0.002
    what = "answer"

    def _judge(self, answer):
        several = list(answer) if isinstance(answer, (list, tuple)) else [answer]
        left_open = [name for name, part in zip(self.parts, several) if part is Ellipsis]
        if left_open and len(left_open) == len(several):
            return "not started", ""
        if left_open:
            return "not yet", _still_open(left_open)
        try:
            given = self._numbers(answer)
        except answers.Odd as odd:
            return "not yet", str(odd)
        right = self._numbers(self.reference)
        correct = [self._close(mine, one) for mine, one in zip(given, right)]
        if all(correct):
            return "correct", self.notice
        for value, sentence in self.mistakes:
            if all(self._close(mine, one) for mine, one in zip(given, self._numbers(value))):
                return "not yet", sentence
        first = correct.index(False)
        seen = self._slip(first, given) or relations.seen_in_numbers(self.parts, given, right, first)
        seen = seen or self._implied(first, given) or f"{self.parts[first]} is not {given[first]:g}."
        so_far = [part for part, is_right in zip(self.parts, correct) if is_right]
        listed = f"{' and '.join(so_far)} {'is' if len(so_far) == 1 else 'are'} right. " if so_far else ""
        return "not yet", f"{listed}{seen} `exercises.{self.name}.hint()` gives a nudge."

    def _slip(self, first, given):
        """Return the sentence of the first slip that explains the first wrong number; None if none does."""
        for part, value, sentence in self.slips:
            if part == self.parts[first] and (value(*given) if callable(value) else self._close(given[first], value)):
                return sentence
        return None

    def _implied(self, first, given):
        """Return what the first wrong number says of the step that led to it."""
        for part, sentence in self.implied:
            if part == self.parts[first]:
                return sentence(*given)
        return None

    def _numbers(self, answer):
        wanted = f"{len(self.parts)} numbers, {', '.join(self.parts)}" if len(self.parts) > 1 else "one number"
        if answer is None or callable(answer) or isinstance(answer, (str, dict, set)):
            shown = "None" if answer is None else answers._kind(answer)
            raise answers.Odd(f"The answer should be {wanted}, written without quotes; yours is {shown}.")
        try:
            pieces = answer if isinstance(answer, (list, tuple)) else [answer]
            if any(isinstance(piece, str) for piece in pieces):
                raise answers.Odd(f"The answer should be {wanted}, written without quotes; yours has texts in it.")
            numbers = np.concatenate([np.ravel(np.asarray(piece, dtype=float)) for piece in pieces] or [np.empty(0)])
        except (TypeError, ValueError):
            raise answers.Odd(f"The answer should be {wanted}; yours is {answers._short(answer)}.") from None
        if len(numbers) != len(self.parts):
            raise answers.Odd(f"The answer should be {wanted}; yours has {len(numbers)}.")
        if not np.isfinite(numbers).all():
            raise answers.Odd("The answer should be finite; yours has NaN or infinity in it.")
        return numbers

    def _close(self, mine, one):
        return abs(mine - one) <= self.tolerance * abs(one) + 1e-12


@dataclass(eq=False, kw_only=True, repr=False)
class ChoiceExercise(WorkedExercise):
    """One choice to make for each of several settings.

    Attributes
    ----------
    reference : dict
        From the settings' names to the right choice.
    options : tuple of str
    mistakes : list of (dict, sentence)
        Wrong answers in full.
    again : dict
        For each setting, what speaks against the wrong choice.
    """

    reference: dict
    options: tuple
    mistakes: list
    again: dict
    what = "answers"

    def _judge(self, answer):
        keys = list(self.reference)
        left_open = [key for key, value in answer.items() if value is Ellipsis] if isinstance(answer, dict) else []
        if answer is Ellipsis or (left_open and len(left_open) == len(answer)):
            return "not started", ""
        if left_open:
            return "not yet", _still_open(left_open)
        if isinstance(answer, (list, tuple)) and len(answer) == len(keys):
            answer = dict(zip(keys, answer))
        if not isinstance(answer, dict) or set(answer) != set(keys):
            return "not yet", f"The answer should be a dictionary with the keys {', '.join(keys)}."
        chosen = {key: self._option(answer[key]) for key in keys}
        unknown = [key for key in keys if chosen[key] is None]
        if unknown:
            allowed = " or ".join(f'"{option}"' for option in self.options)
            return "not yet", f"{unknown[0]} should be {allowed}, got {answers._short(answer[unknown[0]])}."
        if chosen == self.reference:
            return "correct", self.notice
        for value, sentence in self.mistakes:
            if chosen == value:
                return "not yet", sentence
        wrong = [key for key in keys if chosen[key] != self.reference[key]]
        right = len(keys) - len(wrong)
        return "not yet", (f"{right} of {len(keys)} {'is' if right == 1 else 'are'} right. Look again at {wrong[0]}: {self.again[wrong[0]]}")

    def _option(self, given):
        text = given.strip().lower() if isinstance(given, str) else given
        return next((option for option in self.options if option.lower() == text), None)


@dataclass(eq=False, kw_only=True, repr=False)
class GoalExercise(Exercise):
    """An explorer to bring to a goal.

    Attributes
    ----------
    explorer_name : str
        What the notebook calls it.
    reference : dict
        A setting of its controls that reaches the goal.
    untouched : callable, explorer -> bool
        Whether it still stands as the notebook shows it.
    reached : callable, explorer -> bool
    mistakes : list of (callable, explorer -> bool, dict, sentence)
        Ways to miss it, the first that holds is said; the dict sets the controls so.
    """

    explorer_name: str
    reference: dict
    untouched: object
    reached: object
    mistakes: list
    runs_apart = False  # the explorer's controls live in the kernel
    what = "explorer"

    @property
    def answer_name(self):
        return self.explorer_name

    @property
    def solution_code(self):
        return "\n".join(
            f'{self.explorer_name}.controls["{name}"].value = {value!r}' for name, value in self.reference.items()
        )

    def _judge(self, explorer):
        judged = guard.run(self._found, explorer)
        if judged.problem:
            return "not yet", (
                f"Hand over the explorer: `exercises.{self.name}.check({self.explorer_name})`, after "
                "you have run the cell above that makes it."
            )
        return judged.value

    def _found(self, explorer):
        if self.untouched(explorer):
            return "not started", (
                f"Move the controls of the explorer above, then run this cell again; "
                f"`exercises.{self.name}.hint()` gives a first nudge."
            )
        if self.reached(explorer):
            return "correct", self.notice
        return "not yet", next(sentence for holds, _, sentence in self.mistakes if holds(explorer))


def _still_open(names):
    return f"Still open: {', '.join(map(str, names))}. Replace the `...` there, too, and run the cell again."


@contextlib.contextmanager
def _note_when_late():
    """Say how to interrupt a check that goes on for long, where there are threads."""
    late = threading.Timer(SECONDS + PATIENCE, print, ["Still computing. Interrupt it with the ■ button above."])
    late.daemon = True
    try:
        late.start()
    except RuntimeError:  # a browser's Python has no threads
        yield
        return
    try:
        yield
    finally:
        late.cancel()


def _gradient_advice(problem):
    if "TypeError" not in problem or "'Gradient'" not in problem:
        return ""
    return (
        " `gradient` is a function: call it with the point where you want to know the slope, as in `gradient(theta)`."
    )


def _stub(*arguments): ...


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
    return all(answers.same(one, other) for one, other in zip(some, others))


def _aside(run):
    """Return what is to be said of what a function did beside returning something."""
    text = run.printed.strip()
    printed = f" Your function also printed {answers._short(text)}; a check looks only at what it returns." if text else ""
    shown = " Your function also shows a picture; a check leaves it out: show it in a cell of its own." if run.showed else ""
    return printed + shown
