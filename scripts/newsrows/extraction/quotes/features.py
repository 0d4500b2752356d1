"""The features of a candidate, from which its confidence is calculated.

A feature is a name that a candidate has or does not have, such as 'say+clause' or 'speaker=he+plain'. Each describes
the cue, the speaker, the content, the place in the article, or another candidate around it. Most are combined with
whether the content has quotation marks ('quoted' or 'plain'), with the class of the verb or with the pattern, so that
a verb that the annotated articles do not contain is judged like other verbs of its class. A number stands for its
class: in 'words<=3+plain' the 3 is the index of the upper bound in `_LENGTHS`.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from newsrows.extraction.quotes.candidate import Candidate, Cue
from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.lexicon import names_occasion, speaker_nouns, speech_nouns, words

# Upper bounds of the classes of numbers. A number above the last bound is in a class of its own.
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 40)
_DISTANCES = (-1, 0, 1, 2, 4, 8, 16)
_SPEAKER_LENGTHS = (1, 2, 4, 8, 16)
_SENTENCE_LENGTHS = (5, 10, 20, 30, 45)
_PARAGRAPHS = (0, 1, 2, 5, 12)
# At most this many tokens of a content or of a sentence are read, so that a long one costs no more.
_MAX_TOKENS = 60
# At most this many candidates around another one are looked at, those that begin last: 'she said she said she said ...'
_MAX_OPEN = 32
_OPENERS = words("opener")
_FIRST_PERSON = words("first_person")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_NOUN_OPENERS = frozenset({"DT", "PRP$", "CD"})
_PRONOUNS = frozenset({"PRP", "DT", "EX", "WP", "WDT"})
_COMMON_NOUNS = frozenset({"NN", "NNS", "PRP", "DT", "CD"})


def add_features(context: QuoteContext, candidates: list[Candidate]) -> None:
    """Sort the candidates by their start and set their features: 'say+clause', 'speaker=he+plain', 'nested' ..."""
    candidates.sort(key=lambda candidate: candidate.start)
    open_candidates: list[Candidate] = []
    for candidate in candidates:
        candidate.features = _features_of(context, candidate)
        open_candidates = [other for other in open_candidates if other.end > candidate.start]
        outer = [other for other in open_candidates if other.contains(candidate)]
        if outer:
            has_same_speaker = any(other.speaker == candidate.speaker for other in outer)
            candidate.features.append("nested-same-speaker" if has_same_speaker else "nested")
            candidate.features.append(f"nested-in={outer[-1].pattern}")
        open_candidates = [*open_candidates[1 - _MAX_OPEN :], candidate]


def _features_of(context: QuoteContext, candidate: Candidate) -> list[str]:
    """The features of one candidate alone."""
    marks, speech_class = _marks(candidate), _speech_class(candidate)
    lemma = candidate.cue.word.lemma if candidate.cue is not None else ""
    features = [
        candidate.pattern,
        f"group={speech_class}+{marks}",
        f"{speech_class}+{candidate.pattern}",
        f"lemma={lemma}+{marks}",
        f"{lemma}+{candidate.pattern}",
    ]
    features += _speaker_features(context, candidate)
    features += _length_features(context, candidate)
    features += _place_features(context, candidate)
    features += _root_features(context, candidate)
    if candidate.quotations:
        features += _quotation_features(context, candidate)
    if candidate.cue is not None:
        features += _cue_features(context, candidate, candidate.cue)
        features += _governor_features(context, candidate, candidate.cue.token)
    return features


def _marks(candidate: Candidate) -> str:
    return "quoted" if candidate.quotations else "plain"


def _speech_class(candidate: Candidate) -> str:
    return candidate.cue.word.speech_class if candidate.cue is not None else "none"


def _in_class(name: str, value: int, bounds: tuple[int, ...]) -> str:
    """The feature for a number: its name and the index of the lowest bound that is not below it."""
    return f"{name}<={bisect_left(bounds, value)}"


# The speaker


def _speaker_features(context: QuoteContext, candidate: Candidate) -> list[str]:
    """The kind of speaker, the words of its noun phrase, and where it stands."""
    marks, speech_class, pattern = _marks(candidate), _speech_class(candidate), candidate.speaker_pattern
    kind = _speaker_kind(context, candidate.speaker)
    features = [
        f"speaker={kind}+{marks}",
        f"speaker={kind}+{speech_class}",
        f"found={pattern}+{marks}",
        f"found={pattern}+{kind}",
    ]
    if candidate.speaker is None:
        return features
    tokens = context.tokens
    start, end = candidate.speaker
    head = _speaker_head(context, candidate.speaker)
    features.append(f"{_in_class('speaker-words', end - start, _SPEAKER_LENGTHS)}+{marks}")
    if tokens.tags[start] in {"DT", "PRP$", "CD", "PDT", "JJ"}:
        features.append(f"determiner={tokens.lower[start]}+{marks}")
    if tokens.tags[head] in _COMMON_NOUNS:
        features += [f"head={tokens.lower[head]}+{marks}", f"head-tag={tokens.tags[head]}+{speech_class}"]
    if candidate.cue is not None:
        is_before = end <= candidate.cue.token
        distance = candidate.cue.token - end if is_before else start - candidate.cue.span[1]
        name = "speaker-before" if is_before else "speaker-after"
        features.append(f"{_in_class(name, distance, _DISTANCES)}+{marks}")
    if any(first < end and start < last for first, last in candidate.content):
        features.append(f"speaker-in-content+{marks}")
    return features


def _speaker_head(context: QuoteContext, speaker: TokenRange) -> int:
    """The last word of the noun phrase before its first preposition."""
    start, end = speaker
    return next((i for i in range(start + 1, end) if context.tokens.tags[i] == "IN"), end) - 1


def _speaker_kind(context: QuoteContext, speaker: TokenRange | None) -> str:
    """The kind of speaker: the pronoun itself, 'person' for a person's name, the class of a noun, 'name', 'noun'."""
    if speaker is None:
        return "none"
    tokens = context.tokens
    if tokens.tags[speaker[0]] in {"PRP", "PRP$"}:
        return tokens.lower[speaker[0]]
    head = _speaker_head(context, speaker)
    if head in context.people_at:
        return "person"
    return speaker_nouns().get(tokens.lower[head], "name" if tokens.tags[head].startswith("NNP") else "noun")


