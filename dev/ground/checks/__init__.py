"""The project's own rules, each a function from a :class:`Tree` to findings; `dev/lint` runs them all."""

from . import data_files, javascript, layers, sizes, tests_found, words

ALL = [
    sizes.check, layers.check, data_files.check, tests_found.check, words.check, javascript.check,
]
