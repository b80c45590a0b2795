# SPDX-License-Identifier: AGPL-3.0-or-later
"""Second set: workbooks, documents, tables, pictures, messages and pages that give nothing away."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill
from PIL import Image

from .second_clean import scene
from .second_covers import jpeg_of
from .second_office import ROWS, book, cell, document, paragraph, placed, run, shape, slides
from .second_others import PAGE, SVG, line, look, message, ods, odt, picture, png, saved, zipped
from .second_writer import PROSE, Register

SLOTS = Register()
TABLE = b"Ward,Calls,Change,Date\r\nNorth,40,-3,2024-05-06\r\n\"South, east\",51,-0.5,2024-05-07\r\nWest,12,+4,-\r\n"


def workbook(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    held = openpyxl.Workbook()
    sheet = held.active
    sheet.title = "Calls"
    sheet.append(["Ward", "Calls", "Rate", "Date"])
    for number in range(1, 13):
        sheet.append([f"Ward {number}", 40 + number, number / 100, f"2024-05-{number:02}"])
    change(held)
    out = io.BytesIO()
    held.save(out)
    return out.getvalue()


def styled(held: openpyxl.Workbook) -> None:
    sheet = held.active
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = "A1:D13"
    for one in sheet[1]:
        one.font, one.fill = Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor="FF003366")
    for one in sheet["C"][1:]:
        one.number_format = "0.0%"
    for one in sheet["B"][1:]:
        one.number_format = '#,##0;[Red]-#,##0;"-"'
    sheet.merge_cells("A15:D15")
    sheet["A15"] = "Figures are provisional."


def grouped(held: openpyxl.Workbook) -> None:
    held.active.row_dimensions.group(3, 6, hidden=False)
    held.active.column_dimensions.group("B", "C", hidden=False)


def charted(held: openpyxl.Workbook) -> None:
    chart = BarChart()
    chart.add_data(Reference(held.active, min_col=2, min_row=1, max_row=13), titles_from_data=True)
    held.active.add_chart(chart, "F2")
    held.create_sheet("Notes").append(["Calls to the street works line."])


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "styles, filter without hidden rows": ("xlsx", lambda: workbook(styled)),
    "groups that are open": ("xlsx", lambda: workbook(grouped)),
    "chart and a second sheet": ("xlsx", lambda: workbook(charted)),
    "sums and wide columns": ("xlsx", lambda: book(
        [*ROWS, '<row r="9">' + cell("A9", "Sum") + '<c r="B9"><f>SUM(B2:B8)</f><v>308</v></c></row>'], '<cols><col min="1" max="1" width="40" customWidth="1"/></cols>')),
    "table, emphasis, note": ("docx", lambda: document(
        paragraph(run("Decision", "<w:b/><w:u w:val=\"single\"/>"), run(" of the panel", '<w:color w:val="444444"/><w:highlight w:val="yellow"/>'))
        + "<w:tbl><w:tr>" + "".join(f'<w:tc><w:tcPr><w:shd w:val="clear" w:fill="{f}"/></w:tcPr>{paragraph(run(t, c))}</w:tc>' for t, f, c in (
            ("Ward", "003366", '<w:color w:val="FFFFFF"/>'), ("Calls", "EEEEEE", ""))) + "</w:tr></w:tbl>")),
    "picture with an ordinary description": ("docx", lambda: placed("", 'descr="Map of the works"')),
    "link to a site": ("docx", lambda: document(paragraph('<w:hyperlink r:id="rId1">' + run("the guidance") + "</w:hyperlink>"), links=[("hyperlink", "https://www.gov.example/guidance")])),
    "two slides of words": ("pptx", lambda: slides(shape(3, "Costs are within the sum", 500000, 2000000) + shape(4, "Next steps", 500000, 3500000,
        fill='<a:solidFill><a:srgbClr val="224466"/></a:solidFill>', ink='<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'))),
    "text": ("odt", lambda: odt('<text:p>See <text:span text:style-name="B">the annex</text:span>.</text:p>', look("B", 'fo:font-weight="bold" fo:color="#333333"'))),
    "sheet": ("ods", lambda: ods(line("Sum", "308"))),
    "table of figures": ("csv", lambda: TABLE),
    "table with semicolons": ("csv", lambda: "\ufeffBezirk;Anrufe\nNord;-4,5\nSüd;12\n".encode()),
    "table with tabs in UTF-16": ("csv", lambda: "Ward\tCalls\nNorth\t40\nSouth\t-3\n".encode("utf-16")),
    "message": ("eml", lambda: message("", {})),
    "message in two forms": ("eml", lambda: message("", {}, html="<html><body><p>" + "</p><p>".join(PROSE) + "</p></body></html>")),
    "drawing": ("svg", lambda: SVG.format('<title>Town</title><text x="30" y="40" fill="#222">Town Hall</text><path d="M0 50h300" stroke="#999"/>').encode()),
    "drawing with definitions": ("svg", lambda: SVG.format('<defs><linearGradient id="g"><stop offset="0" stop-color="#124"/><stop offset="1" stop-color="#48a"/></linearGradient>'
        '</defs><rect y="20" width="300" height="40" fill="url(#g)"/><text x="9" y="46" fill="#fff">Open day</text>').encode()),
    "photograph": ("jpg", lambda: saved(scene(), "JPEG", dpi=(300, 300))),
    "four inks": ("jpg", lambda: saved(scene().convert("CMYK"), "JPEG")),
    "logo with alpha": ("png", lambda: png(logo())),
    "palette": ("png", lambda: png(picture("Town map", "P"), dpi=(96, 96))),
    "scan in grey": ("tif", lambda: saved(picture("Town map", "L"), "TIFF", compression="tiff_lzw")),
    "picture of the web": ("webp", lambda: saved(scene(), "WEBP")),
    "still": ("gif", lambda: saved(picture("Town map", "P"), "GIF")),
    "archive of tables": ("zip", lambda: zipped({"2023/calls.csv": TABLE, "2024/calls.csv": TABLE, "map.jpg": jpeg_of("Town map")})),
    "page": ("html", lambda: PAGE.format("<details><summary>More</summary><p>Agreed.</p></details><p aria-hidden='true' class='icon'></p><p>Caf\u00e9 na\u00efve \U0001f468\u200d\U0001f469\u200d\U0001f467</p>").encode()),
}  # fmt: skip


def logo() -> Image.Image:
    shown = Image.new("RGBA", (80, 80), (0, 0, 0, 0))
    shown.paste((30, 60, 120, 255), (20, 20, 60, 60))
    return shown


def adapt(build: Callable[[], bytes]) -> Callable[[str, random.Random], bytes]:
    return lambda secret, dice: build()


for title, (ending, build) in FILES.items():
    SLOTS.add(f"{ending}, {title}", adapt(build), "", ending)
