# SPDX-License-Identifier: AGPL-3.0-or-later
"""The headers that a site is served with, from one table, written for each kind of server.

Sources: Content Security Policy Level 3; RFC 6797 (HSTS); Referrer Policy; Permissions Policy; RFC 9111 and RFC 8246
(caching, `immutable`); the servers' own manuals.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from .served import HASHED, LONG, SHORT, address

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What goes with every answer. `X-Frame-Options` repeats `frame-ancestors` for old browsers."""
COMPRESSED = ("text/html", "text/css", "text/javascript", "application/javascript", "text/csv", "text/plain", "application/json", "application/xml", "application/x-bibtex", "application/x-research-info-systems", "application/ld+json", "image/svg+xml")
_UNDER = HASHED.removeprefix("^")
_NEW = {
    "csv": "text/csv", "bib": "application/x-bibtex", "ris": "application/x-research-info-systems", "jsonld": "application/ld+json",
    "sqlite": "application/vnd.sqlite3",
}  # fmt: skip
_TYPES = {"webp": "image/webp", "avif": "image/avif", "pem": "application/x-pem-file", "js": "text/javascript", **_NEW}
"""Endings that the lists of older servers lack, or know by another name."""


def nginx(moved: Mapping[str, str]) -> str:
    """For a `server` block; `root` is added by the web team."""
    def headers(indent: str, cache: str) -> str:
        rows = [f'{indent}add_header {name} "{value}" always;' for name, value in HEADERS.items()]
        return "\n".join([*rows, f'{indent}add_header Cache-Control "{cache}" always;'])

    jumps = "".join(f"location = /{address(old)} {{ return 301 /{address(new)}; }}\n" for old, new in sorted(moved.items()) if _fit(old + new))
    return f"""\
# Inside the server block, which sets server_name, the certificate and: root /srv/www/foi/current;
index index.html;
error_page 404 /404.html;
charset utf-8;
charset_types {' '.join(one for one in COMPRESSED if one != 'text/html' and not one.startswith('image'))};
include mime.types;
types {{ {" ".join(f"{kind} {ending};" for ending, kind in _NEW.items())} }}
default_type application/octet-stream;
server_tokens off;
gzip on;
gzip_types {' '.join(one for one in COMPRESSED if one != 'text/html')};
{headers('', SHORT)}
location ~ "^/(?:.*/)?{_UNDER}" {{
{headers('    ', LONG)}
}}
location ~ /\\.(?!well-known/) {{ return 404; }}
{jumps}"""


def apache(moved: Mapping[str, str]) -> str:
    """For a virtual host, or as `.htaccess`; needs mod_headers, and mod_alias for redirects."""
    rows = "\n".join(f'Header always set {name} "{value}"' for name, value in HEADERS.items())
    jumps = "".join(f'RedirectMatch 301 "^/{_escaped(address(old))}$" "/{address(new)}"\n' for old, new in sorted(moved.items()) if _fit(old + new))
    types = "\n".join(f"AddType {kind} .{ending}" for ending, kind in _TYPES.items())
    return f"""\
# In the virtual host, beside: DocumentRoot /srv/www/foi/current
DirectoryIndex index.html
ErrorDocument 404 /404.html
Options -Indexes
AddDefaultCharset utf-8
AddCharset utf-8 .css .csv .js .json .xml
{types}
SetEnvIf Request_URI "/{_UNDER.lstrip('^')}" hashed
{rows}
Header always set Cache-Control "{SHORT}" env=!hashed
Header always set Cache-Control "{LONG}" env=hashed
RedirectMatch 404 "/\\.(?!well-known/)"
<IfModule mod_deflate.c>
AddOutputFilterByType DEFLATE {' '.join(COMPRESSED)}
</IfModule>
{jumps}"""