# The cue


def _cue_features(context: QuoteContext, candidate: Candidate, cue: Cue) -> list[str]:
    """The form of the cue, the words that depend on it, and those beside it."""
    tokens, verb = context.tokens, cue.token
    marks, speech_class = _marks(candidate), _speech_class(candidate)
    tag, dep = tokens.tags[verb], tokens.deps[verb]
    features = [f"{name}+{other}" for name in (f"tag={tag}", f"dep={dep}") for other in (marks, speech_class)]
    features += [f"tag={tag}+lemma={cue.word.lemma}", f"modality={cue.modality}+{marks}"]
    if cue.word.is_negative:
        features.append(f"negative+{candidate.pattern}")
    for i in tokens.children[verb]:
        if i < verb:
            features += _features_before_cue(context, i, marks, speech_class)
        elif not any(start <= i < end for start, end in candidate.content):
            features += _features_after_cue(context, i, marks, speech_class)
    if verb and tokens.tags[verb - 1][:2] != "NN":
        features.append(f"before={tokens.lower[verb - 1]}+{marks}")
    if cue.span[1] < len(tokens):
        features.append(f"after={tokens.tags[cue.span[1]]}+{speech_class}")
    start, end = candidate.content[0]
    frame = f"{speech_class}+{candidate.pattern.split('-')[0]}"
    is_after = start >= cue.span[1]
    distance = start - cue.span[1] if is_after else verb - end
    features.append(f"{_in_class('content-after' if is_after else 'content-before', distance, _DISTANCES)}+{frame}")
    return features


