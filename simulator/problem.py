"""What a person can mend: the base of the errors that the command line says in one sentence."""


class Problem(Exception):
    """Something is wrong with a file, a setting or the archive.

    Its text is one sentence: what, where (file:key or file:line), and the mend.
    """
