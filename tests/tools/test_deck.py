"""The rule by which a notebook becomes slides: what is shown, what the speaker says, what stays out."""

import html
import itertools
import json
import re

import pytest

from tools.places import notebook_files
from tools.teacher import deck


def notebook(*cells, tags=("slide",)):
    """Make a notebook: texts beginning with "CODE " are code cells that print something which has a slide."""
    made = []
    for cell in cells:
        code = cell.startswith("CODE ")
        made.append(
            {
                "cell_type": "code" if code else "markdown",
                "metadata": {"tags": [*tags]} if code else {},
                "source": [cell.removeprefix("CODE ")],
                **({"outputs": [{"output_type": "stream", "name": "stdout", "text": ["1"]}]} if code else {}),
            }
        )
    return {"cells": made}


def test_a_section_begins_a_column_and_a_subsection_a_slide_below():
    first, second, third = deck.slides(notebook("# A\n\none", "## 1. B\n\ntwo", "### C\n\nthree"))
    assert [slide.starts_section for slide in (first, second, third)] == [True, True, False]
    assert second.text == ["## 1. B", "two"]


def test_of_a_long_paragraph_the_bold_words_are_shown_and_all_of_it_is_said():
    long = "This is how it is. " * 12 + "**Which of the two is the faster one?**"
    (slide,) = deck.slides(notebook(f"## 1. A\n\n{long}"))
    assert slide.text == ["## 1. A", "**Which of the two is the faster one?**"]
    assert slide.notes == [long]


def test_of_a_long_paragraph_without_bold_words_the_first_sentence_is_shown():
    first = "First $a.b$ is so, and (as you see here. And here.) it is so for reasons that fill a line."
    (slide,) = deck.slides(notebook(f"## 1. A\n\n{first} " + "Then that. " * 20))
    assert slide.text[1] == first


def test_a_signpost_for_one_who_reads_alone_is_left_out():
    (slide,) = deck.slides(notebook("## 1. A\n\none\n\n*Two hours: go on to [section 3](b.ipynb).*\n\ntwo"))
    assert slide.text == ["## 1. A", "one", "two"]


def test_a_short_first_sentence_is_not_left_alone():
    (slide,) = deck.slides(
        notebook(
            "## 1. A\n\nFirst we tune. Each entry is a number of epochs, averaged over two seeds. " + "Then that. " * 20
        )
    )
    assert slide.text[1] == "First we tune. Each entry is a number of epochs, averaged over two seeds."


def test_bold_words_are_shown_with_the_rest_of_their_sentence():
    long = "It was long. So we ask: **must it be as long as this, always?** And so on. **A second point, in bold letters**, is made. "
    (slide,) = deck.slides(notebook("## 1. A\n\n" + long + "Then that. " * 20))
    assert slide.text[1] == (
        "So we ask: **must it be as long as this, always?** **A second point, in bold letters**, is made."
    )


def test_a_formula_a_list_and_a_table_are_shown_whole():
    blocks = ["$$\n\na\n\n$$", "- one\n- two", "| a |\n|---|\n| b |"]
    shown = [block for slide in deck.slides(notebook("## 1. A\n\n" + "\n\n".join(blocks))) for block in slide.text]
    assert shown[1:] == blocks


def test_a_long_table_goes_on_with_its_heading_on_the_next_slide():
    rows = "\n".join(f"| {n} |" for n in range(20))
    first, *others = deck.slides(notebook(f"## 1. A\n\n| n |\n|---|\n{rows}"))
    tables = [block for slide in (first, *others) for block in slide.text if block.startswith("|")]
    assert len(tables) > 1
    assert all(table.startswith("| n |\n|---|\n| ") for table in tables)
    assert "\n".join("\n".join(table.split("\n")[2:]) for table in tables) == rows


def test_what_is_folded_is_said():
    folded = "<details>\n<summary>What came out, and why</summary>\n\nIt fell.\n\n</details>"
    (slide,) = deck.slides(notebook("## 1. A\n\none", folded))
    assert (slide.text, slide.notes) == (["## 1. A", "one"], ["one", "**What came out, and why** It fell."])