def _features_before_cue(context: QuoteContext, token: int, marks: str, speech_class: str) -> list[str]:
    """Features of a word before the cue that depends on it: 'not', 'would', 'if', 'reportedly'."""
    dep, word = context.tokens.deps[token], context.tokens.lower[token]
    if dep == "neg":
        return [f"negated+{speech_class}", f"negated+{marks}"]
    if dep in {"aux", "mark", "advmod"}:
        return [f"{dep}={word}+{marks}"]
    return [f"preposition-before+{marks}"] if dep == "prep" else []


def _features_after_cue(context: QuoteContext, token: int, marks: str, speech_class: str) -> list[str]:
    """Features of a word after the cue that is not in the content: 'on Monday', 'the court', 'out'."""
    dep, word = context.tokens.deps[token], context.tokens.lower[token]
    if dep == "npadvmod":
        return [f"occasion+{marks}"]
    if dep == "prep":
        noun = context.child(token, "pobj")
        is_occasion = noun is not None and (
            names_occasion(context.tokens.lower[noun]) or context.tokens.tags[noun] == "CD"
        )
        return [f"occasion+{marks}" if is_occasion else f"preposition={word}+{marks}"]
    if dep in {"dobj", "dative"}:
        return [f"addressee+{speech_class}"]
    return [f"{dep}-after={word}+{marks}"] if dep in {"prt", "neg", "advmod"} else []


def _governor_features(context: QuoteContext, candidate: Candidate, cue: int) -> list[str]:
    """Features of the word that the cue depends on: 'refused to say', 'if he says', 'said she feared'."""
    tokens, marks = context.tokens, _marks(candidate)
    head, dep = tokens.heads[cue], tokens.deps[cue]
    if head == cue:
        return []
    features = [f"under={tokens.lower[head]}+{dep}"]
    word = context.reporting_verbs.get(tokens.lower[head]) or speech_nouns().get(tokens.lower[head])
    if word is not None:
        features.append(f"under={word.speech_class}+{dep}+{marks}")
    for i in tokens.children[head]:
        if i >= cue:
            break
        if tokens.deps[i] in {"aux", "mark", "neg"}:
            features.append(f"under-{tokens.deps[i]}={tokens.lower[i]}+{marks}")
    return features


# The content


def _length_features(context: QuoteContext, candidate: Candidate) -> list[str]:
    """The length of the content, its first word, and what follows it."""
    tokens, marks = context.tokens, _marks(candidate)
    all_words = (i for start, end in candidate.content for i in range(start, end) if context.is_word(i))
    count = sum(1 for _ in islice(all_words, _LENGTHS[-1] + 1))  # longer contents are of one class
    length = _in_class("words", count, _LENGTHS)
    first = tokens.lower[candidate.start]
    opener = first if first in _OPENERS else tokens.tags[candidate.start][:2]
    features = [f"{length}+{marks}", f"{length}+{candidate.pattern}", f"opens={opener}+{marks}"]
    if len(candidate.content) > 1:
        features.append(f"parts+{candidate.pattern}")
    inside = (i for start, end in candidate.content for i in range(start, end))
    if not candidate.quotations and any(context.quotation_of[i] >= 0 for i in inside):
        features.append("holds-another's-quotation")
    if candidate.end < len(tokens):
        is_word = context.is_word(candidate.end)
        following = tokens.tags[candidate.end] if is_word else tokens.words[candidate.end].strip()[:2] or "break"
        features.append(f"then={following}+{marks}")
    return features


