# SPDX-License-Identifier: AGPL-3.0-or-later
"""The settings of a log: the options of the `disclosures` plugin in mkdocs.yml, read and checked.

Everything has a default but the authority's name: a log with one authority needs three lines.
"""

from __future__ import annotations

import difflib
from datetime import date
import re
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from .casework.authority import Authority
from .problems import Place, Problem, SettingsError, Severity


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LinkSetting(_Group):
    """A link of the menu or the footer: its words, and a page of the site or an address elsewhere."""

    text: str
    href: str
    section: str = ""


class Brand(_Group):
    """How the publisher is named and coloured."""

    name: str = ""
    """The body's name; `site_name` when absent."""
    short_name: str = ""
    """For narrow screens; `name` when absent."""
    strapline: str = "Freedom of information disclosure log"
    strapline_short: str = "FOI disclosure log"
    mark: str = ""
    """A crest or logo (SVG or PNG) under content/, drawn 48 px wide."""
    accent: str = Field("#1d3f73", pattern=r"^#[0-9a-fA-F]{6}$")
    """One colour; darkened when it would not be readable with white (7:1)."""


class QuickExitSetting(_Group):
    """Leaving the site in a hurry."""

    key: Annotated[
        Literal["escape", "escape-twice", "shift-3", "off"],
        BeforeValidator(lambda value: "off" if value is False else value),
    ] = "escape"
    """YAML reads a bare `off` as false; both mean that no key is bound."""
    url: str = "https://www.bbc.co.uk/weather"
    """Where it leads: a neutral page. Empty removes the bar."""
    label: str = "Leave this site"


class PhaseSetting(_Group):
    """The phase line under the menu."""

    tag: str
    text: str
    feedback: LinkSetting | None = None


class FooterSetting(_Group):
    """The foot of every page."""

    links: tuple[LinkSetting, ...] = ()
    text: str = ""


class Analytics(_Group):
    """A web team's own measuring script. It is loaded only after a reader said yes."""

    script: str
    """Its address on this site; other hosts are refused by the Content-Security-Policy."""
    what: str
    """What it measures, as a phrase that ends “We would like to measure …”: `which pages are read`."""
    days: int = Field(180, ge=1, le=396)
    """How long an answer is kept."""


class TlsSetting(_Group):
    """The files with which machines of the cluster prove who they are, beside mkdocs.yml or elsewhere (PEM)."""

    ca: str
    """The certificate of the authority that signed all others."""
    cert: str
    """This machine's certificate."""
    key: str
    """Its private key."""


def _scheduler(text: str) -> str:
    if not re.fullmatch(r"(tcp|tls)://[^\s/]+:\d+", text):
        raise ValueError(f"is “{text}”", 'Write the scheduler\'s address as it tells it, for example "tls://10.0.0.5:8786".')
    return text


def _store(text: str) -> str:
    if "://" in text and not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]+(/\S*)?", text):
        raise ValueError(f"is “{text}”", 'Write a bucket, "s3://bucket/prefix", or a folder that all machines share.')
    return text


class ClusterSetting(_Group):
    """Machines that inspect and read documents ahead of a build, as workers of a Dask scheduler."""

    scheduler: Annotated[str, AfterValidator(_scheduler)]
    """Where the scheduler listens: `tls://host:8786`, or `tcp://` in a network that nobody else reaches."""
    store: Annotated[str, AfterValidator(_store)] = ""
    """Where all machines keep results: `s3://bucket/prefix`, or a folder; `cache` when absent."""
    endpoint: str = ""
    """The address of an S3 server that is not Amazon's, as workers reach it too."""
    tls: TlsSetting | None = None
    """Needed with `tls://`."""
    timeout: int = Field(10, ge=1, le=600)
    """Seconds to wait for the scheduler and its first worker."""
    fall_back: bool = False
    """Whether to go on with this machine alone, with a warning, when the cluster cannot be used."""

    @model_validator(mode="after")
    def _trusted(self) -> ClusterSetting:
        if self.scheduler.startswith("tls://") and self.tls is None:
            raise ValueError("has a scheduler at tls:// and no certificates", "Add `tls: {ca: …, cert: …, key: …}`.")
        if self.tls is not None and not self.scheduler.startswith("tls://"):
            raise ValueError("has certificates and a scheduler without them", "Write the scheduler's address with `tls://`.")
        return self