def test_prose_is_said_while_what_it_speaks_about_is_shown():
    made = deck.slides(
        notebook("## 1. A\n\none", "two", "CODE print(1)", "three", "## 2. B\n\nfour", "CODE print(2)", "five")
    )
    assert [slide.starts_section for slide in made] == [True, True]
    assert [slide.text[0] for slide in made] == ["## 1. A", "## 2. B"]
    assert [bool(slide.cell) for slide in made] == [True, True]
    assert [slide.notes for slide in made] == [["one", "two", "three"], ["four", "five"]]


def test_why_it_came_out_is_said_on_that_page_and_what_leads_to_the_next_one_there():
    folded = "<details>\n<summary>What came out, and why</summary>\n\nIt fell.\n\n</details>\n\n"
    made = deck.slides(notebook("## 1. A", "CODE print(1)", folded + "So it falls.\n\nDoes it rise?", "CODE print(2)"))
    assert [slide.notes for slide in made] == [
        ["**What came out, and why** It fell.", "So it falls."],
        ["Does it rise?"],
    ]
    assert made[1].text == ["Does it rise?"]


def test_a_print_without_the_tag_is_said_with_what_stands_before_it_and_a_long_one_only_runs():
    cells = notebook("## 1. A\n\none", "CODE few()", "CODE many()", "CODE shown()", tags=())
    few, many, shown = cells["cells"][1:]
    many["outputs"][0]["text"] = ["line\n"] * 13
    shown["metadata"] = {"tags": ["slide"]}
    (slide,) = deck.slides(cells)
    assert (slide.before, slide.cell) == ([few, many], shown)
    assert slide.notes == ["one\n\n```\n1\n```"]


def test_what_a_room_tries_is_said_before_the_slide_that_shows_what_comes_of_it():
    cells = notebook("## 1. A\n\none", "CODE shown()", "Your turn.", "CODE tried()", "Look.", "CODE shown()")
    cells["cells"][3]["metadata"] = {}
    first, second = deck.slides(cells)
    assert first.notes == ["one", "Your turn.\n\n```\n1\n```"] and second.notes == ["Look."]


def test_a_picture_that_is_tagged_so_is_no_slide():
    cells = notebook("## 1. A", "CODE draw()", "CODE print(1)")
    cells["cells"][1]["outputs"] = [{"data": {"image/png": "", "text/plain": ["A line."]}}]
    cells["cells"][1]["metadata"] = {"tags": ["said"]}
    (slide,) = deck.slides(cells)
    assert slide.before == cells["cells"][1:2] and "A line." not in "".join(slide.notes)


def test_only_the_sections_asked_for_and_what_stands_before_the_first():
    cells = notebook(
        "# A", "CODE import os", "## 1. B", "CODE print(1)", "## 2. C", "CODE print(2)", "## Summary", "CODE print(3)"
    )
    made = deck.slides(cells, [2])
    assert ["".join(slide.cell["source"]) for slide in made] == ["import os", "print(2)"]


def test_minutes_are_for_the_speaker():
    (slide,) = deck.slides(notebook("## 1. A\n*about 7 minutes*\n\none"))
    assert (slide.text, slide.notes) == (["## 1. A", "one"], ["*about 7 minutes*", "one"])


def test_short_code_is_shown_and_long_code_only_runs():
    short, long = deck.slides(notebook("## 1. A", "CODE print(1)", "CODE " + "print(1)\n" * 20))
    assert (short.shows_code, long.shows_code) == (True, False)


def test_code_that_puts_out_nothing_runs_before_the_next():
    cells = notebook("## 1. A", "CODE a = 1", "CODE print(a)")
    cells["cells"][1]["outputs"] = []
    (slide,) = deck.slides(cells)
    assert (slide.cell, slide.before) == (cells["cells"][2], [cells["cells"][1]])


def test_a_picture_attached_to_a_cell_stays_out():
    (slide,) = deck.slides(notebook("## 1. A\n\n**Why?**\n\n![Two words.](attachment:opening.png)\n\none"))
    assert slide.text == ["## 1. A", "**Why?**", "one"]


def test_references_and_reviews_stay_out():
    shown = deck.slides(
        notebook("## 1. A\n\none", "CODE predictions.review('00')", "## References\n\n- Somebody (1983)")
    )
    assert [slide.text for slide in shown] == [["## 1. A", "one"]]


