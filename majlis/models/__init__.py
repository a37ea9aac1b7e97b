"""What is: the facts that every office shares. Nothing here decides."""

from .base import Governed, random_key
from .enacted import EnactedFigure
from .jobs import Job
from .keys import KeyPair, Safe, SafeKey, SafeNest, SafePeel, SafeShare
from .letters import Letter, LetterAttachment, LetterYear
from .notices import Alert, Digest, SavedFilter
from .papers import Document, Draft, DraftDocument
from .people import Body, BodyTitle, Membership, Person, Term, User
from .record import Act, Chain, Countersign, FormKey, Head, Reading
from .search import SearchRow
from .standing_in import Substitution
from .time import ClockOffset, Closure, Feed, Holiday
from .trail import Trail

__all__ = [
    "Act", "Alert", "Body", "BodyTitle", "Chain", "ClockOffset", "Closure", "Countersign", "Digest", "Document", "Draft", "DraftDocument",
    "EnactedFigure", "Feed", "FormKey", "Governed", "Head", "Holiday", "Job", "KeyPair", "Letter",
    "LetterAttachment", "LetterYear", "Membership", "Person", "Reading", "Safe", "SafeKey", "SafeNest", "SafePeel", "SafeShare", "SavedFilter", "SearchRow", "Substitution", "Term", "Trail", "User", "random_key",
]  # fmt: skip
