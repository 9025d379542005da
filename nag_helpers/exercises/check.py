"""What all exercises share, and the way from an answer to a verdict, whatever the answer is and does."""

import contextlib
import threading
from dataclasses import astuple, dataclass, field

from nag_helpers.exercises.verdict import Feedback, Verdict, not_started, not_yet
from nag_helpers.learning import apart, guard, progress
from nag_helpers.learning.messages import Message

SECONDS = 3  # that a learner's function may take on one case
PATIENCE = 3  # seconds after which what did not stop by itself is stopped from outside
PATIENT = 2  # the same words for the second time: a hint comes with them; from then on hints come instead
MISTAKES_KEPT = 20  # names of the last ones, for each exercise
JUDGED_SECONDS = 30  # for all cases together
INTERRUPTED = "Interrupted, before the answer was judged. Is there a loop or a wait that never ends?"
_NOT_GIVEN = object()


@dataclass(eq=False, kw_only=True)
class Exercise:
    """What all exercises share. A kind of exercise adds how it judges an answer (``_judge``) and what it calls one.

    Attributes
    ----------
    name : str
        As in ``exercises.NAME``.
    title : str
        What it is called in its notebook, and on its cards; without one its name is written there.
    notebook : str
        The number of the notebook where it stands: "03".
    prompt : str
        The task in a sentence.
    hints : list of at least two str
        From a nudge to nearly the answer.
    notice : str
        One thing worth noticing, said when the answer is right.
    """

    name: str
    notebook: str
    prompt: str
    hints: list
    notice: str
    title: str = ""
    _hints_shown: int = field(default=0, init=False)
    _last: str = field(default="", init=False)  # what the last check said
    _times: int = field(default=0, init=False)  # how often in a row
    runs_apart = True  # in a child process where there can be one
    expected_kind = "an answer"

    def __post_init__(self):
        self.title = self.title or self.name.replace("_", " ")

    def check(self, answer=_NOT_GIVEN):
        """Say whether an answer is right, and if not, what is wrong with it. Never raises.

        Returns
        -------
        Feedback
        """
        if answer is _NOT_GIVEN:
            verdict = not_started(f"Hand over your answer: `exercises.{self.name}.check({self.answer_name})`.")
        else:
            verdict = self._judge_safely(answer)
        if verdict.outcome == "not started":
            message = verdict.text() or (
                f"Replace the `...` with your {self.what} and run the cell again; "
                f"`exercises.{self.name}.hint()` gives a first nudge."
            )
        else:
            message = self._further(verdict)
            self._keep(verdict)
        return Feedback(
            self._heading(verdict.outcome.capitalize()), message, edge=verdict.outcome, picture=self._drawn(verdict)
        )

    def _heading(self, first):
        return f"{first}: {self.title}" + ("" if self.title.endswith("?") else ".")

    def _drawn(self, verdict):
        """Return what draws a picture that says more than the verdict's words, if there is one."""
        return

    def _further(self, verdict):
        """Return what a verdict says; said again it has the next hint with it, and after that hint after hint, up to the solution."""
        said = verdict.text()
        self._times = self._times + 1 if said == self._last else 1
        self._last = said
        if verdict.outcome != "not yet" or self._times < PATIENT:
            return said
        if self._hints_shown >= len(self.hints):
            return f"The same again, and there is no further hint: `exercises.{self.name}.solution()` shows one way, folded."
        self._hints_shown += 1
        which = f"hint {self._hints_shown} of {len(self.hints)}: {self.hints[self._hints_shown - 1]}"
        return f"{said} And {which}" if self._times == PATIENT else f"The same again, so here is {which}"

    def _judge_safely(self, answer):
        """Return a verdict, whatever the answer is and does."""
        try:
            if apart.is_possible() and self.runs_apart:
                return Verdict(*apart.call(lambda: astuple(self._judge_guarded(answer)), SECONDS + PATIENCE))
            with _note_when_late():
                return self._judge_guarded(answer)
        except apart.Silent as silent:
            return not_yet(
                str(silent)
                or (
                    f"Your {self.what} was stopped after {SECONDS:g} seconds. Is there a loop, a recursion or a wait that never ends?"
                )
            )
        except KeyboardInterrupt:
            return Verdict("not yet", sentences=(INTERRUPTED,), kept=False)

    def _judge_guarded(self, answer):
        """Judge inside a guard: also what only looks at an answer runs code of the learner's, as `len` and `==` do."""
        judged = guard.watch(lambda: self._judge(answer), {}, seconds=JUDGED_SECONDS)
        if judged.problem:
            whose = judged.problem if judged.line else f"It raised {type(judged.error).__name__}."
            return not_yet(f"This cannot be read as {self.expected_kind}.", whose)
        return judged.value

    def hint(self):
        """Show the next hint, wherever the call stands in a cell; after the last, the first again.

        Returns
        -------
        Message
        """
        number = self._hints_shown % len(self.hints)
        self._hints_shown += 1
        return Message(
            self._heading(f"Hint {number + 1} of {len(self.hints)}"), self.hints[number], edge="hint"
        ).display()

    def solution(self):
        """Show the solution, folded, wherever the call stands in a cell: click on it.

        Returns
        -------
        Message
        """
        return Message(self._heading("Solution"), code=self.solution_code, folded=True, edge="solution").display()

    def __repr__(self):
        return f"Exercise {self.name}: {self.prompt} Then exercises.{self.name}.check({self.answer_name})"

    def told(self):
        """Return the mistakes that the check knows, a dict from the names under which they are kept to what is said of them."""
        return {}

    def _keep(self, verdict):
        """Write down the outcome, once correct always correct, the names of known mistakes, and how many answers had none."""
        if not verdict.kept:
            return
        before = progress.read("exercises").get(self.name, {})
        after = {**before, "outcome": before["outcome"] if before.get("outcome") == "correct" else verdict.outcome}
        if verdict.mistakes and progress.remembers_mistakes():
            kept = before.get("mistakes")
            after["mistakes"] = [*(kept if isinstance(kept, list) else []), *verdict.mistakes][-MISTAKES_KEPT:]
        elif verdict.outcome == "not yet" and progress.remembers_mistakes():
            after["unnamed"] = 1 + (before["unnamed"] if isinstance(before.get("unnamed"), int) else 0)
        if after != before:
            progress.write("exercises", self.name, after)


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


def numbered(mistakes):
    """Return the sentences of mistakes that have no name, under their numbers."""
    return {str(number): sentence for number, (*_, sentence) in enumerate(mistakes, start=1)}


def still_open(names):
    """Return the verdict on an answer in which some places are not filled in yet."""
    return not_yet(f"Still open: {', '.join(map(str, names))}. Replace the `...` there, too, and run the cell again.")


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