@pytest.mark.parametrize("path", notebook_files(), ids=lambda path: path.stem)
def test_a_notebooks_deck_has_25_pages_at_most_and_says_which_sections_it_leaves_out(path):
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools import notebooks
    from tools.teacher import pages, slides

    made = slides.of_notebook(path.stem)[2]
    assert sum(len(pages.shown(slide)) for slide in pages.joined(made)) <= 25
    optional = {section.number for section in notebooks.of(path).sections if section.number and section.optional}
    left_out = optional - {int(found[1]) for slide in made if (found := re.match(r"## (\d+)\.", slide.section))}
    said = [note for note in made[0].notes if note.startswith("Left out")]
    assert {int(one) for note in said for one in re.findall(r"\d+", note.partition("section ")[2])} == left_out
    assert not any(slide.section.startswith("## ") and not re.match(r"## \d", slide.section) for slide in made)


def test_the_ninety_minutes_have_30_pages_at_most():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import pages, slides

    made = pages.joined(slides.of_plan("90", link="http://192.168.1.5:8000")[2])
    kinds = [kind for slide in made for kind, _ in pages.shown(slide)]
    assert 25 <= len(kinds) <= 30
    assert [i for i, kind in enumerate(kinds) if kind == "asked" and kinds[i + 1] != "answered"] == []


def test_code_that_a_room_cannot_read_stays_in_the_notebook():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from nag_helpers import exercises
    from tools.teacher import pages

    one = exercises.every()["walk"]
    assert "<pre" in pages._task(one, "a = " + "1" * 80) and "<pre" not in pages._task(one, "a = " + "1" * 90)


def test_an_exercise_that_is_dragged_stands_above_its_explorer_with_the_mistakes_in_its_notes():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from nag_helpers import exercises
    from tools.teacher import pages, slides

    dragged = exercises.every()["where_to_ask"]
    (slide,) = (one for one in pages.joined(slides.of_notebook("00")[2]) if one.task == dragged.name)
    ((kind, body),) = pages.shown(slide)
    assert kind == "drawn" and dragged.prompt in body and body.count("<p>") == 1
    assert f"- {next(iter(dragged.told().values()))}" in slides.notes(slide)


@pytest.mark.parametrize("path", notebook_files(), ids=lambda path: path.stem)
def test_every_code_cell_of_the_series_up_to_the_last_slide_runs_but_what_stays_out(path):
    given = json.loads(path.read_text(encoding="utf-8"))
    wanted = [
        cell["id"]
        for cell in given["cells"]
        if cell["cell_type"] == "code" and not any(word in "".join(cell["source"]) for word in deck.LEFT_OUT)
    ]
    run = [cell["id"] for slide in deck.slides(given) for cell in (*slide.before, slide.cell) if cell]
    assert run == wanted[: len(run)]  # behind the last slide nothing is needed


def test_a_plans_title_page_has_the_teacher_and_the_link():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import slides

    _, _, made = slides.of_plan("90", "A. Teacher", link="http://192.168.1.5:8000")
    assert made[0].text[1:] == ["A. Teacher", "http://192.168.1.5:8000"]


def test_a_plans_title_page_names_no_method_and_without_a_link_its_notes_say_what_to_do():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import slides

    _, _, made = slides.of_plan("90", "A. Teacher", link="http://192.168.1.5:8000")
    assert not re.search(r"nesterov|NAG|momentum", " ".join(made[0].text), re.I)
    assert slides.NO_LINK not in made[0].notes
    _, _, made = slides.of_plan("90")
    assert (slides.NO_LINK in made[0].notes) == (not slides.room_link())


def test_a_published_plans_title_page_has_an_address_of_notebook_0_that_is_short_enough_to_type(monkeypatch):
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.author.publishing import Published
    from tools.teacher import slides

    monkeypatch.setattr(slides.publishing, "published", lambda: Published("Ada/nag", "main"))
    assert slides.of_plan("90")[2][0].text[1:] == ["https://ada.github.io/nag/0"]


