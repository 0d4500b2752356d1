"""Which articles are English: by their text, whatever they declare."""

from __future__ import annotations

import pytest

from newsrows.records import Article
from newsrows.sources.language import LANGUAGE_THRESHOLD, as_english, detect_language, not_english

ENGLISH = (
    "The fishing harbour reopened on Monday after the storm that had cut the town off for three days. The council said "
    "that ferries would run again from Tuesday."
)
OTHERS = {
    "fr": "Le port de pêche a rouvert lundi après la tempête qui avait coupé la ville du continent trois jours.",
    "de": "Der Fischereihafen ist am Montag nach dem Sturm wieder geöffnet worden, teilte der Stadtrat am Abend mit.",
    "pt": "A ponte velha voltou a abrir ontem à noite, depois das obras que deixaram o bairro sem transportes.",
    "nl": "De vissershaven is maandag weer opengegaan na de storm die de stad drie dagen lang had afgesneden.",
    "af": "Die vissershawe het Maandag weer oopgemaak ná die storm wat die dorp drie dae lank afgesny het.",
    "sw": "Bandari ya wavuvi ilifunguliwa tena Jumatatu baada ya dhoruba iliyoukata mji kwa siku tatu.",
    "pcm": "Di fishing port don open again on Monday afta di storm wey cut di town off for three days.",
    "ru": "Рыбный порт вновь открылся в понедельник после шторма, который на три дня отрезал город от материка.",
    "ar": "أعيد فتح ميناء الصيد يوم الاثنين بعد العاصفة التي عزلت المدينة لمدة ثلاثة أيام، وفق مجلس المدينة.",
    "zh": "暴风雨使该市与大陆隔绝三天后，渔港于周一重新开放。市议会表示，渡轮将从周二起恢复正常运行。",
}


def article(text: str, language: str = "en") -> Article:
    return Article("a", "a.txt", "0" * 64, text, language=language)


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_rejected_with_language_and_probability(language: str) -> None:
    assert detect_language(OTHERS[language]).code == language
    reason = not_english(article(OTHERS[language]))
    assert reason is not None
    assert f"({language}) (probability " in reason
    assert "expected English; next: " in reason


@pytest.mark.parametrize("declared", ["en", "fr", "zh"])
def test_english_is_built_whatever_is_declared(declared: str) -> None:
    assert not_english(article(ENGLISH, declared)) is None
    assert as_english(article(ENGLISH, declared)).language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Mayor quits today",
        "Goals: Sané, Müller, Kané",
        "Inter Milan sign Hakan Calhanoglu from AC Milan, Il Messaggero reports.",
        "RESULTS\n\nFC Porto 2-1 Sporting Braga\nReal Betis 0-0 Girona\nAtalanta 3-1 Lecce",
        "1. 2. 3. 4.",
    ],
)
def test_short_texts_full_of_names_are_built(text: str) -> None:
    assert not_english(article(text)) is None


def test_declared_language_decides_where_the_text_is_too_short() -> None:
    assert not_english(article("Le port rouvre")) is None
    reason = not_english(article("Le port rouvre", "fr"))
    assert reason is not None
    assert reason.startswith("found an article that is declared as French (fr) and too short to tell, expected English")


def test_a_few_letters_of_another_script_are_enough() -> None:
    assert not_english(article("渔港周一重新开放")) is not None


@pytest.mark.parametrize("marks", ["“{}”", "« {} »", "„{}“", '"{}"'])
def test_quotes_in_another_language_do_not_count(marks: str) -> None:
    quote = marks.format(OTHERS["fr"])
    text = f"{ENGLISH}\n\n{quote}, the mayor told the crowd.\n\n{quote}\n\nThe crowd cheered, and {quote}, she added."
    assert detect_language(text).english > 0.9
    assert not_english(article(text)) is None


def test_page_with_a_french_half_stays_and_a_french_page_with_an_english_line_does_not() -> None:
    half = "\n\n".join([ENGLISH, OTHERS["fr"], ENGLISH, OTHERS["fr"]])
    assert not_english(article(half)) is None
    assert not_english(article("\n\n".join([*[OTHERS["fr"]] * 12, "Read this story in English."]))) is not None


def test_long_texts_are_judged_by_parts_of_them() -> None:
    assert not_english(article(f"{ENGLISH}\n\n" * 200)) is None
    assert not_english(article(f"{OTHERS['de']}\n\n" * 200)) is not None
    assert detect_language(ENGLISH * 1000).letters < 750


def test_threshold_decides_and_zero_lets_everything_in() -> None:
    half = article("\n\n".join([ENGLISH, OTHERS["fr"], ENGLISH, OTHERS["fr"]]))
    english = detect_language(half.text).english
    assert not_english(half, english + 0.01) is not None
    assert not_english(half, english - 0.01) is None
    assert english > LANGUAGE_THRESHOLD
    assert not_english(article(OTHERS["zh"]), 0) is None
