"""Pictures that belong to one notebook, a file for each: ``from nag_helpers.pictures import notebook_00 as pictures``.

They stand here where their drawing would hide what a cell is about, or where a title says what is found.
"""