class ReleaseTarget(_Group):
    """A place that readers are served from: one of `folder`, `s3`, `sftp` and `git` is given."""

    folder: str = ""
    """A folder of this machine; the server's web root is `current` in it."""
    s3: str = ""
    """S3-compatible storage: `s3://bucket/prefix`."""
    sftp: str = ""
    """A folder behind SFTP: `sftp://user@host/folder`."""
    git: str = ""
    """A git repository, as git understands it."""
    branch: str = "pages"
    """The branch that the host serves."""
    endpoint: str = ""
    """Of storage that is not Amazon's: `https://storage.example.org`."""
    distribution: str = ""
    """A CloudFront distribution that is told what to ask for again."""
    ssh_config: str = ""
    """A configuration file for `ssh`, when it is not your own."""
    host: Literal["", "netlify", "apache"] = ""
    """Where the host reads its rules from files in the site, they are written: `_headers` and `_redirects`, or `.htaccess`."""
    keep: int = Field(5, ge=0, le=1000)
    """So many old releases stay, to go back to."""


class ReleaseSetting(_Group):
    """Where the site is released to, and with which key its manifest is signed."""

    targets: dict[str, ReleaseTarget] = Field(default_factory=dict)
    key: str = ""
    """The file of the private key, outside the repository."""


class SecuritySetting(_Group):
    """Where somebody who finds a weakness of the site can tell it (RFC 9116)."""

    contacts: Annotated[tuple[str, ...], Field(min_length=1)]
    """Addresses that begin with mailto:, https: or tel:, the preferred one first."""
    expires: date
    """The day until which this holds; at most a year ahead."""
    policy: str = ""
    languages: tuple[str, ...] = ()


class Options(_Group):
    """The options of the plugin, as written in mkdocs.yml."""

    requests: str = "requests"
    """The folder of request folders, beside mkdocs.yml."""
    published: str = "published"
    """The folder of the register of published addresses, beside mkdocs.yml."""
    authorities: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """Key to name, short, website, email, review, review_url, fictional."""
    brand: Brand = Brand()
    quick_exit: QuickExitSetting = QuickExitSetting()
    phase: PhaseSetting | None = None
    menu: tuple[LinkSetting, ...] = ()
    """Links of the menu; the standard sections when absent."""
    footer: FooterSetting = FooterSetting()
    analytics: Analytics | None = None
    security: SecuritySetting | None = None
    """Written to /.well-known/security.txt; there is none when absent."""
    whole_log: bool = False
    """Whether the page on data offers the whole log in one piece; set it when `disclosures export` runs after each build."""
    subjects: dict[str, str] = Field(default_factory=dict)
    """Label of a subject, where the slug made readable is not good enough."""
    licence: str = ""
    """Under which licence the authority's own texts may be reused; nothing is claimed when absent."""
    search: bool = True
    """Whether readers can search; without it no index is made."""
    share_pictures: bool = True
    """Whether each answer has a picture (title, outcome, counts) that networks show beside links to it."""
    per_page: int = Field(50, ge=5, le=200)
    """Answers on a page of a list."""
    cache: str = ".cache/disclosures"
    """Where results are kept between builds; it can be deleted at any time."""
    workers: int = Field(0, ge=0, le=64)
    """Processes that inspect documents; 0 means one per core."""
    withheld_terms: str = ""
    """The list of withheld terms, outside the repository; a place in the user's own settings when absent."""
    cluster: ClusterSetting | None = None
    """Other machines that inspect and read documents; this one alone when absent."""
    release: ReleaseSetting = ReleaseSetting()


