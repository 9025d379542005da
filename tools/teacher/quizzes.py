"""The series' questions for a learning platform: ``python3 start.py handouts --gift`` for Moodle, ``--qti`` for Canvas and others.

Each question has its key, and each option the sentence that the notebooks answer it with.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

from nag_helpers.learning import recall_questions
from nag_helpers.learning.questions import QUESTIONS

GIFT_SIGNS = re.compile(r"([~=#{}:\\])")
MANIFEST = "http://www.imsglobal.org/xsd/imscp_v1p1"
QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"


@dataclass(frozen=True)
class Item:
    """A question with its options.

    Attributes
    ----------
    name, notebook, text : str
    right : str
        The option that comes out.
    options : dict, option -> sentence
        In the order of the notebook: the platform shuffles them.
    """

    name: str
    notebook: str
    text: str
    right: str
    options: dict


def items(outlines):
    """Return the predictions that are settled and have options, and the recall questions, in the order of the notebooks.

    A prediction for which a number is to be typed is left out: platforms compare numbers each in its own way.
    """
    found = []
    for number, notebook in outlines.items():
        for name, outcome in notebook.outcomes.items():
            asked = QUESTIONS[name]
            right = asked.came(outcome)
            if asked.scored and right:
                found.append(Item(name, number, asked.alone, right, asked.options | {right: asked.why}))
    for name, one in recall_questions.every().items():
        asked = one.question
        found.append(Item(f"recall_{name}", one.notebook, asked.text, asked.right, asked.options))
    return sorted(found, key=lambda item: item.notebook)


def gift(found):
    """Return questions in Moodle's GIFT format, a category for each notebook.

    References
    ----------
    https://docs.moodle.org/en/GIFT_format
    """
    parts, category = [], None
    for item in found:
        if item.notebook != category:
            category = item.notebook
            parts.append(f"$CATEGORY: $course$/top/Nesterov's accelerated gradient/Notebook {category}")
        options = [
            f"\t{'=' if option == item.right else '~'}{_gift(option)}{f' # {_gift(sentence)}' if sentence else ''}"
            for option, sentence in item.options.items()
        ]
        parts.append("\n".join([f"::{_gift(item.name)}::{_gift(item.text)} {{", *options, "}"]))
    return "\n\n".join(parts) + "\n"


def _gift(text):
    return GIFT_SIGNS.sub(r"\\\1", text)


def qti(found):
    """Return questions as a QTI 1.2 package, the bytes of a zip, which Canvas and most other platforms import.

    References
    ----------
    IMS Question & Test Interoperability, ASI information model 1.2 (2002).
    """
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("imsmanifest.xml", _manifest())
        files.writestr("questions/questions.xml", _assessment(found))
    return package.getvalue()


def _manifest():
    root = ElementTree.Element("manifest", xmlns=MANIFEST, identifier="nag")
    ElementTree.SubElement(root, "organizations")
    resources = ElementTree.SubElement(root, "resources")
    resource = ElementTree.SubElement(resources, "resource", identifier="questions", type="imsqti_xmlv1p2")
    ElementTree.SubElement(resource, "file", href="questions/questions.xml")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _assessment(found):
    root = ElementTree.Element("questestinterop", xmlns=QTI)
    assessment = ElementTree.SubElement(root, "assessment", ident="nag", title="Nesterov's accelerated gradient")
    section = ElementTree.SubElement(assessment, "section", ident="root_section")
    for item in found:
        section.append(_item(item))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _item(item):
    node = ElementTree.Element("item", ident=item.name, title=item.name)
    fields = ElementTree.SubElement(ElementTree.SubElement(node, "itemmetadata"), "qtimetadata")
    field = ElementTree.SubElement(fields, "qtimetadatafield")
    ElementTree.SubElement(field, "fieldlabel").text = "question_type"
    ElementTree.SubElement(field, "fieldentry").text = "multiple_choice_question"
    shown = ElementTree.SubElement(node, "presentation")
    _material(shown, item.text)
    answer = ElementTree.SubElement(shown, "response_lid", ident="response1", rcardinality="Single")
    choices = ElementTree.SubElement(answer, "render_choice", shuffle="Yes")
    judged = ElementTree.SubElement(node, "resprocessing")
    ElementTree.SubElement(
        ElementTree.SubElement(judged, "outcomes"),
        "decvar",
        varname="SCORE",
        vartype="Decimal",
        minvalue="0",
        maxvalue="100",
    )
    for i, (option, sentence) in enumerate(item.options.items()):
        _material(ElementTree.SubElement(choices, "response_label", ident=f"option{i}"), option)
        condition = ElementTree.SubElement(judged, "respcondition")
        ElementTree.SubElement(
            ElementTree.SubElement(condition, "conditionvar"), "varequal", respident="response1"
        ).text = f"option{i}"
        if option == item.right:
            ElementTree.SubElement(condition, "setvar", action="Set", varname="SCORE").text = "100"
        if sentence:
            ElementTree.SubElement(condition, "displayfeedback", feedbacktype="Response", linkrefid=f"said{i}")
            said = ElementTree.SubElement(node, "itemfeedback", ident=f"said{i}")
            _material(ElementTree.SubElement(said, "flow_mat"), sentence)
    return node


def _material(parent, text):
    ElementTree.SubElement(ElementTree.SubElement(parent, "material"), "mattext", texttype="text/plain").text = text
