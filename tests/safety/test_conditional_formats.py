# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cells that a conditional format makes invisible; what stays visible is not reported."""

import io
import zipfile

import pytest
from openpyxl.formatting.rule import CellIsRule, DataBarRule, DifferentialStyle, FormulaRule, IconSetRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.numbers import NumberFormat

from .making import findings, recovered, xlsx
from .making_office import cell, is_held_back, ods, package, row, style

RULE = "INVISIBLE-CELLS"
WHITE, RED = Font(color="FFFFFFFF"), Font(color="FF9C0006")
PINK = PatternFill(bgColor="FFFFC7CE")


def laid(rule, value="Harbottle", place="A5", area="A1:C9"):
    def fill(book):
        book.active[place] = value
        book.active.conditional_formatting.add(area, rule)

    return xlsx(fill)


def nothing_shown():
    return Rule(type="expression", formula=["$C$1=1"], dxf=DifferentialStyle(numFmt=NumberFormat(numFmtId=170, formatCode=";;;")))


@pytest.mark.parametrize(
    "data",
    [
        laid(CellIsRule(operator="lessThan", formula=["10"], font=RED, fill=PINK), 3),
        laid(CellIsRule(operator="equal", formula=["0"], font=WHITE), 0),
        laid(CellIsRule(operator="equal", formula=["99"], font=WHITE), 7),
        laid(CellIsRule(operator="between", formula=["50", "60"], font=WHITE), 7),
        laid(FormulaRule(formula=["ISERROR(A1)"], font=WHITE), "Elm"),
        laid(FormulaRule(formula=["A1>1"], font=WHITE, fill=PatternFill(bgColor="FF1F3864"))),
        laid(nothing_shown(), area="E1:F9"),
        laid(DataBarRule(start_type="min", end_type="max", color="FF638EC6", showValue=True), 5),
    ],
    ids=["red on pink", "hidden zeros", "not met", "not between", "hidden errors", "white on blue", "elsewhere", "a bar with its value"],
)
def test_conditions_that_hide_nothing_are_not_reported(data):
    assert findings(data, "a.xlsx", RULE) == []


HIDING = {
    "white when a formula says so": laid(FormulaRule(formula=["$C$1=1"], font=WHITE), area="A5"),
    "white on what it holds": laid(CellIsRule(operator="equal", formula=['"harbottle"'], font=WHITE)),
    "black on black": laid(FormulaRule(formula=["TRUE"], fill=PatternFill(bgColor="FF000000")), area="A5:A6"),
    "a format that shows nothing": laid(nothing_shown(), area="A4:B5"),
}


@pytest.mark.parametrize("data", HIDING.values(), ids=HIDING)
def test_a_cell_that_a_condition_hides_is_found(data):
    found = findings(data, "a.xlsx", RULE)
    assert [one.where for one in found] == ["sheet Wards, cell A5"]
    assert recovered(found) == "Harbottle"
    assert is_held_back(data, "a.xlsx")


@pytest.mark.parametrize(
    "rule",
    [
        DataBarRule(start_type="min", end_type="max", color="FF638EC6", showValue=False),
        IconSetRule("3Arrows", "percent", [0, 33, 67], showValue=False),
    ],
    ids=["bar", "icon"],
)
def test_a_number_behind_a_bar_or_an_icon_is_found(rule):
    assert recovered(findings(laid(rule, 4711, area="A5"), "a.xlsx", RULE)) == "4711"


def test_conditions_of_newer_programs_are_read_too():
    data = laid(CellIsRule(operator="equal", formula=["1"], font=RED))
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: archive.read(name) for name in archive.namelist()}
    newer = (
        b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
        b'<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="expression" priority="1" id="{1}">'
        b'<xm:f>Other!$A$1=1</xm:f><x14:dxf><font><color rgb="FFFFFFFF"/></font></x14:dxf></x14:cfRule><xm:sqref>A5</xm:sqref>'
        b"</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
    )
    name = "xl/worksheets/sheet1.xml"
    changed = package({**parts, name: parts[name].replace(b"</worksheet>", newer)})
    assert [one.where for one in findings(changed, "a.xlsx", RULE)] == ["sheet Wards, cell A5"]


WHITE_STYLE = style("White", "table-cell", '<style:text-properties fo:color="#ffffff"/>')
BESIDE = (
    '<calcext:conditional-formats xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<calcext:conditional-format calcext:target-range-address="Wards.A3:Wards.A4"><calcext:condition calcext:apply-style-name="White" '
    'calcext:value="%s"/></calcext:conditional-format></calcext:conditional-formats>'
)


def mapped(condition):
    maps = f'<style:map style:condition="{condition}" style:apply-style-name="White"/>'
    return ods(row(cell("Harbottle", 'table:style-name="M"')), styles=style("M", "table-cell", maps), named=WHITE_STYLE)


def beside(condition):
    return ods(row(cell("Harbottle")), BESIDE % condition, named=WHITE_STYLE)


@pytest.mark.parametrize("make", [mapped, beside])
def test_conditions_of_libreoffice_are_found_where_they_are_met(make):
    assert findings(make("cell-content()=1" if make is mapped else "=1"), "a.ods", RULE) == []
    (found,) = findings(make("is-true-formula(1)" if make is mapped else "formula-is(1)"), "a.ods", RULE)
    assert (found.where, found.recovered) == ("sheet Wards, cell A3", "Harbottle")