class Settings:
    """What a build needs to know, with paths made absolute."""

    def __init__(
        self, options: Options, *, root: Path, file: Path, site_name: str, site_url: str = "", content: str = "docs",
        site: str = "site", theme: str = "", plugins: tuple[str, ...] = (), files: tuple[Path, ...] = (),
        environment: dict[str, str | None] | None = None,
    ):  # fmt: skip
        self.options = options
        self.root = root
        self.file = file
        self.site_name = site_name
        self.site_url = site_url if not site_url or site_url.endswith("/") else site_url + "/"
        self.requests = (root / options.requests).resolve()
        self.published = (root / options.published).resolve()
        self.content = (root / content).resolve()
        """The editorial pages: `docs_dir` of mkdocs.yml."""
        self.cache = (root / options.cache).resolve()
        self.site = (root / site).resolve()
        """Where the site is built: `site_dir` of mkdocs.yml."""
        self.theme = (root / theme).resolve() if theme else None
        """The web team's own templates: `theme.custom_dir` of mkdocs.yml."""
        self.plugins = plugins
        """The other plugins of mkdocs.yml, hooks and the like, which may do anything to the editorial pages."""
        self.files = files or (file,)
        """mkdocs.yml, and the files that it inherits from."""
        self.environment = environment or {}
        """Variables of the environment that it names, with their values."""
        self.authorities = {key: Authority(key=key, **fields) for key, fields in options.authorities.items()}

    @property
    def several(self) -> bool:
        """True when answers have to name their authority."""
        return len(self.authorities) > 1

    def place(self, *path: str) -> Place:
        """Where a setting of the plugin is written; the deepest part of `path` that is there."""
        return Place(self.file, *_position(_plugin_node(self.file), path))

    def subject(self, slug: str) -> str:
        """The label of a subject: as set, or the slug with a capital and spaces."""
        return self.options.subjects.get(slug) or slug.replace("-", " ").capitalize()


def _position(node: yaml.Node | None, path: tuple) -> tuple[int, int]:
    """Line and column of the deepest part of `path` that is there."""
    for key in path:
        found = None
        if isinstance(node, yaml.MappingNode):
            found = next((pair for pair in node.value if pair[0].value == str(key)), None)
            if found:
                node, mark = found[1], found[0].start_mark
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            found = node = node.value[key]
            mark = node.start_mark
        if not found:
            break
        line, column = mark.line + 1, mark.column + 1
    return (line, column) if "line" in locals() else (0, 0)


def _cure(error: dict, model: type[BaseModel]) -> tuple[str, str]:
    name = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        group: Any = model
        for part in error["loc"][:-1]:
            field = group.model_fields.get(part) if hasattr(group, "model_fields") else None
            group = getattr(field, "annotation", None)
        known = list(getattr(group, "model_fields", {}))
        near = difflib.get_close_matches(str(error["loc"][-1]), known, 1)
        return f"`{name}` is not a setting of the disclosures plugin", (
            f"Write `{near[0]}`, or remove the line." if near else "Remove the line, or look up the manual's list of settings."
        )
    if error["type"] == "value_error":  # one of ours
        told, cure = error["ctx"]["error"].args
        return f"`{name}` {told}", cure
    if error["type"] == "missing":
        return f"`{name}` is missing", f"Add `{error['loc'][-1]}:` there."
    if error["type"] == "literal_error":
        return f"`{name}` is “{error['input']}”", f"Write one of {error['ctx']['expected']}."
    if error["type"] == "string_pattern_mismatch":
        return f"`{name}` is “{error['input']}”", 'Write a colour as six hexadecimal digits in quotes, for example "#1d3f73".'
    return f"`{name}`: {error['msg'].lower()}", "Correct the value; the manual's page on settings shows an example."


def from_options(raw: dict[str, Any], *, file: Path, **more: Any) -> Settings:
    """Check the plugin's options; `more` is what Settings takes. Raises SettingsError with every problem found, at its line of `file`."""
    try:
        options = Options.model_validate(raw)
        return Settings(options, root=file.parent, file=file, **more)
    except ValidationError as error:
        problems = []
        for one in error.errors():
            message, cure = _cure(one, Authority if error.title == Authority.__name__ else Options)
            line, column = _position(_plugin_node(file), one["loc"])
            place = Place(file, line, column)
            problems.append(Problem("settings", Severity.ERROR, place, message, cure))
        raise SettingsError(problems) from None


def _plugin_node(file: Path) -> yaml.Node | None:
    """The node of the plugin's options in mkdocs.yml, for line numbers; tags such as !ENV are left alone."""
    root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    plugins = dict((k.value, v) for k, v in root.value).get("plugins") if isinstance(root, yaml.MappingNode) else None
    for item in plugins.value if isinstance(plugins, yaml.SequenceNode) else ():
        if isinstance(item, yaml.MappingNode) and item.value[0][0].value == "disclosures":
            return item.value[0][1]
    return None