def caddy(moved: Mapping[str, str]) -> str:
    """For a site block of a Caddyfile."""
    rows = "\n".join(f'    {name} "{value}"' for name, value in HEADERS.items())
    more = rows.replace("    ", "        ")
    jumps = "".join(f'redir "/{address(old)}" "/{address(new)}" 301\n' for old, new in sorted(moved.items()) if _fit(old + new))
    return f"""\
# In the site block, beside: root * /srv/www/foi/current
encode gzip
@hidden path_regexp /\\.(?:[^w]|w[^e])
respond @hidden 404
header {{
{rows}
    -Server
}}
@hashed path_regexp {_UNDER}
header @hashed Cache-Control "{LONG}"
@others not path_regexp {_UNDER}
header @others Cache-Control "{SHORT}"
{jumps}file_server
handle_errors {{
    header {{
{more}
        Cache-Control "{SHORT}"
    }}
    rewrite * /404.html
    file_server
}}"""


def netlify(moved: Mapping[str, str]) -> str:
    """A file `_headers`, as Netlify and Cloudflare Pages read it. Redirects go into `_redirects`, see redirect_lines.

    Both hosts ask for pages again by themselves; said twice, the two times would be joined into one line.
    """
    rows = "\n".join(f"  {name}: {value}" for name, value in HEADERS.items())
    return f"/*\n{rows}\n\n/assets/*\n  Cache-Control: {LONG}\n"


def redirect_lines(moved: Mapping[str, str]) -> str:
    """A file `_redirects` for the same hosts."""
    return "".join(f"/{address(old)} /{address(new)} 301\n" for old, new in sorted(moved.items()) if _fit(old + new))


def cloudfront(moved: Mapping[str, str]) -> str:
    """A response headers policy and a function for Amazon CloudFront, before a bucket.

    Content types, cache times and redirects are set on each object when a release is published.
    """
    custom = [("Permissions-Policy", HEADERS["Permissions-Policy"]), ("Cross-Origin-Opener-Policy", HEADERS["Cross-Origin-Opener-Policy"])]
    policy = {
        "Name": "disclosures",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {"Override": True, "ContentSecurityPolicy": POLICY},
            "StrictTransportSecurity": {"Override": True, "AccessControlMaxAgeSec": 63072000, "IncludeSubdomains": False, "Preload": False},
            "ContentTypeOptions": {"Override": True},
            "ReferrerPolicy": {"Override": True, "ReferrerPolicy": HEADERS["Referrer-Policy"]},
            "FrameOptions": {"Override": True, "FrameOption": HEADERS["X-Frame-Options"]},
        },
        "CustomHeadersConfig": {
            "Quantity": len(custom),
            "Items": [{"Header": name, "Value": value, "Override": True} for name, value in custom],
        },
    }
    return f"""\
// 1. aws cloudfront create-response-headers-policy --response-headers-policy-config file://policy.json
{json.dumps(policy, indent=1)}
// 2. A function for viewer requests: pages are objects named index.html, and what the release keeps for itself is no page.
function handler(event) {{
    var request = event.request;
    if (request.uri.indexOf('/.disclosures/') !== -1) {{
        return {{ statusCode: 404, statusDescription: 'Not Found' }};
    }}
    if (request.uri.endsWith('/')) {{
        request.uri += 'index.html';
    }}
    return request;
}}
// 3. Custom error responses: 403 and 404 show /404.html with status 404.
"""


KINDS: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "apache": apache, "caddy": caddy, "cloudfront": cloudfront, "netlify": netlify, "nginx": nginx,
}  # fmt: skip


def beside(host: str, moved: Mapping[str, str]) -> dict[str, bytes]:
    """Files with rules that a host reads from among the site's own, by name."""
    if host == "netlify":
        return {"_headers": netlify(moved).encode(), "_redirects": redirect_lines(moved).encode()}
    if host == "apache":
        return {".htaccess": apache(moved).encode()}
    return {}


def _fit(text: str) -> bool:
    """Whether addresses can stand in a server's rules as they are; others keep their redirect page."""
    return not any(character in text for character in " \"'{};\\$#\n\t")


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in ".+*?()[]^|" else character for character in text)
