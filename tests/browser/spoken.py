# SPDX-License-Identifier: AGPL-3.0-or-later
"""What assistive technology is told of a part of a page: the words of Chromium's accessibility tree, in order."""

from __future__ import annotations

from playwright.sync_api import Page

MARKERS = {"ListMarker"}


def words(page: Page, selector: str) -> str:
    """The text of the first element that `selector` names, as the tree has it; list markers are left out."""
    debugger = page.context.new_cdp_session(page)
    try:
        debugger.send("Accessibility.enable")
        document = debugger.send("DOM.getDocument", {"depth": 0})["root"]
        node = debugger.send("DOM.querySelector", {"nodeId": document["nodeId"], "selector": selector})["nodeId"]
        assert node, f"nothing on the page is {selector}"
        wanted = debugger.send("DOM.describeNode", {"nodeId": node})["node"]["backendNodeId"]
        tree = {one["nodeId"]: one for one in debugger.send("Accessibility.getFullAXTree")["nodes"]}
        top = next(one for one in tree.values() if one.get("backendDOMNodeId") == wanted)
        return " ".join(" ".join(_texts(top, tree)).split())
    finally:
        debugger.detach()


def _texts(node: dict, tree: dict[str, dict]) -> list[str]:
    role = node.get("role", {}).get("value")
    if role in MARKERS:
        return []
    if role == "StaticText":
        return [node["name"]["value"]]
    return [text for child in node.get("childIds", ()) if child in tree for text in _texts(tree[child], tree)]
