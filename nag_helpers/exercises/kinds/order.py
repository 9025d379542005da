"""Lines to put in order: of code, which is then run, or of a proof, whose steps need one another."""

import ast
import functools
import inspect
import linecache
import re
import textwrap
from dataclasses import dataclass, field

from nag_helpers.exercises.check import Exercise
from nag_helpers.exercises.kinds.function import FunctionExercise
from nag_helpers.exercises.verdict import Verdict, not_started, not_yet
from nag_helpers.learning import lines

FILE = "<string: your order>"  # so begins what counts as a learner's, with line numbers of its own
NOTED = re.compile(r"  # noqa.*")  # a line for the style's checker, not for learners


class _Ordered:
    """What both kinds share: the lines as they are shown, and the numbers of the right ones."""

    answer_name = "order"
    what = "order"

    def show(self):
        """Show the lines, numbered, in the order that is the same for everybody, wherever the call stands in a cell.

        Returns
        -------
        Shown
        """
        return lines.Shown(self.prompt, self.shown, self.check, self.name).display()

    @functools.cached_property
    def shown(self):
        """The lines as they are numbered, with those that do not belong."""
        return lines.shuffled((*self.right_lines, *self.distractors), self.name)

    @property
    def right_order(self):
        """The numbers of the right lines in the right order, a list."""
        return [self.shown.index(line) + 1 for line in self.right_lines]

    @property
    def solution_code(self):
        comments = "\n".join(f"# {line}" for line in self.right_lines)
        return f"{comments}\norder = {self.right_order}"

    def _judge(self, answer):
        if answer is Ellipsis or (isinstance(answer, (list, tuple)) and any(each is Ellipsis for each in answer)):
            return not_started(f"`exercises.{self.name}.show()` shows the lines. Replace the `...` with their order.")
        try:
            places = lines.read(answer, len(self.shown))
        except lines.Unreadable as wrong:
            return not_yet(str(wrong))
        return self._judge_lines([self.shown[place] for place in places])


@dataclass(eq=False, kw_only=True, repr=False)
class OrderExercise(_Ordered, FunctionExercise):
    """Lines of code to put in order. What the order computes is judged as a function is, so every order that is right passes.

    It is written as a `FunctionExercise` with one statement on each line of the reference. Lines of its mistakes are mixed in: who takes
    one hears what it computes.

    Attributes
    ----------
    mixed_in : tuple of str
        Names of mistakes: their lines that the reference has not are shown as well.
    """

    mixed_in: tuple = ()

    @property
    def right_lines(self):
        return _body(self.reference)

    @property
    def distractors(self):
        """The lines that do not belong, each once."""
        known = {mistake.__name__: mistake for mistake in self.mistakes}
        others = [line for name in self.mixed_in for line in _body(known[name])]
        return tuple(dict.fromkeys(line for line in others if line not in self.right_lines))

    def _judge(self, answer):
        return FunctionExercise._judge(self, answer) if callable(answer) else super()._judge(answer)

    def _judge_lines(self, chosen):
        head = f"def {self.reference.__name__}({', '.join(self.arguments)}):"
        body = [f"    {line}\n" for line in chosen]
        linecache.cache[FILE] = (sum(map(len, body)), None, body, FILE)
        names = dict(self.reference.__globals__)
        try:  # the lines are our own: no text of the learner's is run
            tree = ast.increment_lineno(ast.parse("".join([head, "\n", *body])), -1)
            exec(compile(tree, FILE, "exec"), names)
        except IndentationError:
            return not_yet(
                "Indented lines stand below a line that ends with a colon, and no such line can do without them."
            )
        except SyntaxError:
            return not_yet("In this order the lines are no Python: a `return` or an `else` stands where none can.")
        verdict = FunctionExercise._judge(self, names[self.reference.__name__])
        if verdict.outcome == "not started":
            verdict = not_yet("This order does nothing yet.")
        missing = len(self.right_lines) - len(chosen)
        return verdict if verdict.outcome == "correct" or missing <= 0 else verdict.and_say(_missing(missing))


@dataclass(eq=False, kw_only=True, repr=False)
class AssembledExercise(OrderExercise):
    """A function to be written, or put together from its lines: for who finds a blank cell too blank, ``show()`` has them."""

    what = FunctionExercise.what
    answer_name = FunctionExercise.answer_name
    solution_code = FunctionExercise.solution_code


@dataclass(eq=False, kw_only=True, repr=False)
class ProofExercise(_Ordered, Exercise):
    """Steps of a proof to put in order. An order is right if every step comes after those that it needs.

    Attributes
    ----------
    steps : dict, name -> text
        In a right order.
    needs : dict, (step, step before it) -> sentence
        Why the first cannot come before the second.
    others : dict, name -> (text, name of the step in whose place it would stand, sentence)
        Steps that do not belong, and what is wrong with each.
    """

    steps: dict
    needs: dict
    others: dict = field(default_factory=dict)
    expected_kind = "an order of the steps"

    @property
    def right_lines(self):
        return tuple(self.steps.values())

    @property
    def distractors(self):
        return tuple(text for text, *_ in self.others.values())

    @property
    def reference(self):
        return self.right_order

    @property
    def mistakes(self):
        """Wrong answers in full, each with its sentence: a list of (numbers, sentence)."""
        texts = list(self.steps)
        wrong = [([texts.index(later), texts.index(before)], said) for (later, before), said in self.needs.items()]
        return [(self._exchanged(*pair), said) for pair, said in wrong] + [
            (self._numbers([text if name == place else step for name, step in self.steps.items()]), said)
            for text, place, said in self.others.values()
        ]

    def told(self):
        """Return the mistakes that the check knows, a dict from the names under which they are kept to what is said of them."""
        early = {f"{later} before {before}": said for (later, before), said in self.needs.items()}
        return early | {name: said for name, (*_, said) in self.others.items()}

    def _judge_lines(self, chosen):
        for name, (text, _, said) in self.others.items():
            if text in chosen:
                return not_yet(said, mistakes=(name,))
        places = {name: chosen.index(text) for name, text in self.steps.items() if text in chosen}
        for (later, before), said in self.needs.items():
            if later in places and places[later] < places.get(before, -1):
                return not_yet(said, mistakes=(f"{later} before {before}",))
        missing = len(self.steps) - len(chosen)
        if not missing:
            return Verdict("correct", sentences=(self.notice,))
        why = [said for (later, before), said in self.needs.items() if later in places and before not in places]
        if missing == 1 and list(self.steps)[-1] not in places:
            why.append("Nothing yet says that what was to be shown is shown: which line ends the proof?")
        return not_yet(" ".join([_missing(missing), *why[:1]]))

    def _exchanged(self, later, before):
        """Return the right order with one step moved to just before another."""
        texts = list(self.steps.values())
        texts.insert(before, texts.pop(later))
        return self._numbers(texts)

    def _numbers(self, texts):
        return [self.shown.index(text) + 1 for text in texts]


def _missing(number):
    return f"{'One line is' if number == 1 else f'{number} lines are'} missing."


def _body(function):
    """Return the lines of a function's body, without its docstring and what is empty, indented within the body alone."""
    source = textwrap.dedent(inspect.getsource(function))
    definition = ast.parse(source).body[0]
    first, *more = definition.body
    begins = more[0] if more and ast.get_docstring(definition) else first
    body = textwrap.dedent("\n".join(source.splitlines()[begins.lineno - 1 :]))
    return tuple(NOTED.sub("", line) for line in body.splitlines() if line.strip())