def test_a_plans_deck_says_when_each_section_begins_and_ends_with_the_sentence():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import slides

    for key, breaks in {"90": 0, "two-hours": 0, "half-day": 2, "day": 4}.items():
        made = slides.of_plan(key, link="http://192.168.1.5:8000")[2]
        sections = [
            slide
            for before, slide in itertools.pairwise(made)
            if slide.section.startswith("## ") and slide.section != before.section
        ]
        assert [slide.section for slide in sections if not re.match(r"\*\*(Minute )?\d", slide.notes[0])] == []
        assert re.match(r"\*\*(Minute 0|0:00)\.\*\* Doors", made[0].notes[0])
        assert sum("after the break" in slide.notes[0] for slide in sections) == breaks
        assert made[-1].text == [slides.LAST, "One sentence each.", "http://192.168.1.5:8000"]
    made = slides.of_plan("90")[2]
    (asks,) = (slide for slide in made if slide.starts_section and slide.section.startswith("## 4. "))
    assert asks.notes[0].startswith("**Minute 41.** They drag") and asks.notes[0].endswith("Never leave it out.")


def test_each_exercise_and_nags_formula_have_a_page_in_the_ninety_minutes():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from nag_helpers import exercises
    from tools.teacher import pages, slides

    shown = [body for slide in slides.of_plan("90")[2] for _, body in pages.shown(slide)]
    asked = [one.prompt for one in exercises.every().values() if one.notebook == "00"]
    assert [prompt for prompt in asked if not any(html.escape(prompt) in body for body in shown)] == []
    assert any("accelerated gradient" in body and "<menclose" in body for body in shown)


def test_notes_have_the_numbers_of_the_pages():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import slides

    made = [deck.Slide(section="## 1. One"), deck.Slide(section="## 2. Two"), deck.Slide(section="## 3. Three")]
    page = slides.notes_page("A", made, [1, 0, 2])
    found = re.findall(r"<h2>(.*?):", page)
    assert found == ["Page 1", "On no page", "Pages 2 to 3"]
    assert "<p>1. One</p>" in page and "<ol" not in page


@pytest.mark.parametrize("as_pages", [False, True])
def test_a_deck_has_as_many_pages_as_its_notes_count(as_pages, tmp_path, monkeypatch):
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import slides

    monkeypatch.setattr(slides, "CARRIED", ())
    monkeypatch.setattr(slides.npm, "ready", lambda name: tmp_path)
    file = slides.build(slides.of_notebook("03"), tmp_path / "deck", as_pages)
    text = file.read_text(encoding="utf-8")
    pages = (
        text.count("<section") if as_pages else sum("slideshow" in one["metadata"] for one in json.loads(text)["cells"])
    )
    notes = (tmp_path / "deck/03_deriving_nag_notes.html").read_text(encoding="utf-8")
    assert int(re.findall(r"<h2>Pages? (?:\d+ to )?(\d+):", notes)[-1]) == pages


def test_a_notebook_opens_with_its_question_and_its_picture_also_inside_a_plan():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import pages, slides

    for made in (slides.of_notebook("05"), slides.of_plan("half-day")):
        (opens,) = (slide for slide in made[2] if slide.section == "# Momentum or NAG?")
        ((kind, body),) = pages.shown(opens)
        assert kind == "title" and "<h1" in body and "Which one should I use" in body and "<img" in body


@pytest.mark.parametrize("name", ["00", "03", "07"])
def test_no_page_of_a_live_deck_stands_alone_where_space_would_stay(name):
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import slides

    cells = slides.live(slides.of_notebook(name)[2])[0]["cells"]
    kinds = [cell["metadata"]["slideshow"]["slide_type"] for cell in cells if "slideshow" in cell["metadata"]]
    assert [i for i, pair in enumerate(itertools.pairwise(kinds)) if pair == ("slide", "slide")] == []


def test_a_live_deck_does_not_bring_back_the_one_before(tmp_path):
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import slides

    open_before = tmp_path / ".jupyter/lab/workspaces/default.jupyterlab-workspace"
    open_before.parent.mkdir(parents=True)
    open_before.write_text("{}")
    slides.build(("one", "One", [deck.Slide(True, ["## One"])]), tmp_path, as_pages=False)
    assert not open_before.exists()


def test_the_speaker_has_what_is_left_out_every_option_and_the_mistakes_to_expect():
    pytest.importorskip(
        "latex2mathml", reason="the packages for teachers are not installed: python3 start.py install teach"
    )
    from nag_helpers import exercises
    from nag_helpers.learning.questions import QUESTIONS
    from tools.teacher import slides

    asked = next(name for name, question in QUESTIONS.items() if question.options)
    exercise = next(iter(exercises.every().values()))
    cell = {"source": [f'predictions.ask("{asked}")'], "metadata": {"tags": [f"exercise:{exercise.name}"]}}
    options = [f"- {option}: {sentence or '✓'}" for option, sentence in QUESTIONS[asked].options.items()]
    mistakes = [f"- {sentence}" for sentence in dict.fromkeys(exercise.told().values())][:6]
    assert slides.notes(deck.Slide(cell=cell, notes=["Say this."])) == "\n\n".join(
        ["Say this.", "What each option overlooks:", "\n".join(options), "Mistakes to expect:", "\n".join(mistakes)]
    )
    assert len(options) > 1 and len(mistakes) > 1


