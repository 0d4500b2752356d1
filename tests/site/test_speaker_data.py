from __future__ import annotations

import json

from own_package import linked_rows, own_rows

from newsrows.site.speaker_data import speaker_files
from newsrows.site.speech import days
from newsrows.site.timeline import periods


def test_page_gets_every_speaker() -> None:
    package = linked_rows(own_rows())
    (script,) = speaker_files(package, periods(days(package)))
    speakers = json.loads(script.removeprefix("newsrows.speakers(").removesuffix(");\n"))
    assert [speaker["label"].split()[0] for speaker in speakers] == ["Marta", "Eve", "Tom"]
    marta = speakers[0]
    assert (marta["page"], marta["position"]) == ("people/marta-lindqvist.html", "council leader, Quayside Council")
    assert (marta["words"], marta["quotes"], marta["denied"]) == ([16, 0, 0], 2, 0)
    assert marta["papers"] == {"Harbour Echo": 12, "Loaf & Times": 4}
    assert (len(marta["trend"]), sum(marta["trend"])) == (39, 16)
    assert speakers[2]["about"] == [["Ferry Users United", 1]]


def test_speakers_without_dates_have_no_trend() -> None:
    (script,) = speaker_files(linked_rows(own_rows()), None)
    assert '"trend":[]' in script
