# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, recovered
from ..making_office import SECRET, docx, is_held_back, odp, odt, para, pptx, run, shape, style

RULE = "HIDDEN-TEXT"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(code: str, shown: str = "1") -> str:
    return f"<w:p>{FIELD.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{FIELD.format('separate')}{run(shown)}{FIELD.format('end')}</w:p>"


def header(type: str, section: str = "", settings: str = "", words: str = SECRET) -> bytes:
    reference = f'<w:headerReference w:type="{type}" r:id="h"/>{section}'
    parts = {"word/header1.xml": f"<w:hdr><w:p>{run(words)}</w:p></w:hdr>"}
    return docx("", ("h", "header", "header1.xml"), parts=parts, section=reference, settings=settings)


def notes(words: str) -> bytes:
    return notes_of(shape(words))


def notes_of(shapes: str) -> bytes:
    part = f"<p:notes><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:notes>"
    return pptx(
        "",
        relations=(("n", "notesSlide", "../notesSlides/notesSlide1.xml"),),
        parts={"ppt/notesSlides/notesSlide1.xml": part},
    )


FINE = {
    "text whose hiding is switched off": docx(para('Seen', '<w:vanish w:val="0"/>')),
    "page numbers and contents": docx(field("PAGE \\* MERGEFORMAT") + field('TOC \\o "1-3" \\h \\z \\u') + field(" REF _Ref123456 \\h ")),
    "the date in a form": docx(field('DATE \\@ "d MMMM yyyy"')),
    "a header on every page": header("default"),
    "a header of the first page": header("first", "<w:titlePg/>"),
    "headers of even pages": header("even", "", "<w:evenAndOddHeaders/>"),
    "an unused header that says nothing new": header("first", words="An ordinary line"),
    "a footnote": docx(
        '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>', ("f", "footnotes", "footnotes.xml"),
        parts={"word/footnotes.xml": f'<w:footnotes><w:footnote w:id="2"><w:p>{run("A note.")}</w:p></w:footnote></w:footnotes>'},
    ),
    "the fallback of a text box": docx(
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent><w:p>{run('Boxed words')}</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>{run('Boxed words')}</w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", FINE.values(), ids=FINE)
def test_what_a_reader_sees_is_not_reported(data):
    assert findings(data, "a.docx", RULE) == []


@pytest.mark.parametrize(
    ("data", "name"), [(pptx(shape("Seen")), "a.pptx"), (notes(""), "a.pptx"), (odt(), "a.odt"), (odp(), "a.odp")]
)
def test_slides_and_opendocument_files_that_hide_nothing_are_not_reported(data, name):
    assert findings(data, name, RULE) == []


WORD = {
    "a hidden run": docx(para(SECRET, '<w:vanish/>')),
    "a hidden run in a table": docx(f"<w:tbl><w:tr><w:tc><w:p>{run(SECRET, '<w:vanish/>')}</w:p></w:tc></w:tr></w:tbl>"),
    "a hidden character style": docx(
        para(SECRET, '<w:rStyle w:val="B"/>'),
        styles='<w:style w:type="character" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    ),
    "a hidden paragraph style": docx(
        f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>{run(SECRET)}</w:p>',
        styles='<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>',
    ),
    "a hidden row": docx(f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p>{run(SECRET)}</w:p></w:tc></w:tr></w:tbl>"),
    "a first header on no page": header("first"),
    "an even header on no page": header("even"),
    "a header nobody refers to": docx("", ("h", "header", "h.xml"), parts={"word/h.xml": f"<w:hdr><w:p>{run(SECRET)}</w:p></w:hdr>"}),
    "a note nobody refers to": docx(
        "", ("f", "footnotes", "footnotes.xml"),
        parts={"word/footnotes.xml": f'<w:footnotes><w:footnote w:id="2"><w:p>{run(SECRET)}</w:p></w:footnote></w:footnotes>'},
    ),
    "the code of a field": docx(field(f'QUOTE "{SECRET}"')),
    "the code of a simple field": docx(f'<w:p><w:fldSimple w:instr="IF 1 = 1 &quot;yes&quot; &quot;{SECRET}&quot;">{run("yes")}</w:fldSimple></w:p>'),
    "an entry of the index": docx(f'<w:p>{FIELD.format("begin")}<w:r><w:instrText>XE "{SECRET}"</w:instrText></w:r>{FIELD.format("end")}</w:p>'),
    "a choice of a list": docx(f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="{SECRET}" w:value="1"/></w:dropDownList></w:sdtPr><w:sdtContent/></w:sdt>'),
    "the help of a form field": docx(f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:helpText w:val="{SECRET}"/></w:ffData></w:fldChar></w:r></w:p>'),
    "a hidden drawing": docx(
        f'<w:p><w:r><w:drawing><wp:anchor><wp:docPr id="1" name="Box 1" hidden="1"/><wps:txbx><w:txbxContent><w:p>{run(SECRET)}</w:p></w:txbxContent></wps:txbx></wp:anchor></w:drawing></w:r></w:p>'
    ),
    "a fallback that says something else": docx(
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>{run(SECRET)}'
        "</w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", WORD.values(), ids=WORD)
def test_hidden_words_of_a_document_are_found(data):
    assert "QuentinHarbottle" in recovered(findings(data, "a.docx", RULE))
    assert is_held_back(data, "a.docx")


SLIDES = {
    "a hidden slide": pptx(shape(SECRET), attributes='show="0"'),
    "a hidden shape": pptx(shape(SECRET, more='hidden="1"')),
    "a shape beside the slide": pptx(shape(SECRET, (-400, 10, 300, 50))),
    "a shape below the slide": pptx(shape(SECRET, (10, 800, 300, 50))),
    "speaker's notes": notes(SECRET),
}


@pytest.mark.parametrize("data", SLIDES.values(), ids=SLIDES)
def test_hidden_words_of_slides_are_found(data):
    assert "QuentinHarbottle" in recovered(findings(data, "a.pptx", RULE))
    assert is_held_back(data, "a.pptx")


NONE = style("N", "text", '<style:text-properties text:display="none"/>')
BESIDE = f'<draw:frame svg:x="-9cm" svg:y="1cm" svg:width="8cm" svg:height="2cm"><draw:text-box><text:p>{SECRET}</text:p></draw:text-box></draw:frame>'


def placed(transform: str) -> str:
    return BESIDE.replace('svg:x="-9cm" svg:y="1cm"', f'draw:transform="{transform}"')


OPEN = {
    "a hidden span": ("a.odt", odt(f'<text:p><text:span text:style-name="N">{SECRET}</text:span></text:p>', NONE)),
    "a hidden section": ("a.odt", odt(f'<text:section text:display="none"><text:p>{SECRET}</text:p></text:section>')),
    "a hidden paragraph": ("a.odt", odt(f"<text:p><text:hidden-paragraph>{SECRET}</text:hidden-paragraph></text:p>")),
    "a field for hidden text": ("a.odt", odt(f'<text:p><text:hidden-text text:string-value="{SECRET}"/></text:p>')),
    "a variable": ("a.odt", odt(f'<text:user-field-decls><text:user-field-decl office:string-value="{SECRET}"/></text:user-field-decls>')),
    "a header that is off": ("a.odt", odt(master=f'<style:master-page style:name="S"><style:header style:display="false"><text:p>{SECRET}</text:p></style:header></style:master-page>')),
    "notes": ("a.odp", odp(f"<presentation:notes><text:p>{SECRET}</text:p></presentation:notes>")),
    "a hidden slide": (
        "a.odp",
        odp(f"<draw:frame><draw:text-box><text:p>{SECRET}</text:p></draw:text-box></draw:frame>", style("H", "drawing-page", '<style:drawing-page-properties presentation:visibility="hidden"/>'), 'draw:style-name="H"'),
    ),
    "a shape beside the slide": ("a.odp", odp(BESIDE)),
    "a shape to the right of a slide without a size": ("a.odp", odp(BESIDE.replace('svg:x="-9cm"', 'svg:x="40cm"'))),
    "a turned shape beside the slide": ("a.odp", odp(placed("rotate (1.5707963267949) translate (-3cm 9cm)"))),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data"), OPEN.values(), ids=OPEN)
def test_hidden_words_of_opendocument_files_are_found(name, data):
    assert "QuentinHarbottle" in recovered(findings(data, name, RULE))
    assert is_held_back(data, name)


@pytest.mark.parametrize("transform", ["rotate (1.5707963267949) translate (1cm 9cm)", "translate (1cm 9cm)", "rotate (-0.5) translate (5cm 2cm)"])
def test_turned_shapes_on_the_slide_are_not_reported(transform):
    assert findings(odp(placed(transform)), "a.odp") == []


BOX = "<wps:wsp><wps:txbx><w:txbxContent><w:p>%s</w:p></w:txbxContent></wps:txbx></wps:wsp>"
FAR = '<wp:positionH relativeFrom="page"><wp:posOffset>-99999999</wp:posOffset></wp:positionH><wp:extent cx="127000" cy="127000"/>'
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@pytest.mark.parametrize(
    "body",
    [
        f'<w:tbl><w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr><w:tc><w:p>{run(SECRET)}</w:p></w:tc></w:tr></w:tbl>',
        f"<w:p><w:r><w:drawing><wp:anchor>{FAR}{BOX % run(SECRET)}</wp:anchor></w:drawing></w:r></w:p>",
        f"<w:p><m:oMath {MATH}><m:r><w:rPr><w:vanish/></w:rPr><m:t>{SECRET}</m:t></m:r></m:oMath></w:p>",
        f"<w:p><w:r><w:ruby><w:rt>{run(SECRET, '<w:vanish/>')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase></w:ruby></w:r></w:p>",
        f"<w:p><w:pPr><w:t>{SECRET}</w:t></w:pPr></w:p>",
    ],
    ids=["a row without height", "a box off the page", "in a formula", "in ruby", "where no words belong"],
)
def test_words_in_corners_of_a_word_document_are_found(body):
    assert "QuentinHarbottle" in recovered(findings(docx(body), "a.docx", RULE))
    assert is_held_back(docx(body), "a.docx")


def test_ruby_formulas_and_low_rows_that_show_are_not_reported():
    body = (
        f"<w:p><w:r><w:ruby><w:rt>{run('a')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase></w:ruby></w:r>"
        f"<m:oMath {MATH}><m:r><m:t>x</m:t></m:r></m:oMath></w:p>"
        f'<w:tbl><w:tr><w:trPr><w:trHeight w:val="1" w:hRule="atLeast"/></w:trPr><w:tc><w:p>{run("c")}</w:p></w:tc></w:tr></w:tbl>'
    )
    assert findings(docx(body), "a.docx") == []


def listed(words, used):
    plan = f'<w:abstractNum w:abstractNumId="0"><w:lvl><w:lvlText w:val="{words}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{run("x")}</w:p>' if used else ""
    return docx(body, ("n", "numbering", "numbering.xml"), parts={"word/numbering.xml": f"<w:numbering>{plan}</w:numbering>"})


def test_the_words_of_a_list_that_is_used_nowhere_are_found():
    assert [one.recovered for one in findings(listed(f"{SECRET} %1", False), "a.docx", RULE)] == [SECRET + " %1"]


@pytest.mark.parametrize(("words", "used"), [(f"{SECRET} %1", True), ("Article %1.", False), ("%1.%2)", False), ("\u2022", False), ("o", False)])
def test_the_words_of_a_list_in_use_and_ordinary_counting_are_not_reported(words, used):
    assert findings(listed(words, used), "a.docx") == []


def test_the_number_of_a_slide_in_its_notes_and_usual_names_of_fields_are_not_reported():
    number = shape("x").replace("<a:r><a:t>x</a:t></a:r>", '<a:fld type="slidenum"><a:t>12</a:t></a:fld>')
    field = '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="%s"/></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    assert findings(notes_of(number), "a.pptx", RULE) == []
    assert findings(notes_of(number.replace("12", SECRET)), "a.pptx", RULE)
    assert findings(docx(field % "Text42"), "a.docx", RULE) == []
    assert findings(docx(field % "Harbottle"), "a.docx", RULE)