def test_where_nothing_is_written_about_what_came_out_the_speaker_has_each_option():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import slides

    cell = {"source": ['predictions.compare("00_bold", arrivals)'], "metadata": {}}
    assert "- both, yours last: The old walk arrives." in slides.notes(deck.Slide(cell=cell))
    assert slides.notes(deck.Slide(cell=cell, notes=["It fell."])) == "It fell."


def test_a_comment_beside_a_long_line_stands_above_it():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import pages

    assert ">if a:\n    # " + "c" * 40 + "\n    " + "b" * 40 + "</pre>" in pages._code(
        f"if a:\n    {'b' * 40}   # {'c' * 40}"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Does it keep it?", ["Does it keep it?"]),
        ("A first sentence, long enough for a page alone, as it seems. " + "Then that. " * 20 + "Who is *first?* Bet.",
         ["A first sentence, long enough for a page alone, as it seems. Who is *first?*"]),
        ("It keeps it.", []),
    ],
)  # fmt: skip
def test_what_a_cell_prints_stands_on_the_page_after_the_question_before_it(text, shown):
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import pages

    first, slide = deck.slides(
        notebook("## 1. A", "CODE print(2)", text, "CODE print(1)", "Who would have thought so?")
    )
    assert [kind for kind, _ in pages.shown(first)] == ["printed"]
    assert deck.asked_beside(slide) == shown
    assert [kind for kind, _ in pages.shown(slide)] == ["said"] * bool(shown) + ["printed"]
    if shown:
        (_, asked), (_, printed) = pages.shown(slide)
        assert "<pre" not in asked and "?" not in printed


def test_no_page_of_a_plan_asks_and_answers_at_once():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import pages, slides

    made = [body for slide in slides.of_plan("day")[2] for kind, body in pages.shown(slide) if kind == "printed"]
    above = [re.sub(r"<[^>]*>", "", body.partition("<pre")[0]) for body in made]
    assert [text for text in above if "?" in text] == []


def test_a_picture_shown_twice_gives_way_to_the_code_that_drew_it():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from tools.teacher import pages

    given = notebook("## 1. A", "CODE film()", "CODE film(path)")
    for cell in given["cells"][1:]:
        cell["outputs"] = [{"data": {"image/png": "", "text/html": ['<div><img alt="A line." src="data:"></div>']}}]
    first, second = re.findall(
        r"<section.*?</section>", pages.deck("A", deck.slides(given), lambda slide: ""), re.DOTALL
    )
    assert "<img" in first and "film(path)" in second and "<img" not in second


def test_a_page_with_a_picture_has_the_sections_name_and_nothing_else_and_what_came_out_stands_under_its_question():
    pytest.importorskip("latex2mathml", reason="not installed: python3 start.py install teach")
    from nag_helpers.learning.questions import QUESTIONS
    from tools.teacher import pages

    image = '<div><p><b>Which?</b></p>\n<img alt="A line." src="data:"><p>It falls.</p></div>'
    given = notebook("## 1. A\n\none", "CODE draw()", 'CODE predictions.compare("00_promise", 2)')
    given["cells"][1]["outputs"] = [{"data": {"image/png": "", "text/html": [image]}}]
    given["cells"][2]["outputs"].append(
        {"data": {"text/plain": ["What happened: twice as long."], "text/html": ["<b>"]}}
    )
    drawn, answered = re.findall(
        r"<section.*?</section>", pages.deck("A", deck.slides(given), lambda slide: ""), re.DOTALL
    )
    assert '<p>Which?</p><img alt="A line." src="data:">' in drawn
    assert "1. A" in drawn and "It falls" not in drawn and "one" not in drawn.replace('class="notes"', "")
    assert QUESTIONS["00_promise"].text in answered
    assert "<b>twice as long</b>. Each time" in answered
