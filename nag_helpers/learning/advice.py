"""What may help with an error of Python's or NumPy's, said as a neighbour would."""

import numpy as np

#: Kinds of error, words of which its text must hold one (any text if there are none), and the advice. The first that fits is given.
ADVICE = (
    (RecursionError, (), "The function calls itself and never stops."),
    (EOFError, (), "A function gets what it needs through its arguments: leave `input` out."),
    (SystemExit, (), "A function hands its result back with `return`; it must not end the whole program."),
    (UnboundLocalError, (), "On the way to this line the name was never given a value: set it before the loop or the `if`."),
    (NameError, (), "Is the name spelt as you meant, and have you run the cell that defines it?"),
    (TypeError, ("Cannot cast ufunc",), "An array of whole numbers cannot hold decimals: begin with `np.array(..., dtype=float)`."),
    (TypeError, ("ellipsis",), "There is still a `...` where a value should be."),
    (TypeError, ("NoneType",), ("Something in this line is None: does a function that you call lack a `return`, or did you store what `append` "
     "or `sort` returns?")),
    (TypeError, ("can't multiply sequence",), "You cannot multiply a list by a number as you can an array: `np.array(...)` makes an array of it."),
    (TypeError, ("bitwise_xor", "for ^"), "In Python `^` is no power: write `**`."),
    (TypeError, ("unsupported operand", "bad operand"), ("Python cannot combine two things of these kinds: is one a list or a function where an array "
     "or a number should be?")),
    (TypeError, ("must be real number", "only length-1", "only 0-dimensional", "only size-1"), ("This needs a single number, but it was given a whole array: "
     "`math` and `float` take single numbers, `np` takes arrays.")),
    (TypeError, ("not callable",), "Round brackets call a function, but what stands before them is not a function: is a `*` missing?"),
    (TypeError, ("'function' object is not subscriptable", "'Gradient' object is not"), "A function is called with round brackets."),
    (TypeError, ("not subscriptable", "invalid index to scalar"), "Square brackets take an entry out of a list or an array; this is already a single value."),
    (TypeError, ("not iterable", "has no len()"), "A loop, `len`, `min` or `sum` needs several things; this is a single one."),
    (TypeError, ("unexpected keyword", "positional argument", "required keyword"), "The call does not give that function the arguments that it takes."),
    (TypeError, ("list indices", "indices must be integers"), "An index must be a whole number: divide with `//`, or use `int`."),
    (IndexError, ("only integers",), "An index must be a whole number: divide with `//`, or use `int`."),
    (IndexError, ("too many indices",), "That array has fewer axes than you index: look at its `.shape`."),
    (IndexError, ("pop from empty",), "The list is empty: there is nothing left to take out."),
    (IndexError, ("invalid index to scalar",), "Square brackets take an entry out of a list or an array; this is a single number."),
    (IndexError, ("with size 0",), "In this case the array is empty, and has no entry to take: decide what your function should return then."),
    (IndexError, ("index -",), "The array has fewer entries than you count from its end: what should your function do in a case as small as this?"),
    (IndexError, ("for axis",), "In an axis of n entries the last index is n − 1: this index goes beyond the end. Does it belong to another array or axis?"),
    (IndexError, (), "In a sequence of n entries the last index is n − 1: this index goes beyond the end."),
    (KeyError, (), "The dictionary has no such key: look at which keys it was given."),
    (ValueError, ("empty sequence", "iterable argument is empty", "arg is an empty", "zero-size array"),
     "In this case there is nothing left to choose from: decide what your function should return then."),
    (StopIteration, (), "`next` found nothing: give it a second argument for that case."),
    (ValueError, ("truth value of an array",), ("An `if`, `and`, `max` or `min` needs a single yes or no, but an array has many: do you want "
     "`np.all`, `np.any` or a norm?")),
    (ValueError, ("inhomogeneous", "setting an array element with a sequence"), "All rows of an array must have the same length, and each place holds one number."),
    (ValueError, ("math domain error", "expected a positive input", "expected a nonnegative input"),
     "You took the root or the logarithm of a negative number, or the logarithm of 0."),
    (ValueError, ("too many values", "not enough values"), "There are more or fewer names on the left than things on the right."),
    (ValueError, ("matmul", "broadcast", "not aligned", "dimension mismatch"),
     "The shapes do not fit: print both. Does one need its transpose, `.T`, or was something taken along the other axis?"),
    (ZeroDivisionError, (), "In this case the denominator is 0."),
    (OverflowError, ("infinity",), "That number is infinite: was something divided by 0?"),
    (ValueError, ("NaN to integer",), "That number is NaN: 0/0, or the root or logarithm of a negative number."),
    (OverflowError, (), "The numbers grow beyond all bounds: does something grow in each turn of the loop that should shrink?"),
    (AttributeError, ("'list' object", "'tuple' object"), "A list has no such method; an array may have it: `np.array(...)`."),
    (AttributeError, ("module 'numpy'", "module 'math'"), "Is the function's name spelt as in NumPy's manual?"),
    (AttributeError, ("'float' object", "'int' object", "'numpy.float64' object"), "A single number has no such method."),
    (np.linalg.LinAlgError, ("square", "two-dimensional"), "That needs a square matrix."),
    (np.linalg.LinAlgError, ("Singular",), "That matrix has no inverse."),
)  # fmt: skip


def advice_on(error, text):
    """Return the advice on an error that says ``text``; an empty text if there is none."""
    return next(
        (
            advice
            for kinds, words, advice in ADVICE
            if isinstance(error, kinds) and (not words or any(word in text for word in words))
        ),
        "",
    )
