"""Everything that can go wrong with the archive.

Problem
└── ArchiveError
    ├── ArchiveUnavailable   cannot be written here: read-only, or no such place
    ├── ArchiveFull          the disk is full or failing
    ├── ArchiveBusy          another program holds it
    ├── ArchiveDamaged       the file cannot be read as an archive
    ├── ArchiveNewer         written by a newer version
    ├── UnknownCall          no call has this id
    ├── CallInUse            the call is open in another terminal
    ├── CallConflict         the same id with other content
    ├── PurgeUnfinished      purged words still stand in the log beside the file
    └── ContentMissing       the scenario or persona text the call was played with is not here
"""

from simulator.problem import Problem


class ArchiveError(Problem):
    """The archive cannot do what was asked; nothing was half-written."""


class ArchiveUnavailable(ArchiveError):
    """The archive cannot be written here: a read-only folder, or no such place."""


class ArchiveFull(ArchiveError):
    """The disk is full or failing."""


class ArchiveBusy(ArchiveError):
    """Another program has held the archive for longer than ten seconds."""


class ArchiveDamaged(ArchiveError):
    """The file is not a readable archive."""


class ArchiveNewer(ArchiveError):
    """A newer version wrote the file; this one does not touch it."""


class UnknownCall(ArchiveError):
    """No call, or more than one, has this id."""


class CallInUse(ArchiveError):
    """The call is open in another terminal."""


class CallConflict(ArchiveError):
    """The same call id is kept already with other content."""


class PurgeUnfinished(ArchiveError):
    """Calls are out of the archive, but their words still stand in the log beside it."""


class ContentMissing(ArchiveError):
    """The text of a scenario or persona that the call was played with is not at hand."""