def _root_features(context: QuoteContext, candidate: Candidate) -> list[str]:
    """The head of the content, whether it is a full clause, and of what kind an object is."""
    tokens, marks, speech_class = context.tokens, _marks(candidate), _speech_class(candidate)
    start, end = candidate.content[0]
    last = min(end, start + _MAX_TOKENS)
    outside = (i for i in range(start, last) if not start <= tokens.heads[i] < end or tokens.heads[i] == i)
    root = next(outside, start)
    tag, children = tokens.tags[root], tokens.children[root]
    is_finite = tag in _FINITE or any(tokens.tags[i] in _FINITE for i in children)
    has_subject = any(tokens.deps[i] in _SUBJECTS for i in children)
    form = f"{'clause' if has_subject else 'phrase'}-{'finite' if is_finite else 'bare'}"
    features = [f"{name}+{other}" for name in (f"root={tag}", form) for other in (marks, speech_class)]
    features.append(f"root-dep={tokens.deps[root]}+{marks}")
    if tag[:2] == "NN":
        opener = children[0] if children else root
        word = tokens.lower[opener] if tokens.tags[opener] in _NOUN_OPENERS else tokens.tags[opener]
        features += [
            f"object-opens={word}+{speech_class}",
            f"object={_object_kind(context, root)}+{speech_class}",
            f"object={tokens.lower[root]}",
        ]
    for i in children:
        if start <= i < last and tokens.deps[i] in {"aux", "neg"}:
            features.append(f"content-{tokens.deps[i]}={tokens.lower[i]}+{marks}")
        elif i < root and tokens.deps[i] in _SUBJECTS:
            word = tokens.lower[i] if tokens.tags[i] in _PRONOUNS else tokens.tags[i]
            features.append(f"content-subject={word}+{marks}")
    if candidate.cue is not None and is_finite and tokens.tags[candidate.cue.token] in {"VBD", "VBN"}:
        is_present = any(tokens.tags[i] in {"VBZ", "VBP"} for i in (root, *children))
        features.append(f"{'present' if is_present else 'past'}-under-past+{marks}")
    return features


def _object_kind(context: QuoteContext, noun: int) -> str:
    """'person' or 'name' for a name, the class of a noun that speaks, 'speech' for a noun of saying, or 'thing'."""
    if noun in context.people_at:
        return "person"
    if noun in context.names_at:
        return "name"
    word = context.tokens.lower[noun]
    return speaker_nouns().get(word, "speech" if word in speech_nouns() else "thing")


def _quotation_features(context: QuoteContext, candidate: Candidate) -> list[str]:
    """How much of the content the quotation marks contain, their kind, and what stands before them."""
    tokens, speech_class, pattern = context.tokens, _speech_class(candidate), candidate.pattern
    start, end = candidate.content[0]
    end = min(end, start + _MAX_TOKENS)
    quoted = sum(index >= 0 for index in context.quotation_of[start:end])
    share = "all" if quoted >= end - start - 1 else "most" if quoted * 2 >= end - start else "few"
    previous = tokens.words[start - 1] if start else ""
    return [
        f"quoted-{share}+{speech_class}",
        f"quoted-{share}+{pattern}",
        f"marks={context.quotations[candidate.quotations[0]].style}+{pattern}",
        f"quotations={min(3, len(candidate.quotations))}+{pattern}",
        f"{_in_class('quotation', quoted, _LENGTHS)}+{speech_class}",
        f"{'capital' if tokens.words[start][:1].isupper() else 'small'}+{pattern}",
        f"previous={'word' if previous.isalnum() else previous.strip()}+quoted",
    ]


# The place in the article


def _place_features(context: QuoteContext, candidate: Candidate) -> list[str]:
    """The paragraph and the sentence of the cue, or of the content if there is no cue."""
    tokens, marks = context.tokens, _marks(candidate)
    token = candidate.cue.token if candidate.cue is not None else candidate.start
    paragraph = context.block_of[token]
    first, last = context.sentence(token)
    end = next((tokens.words[i] for i in range(last - 1, max(first, last - 4), -1) if tokens.words[i].strip()), "")
    features = [
        _in_class("paragraph", paragraph, _PARAGRAPHS),
        f"sentence-ends={end if end in {'.', '?', '!', ':', ';'} else 'open'}",
        _in_class("sentence", last - first, _SENTENCE_LENGTHS),
        f"sentence-opens={tokens.tags[first]}",
    ]
    if paragraph >= 0 and context.paragraphs[paragraph].kind == "heading":
        features.append("heading")
    read = range(first, min(last, first + _MAX_TOKENS))
    if any(tokens.lower[i] in _FIRST_PERSON and context.quotation_of[i] < 0 for i in read):
        features.append("first-person")
    return [f"{feature}+{marks}" for feature in features]
