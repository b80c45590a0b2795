# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real servers on the loopback interface, each on a port of its own: OpenSSH, S3 by moto, nginx, and a wire that can be cut."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port: int, process: subprocess.Popen, log: Callable[[], str]) -> None:
    """Until somebody listens; fails with the server's own words when it ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as one:
            one.settimeout(1)
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, log()
        time.sleep(0.05)
    raise AssertionError(f"nobody listens on port {port}: {log()}")


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def program(name: str) -> str | None:
    """Where a server's program is; the folders of root's programs are often not on the path."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/local/sbin")


class Ssh:
    """An OpenSSH server for this user, with a key of its own; `config` is a client configuration that knows it."""

    def __init__(self, folder: Path, port: int, config: Path):
        self.folder, self.port, self.config = folder, port, config

    def url(self, folder: Path) -> str:
        return f"sftp://{getpass.getuser()}@127.0.0.1:{self.port}{folder}"


@contextmanager
def sshd(folder: Path, subsystem: str = "internal-sftp") -> Iterator[Ssh]:
    """Run sshd until the block ends."""
    port = free_port()
    for name in ("host", "client"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    shutil.copy(folder / "client.pub", folder / "authorized")
    (folder / "authorized").chmod(0o600)
    Path("/run/sshd").mkdir(exist_ok=True) if os.access("/run", os.W_OK) else None
    settings = f"""\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile none
AuthorizedKeysFile {folder}/authorized
StrictModes no
UsePAM no
PasswordAuthentication no
MaxStartups 100:30:200
Subsystem sftp {subsystem}
"""
    (folder / "sshd_config").write_text(settings)
    config = folder / "ssh_config"
    write_config(config, folder, port)
    log = folder / "sshd.log"
    process = subprocess.Popen([program("sshd"), "-D", "-e", "-f", str(folder / "sshd_config")], stderr=log.open("w"))
    try:
        wait_for(port, process, log.read_text)
        yield Ssh(folder, port, config)
    finally:
        subprocess.run(["ssh", "-F", str(config), "-p", str(port), "-O", "exit", "127.0.0.1"], capture_output=True, check=False)
        stop(process)


def write_config(config: Path, folder: Path, port: int) -> None:
    """A client configuration: this key, and this host key alone."""
    public = (folder / "host.pub").read_text().rsplit(" ", 1)[0]
    known = folder / f"known-{config.stem}"
    known.write_text(f"[127.0.0.1]:{port} {public}\n")
    shared = f"ControlMaster auto\nControlPath {folder}/c\nControlPersist 60\n" if config.stem == "ssh_config" else ""  # quicker
    config.write_text(f"{shared}IdentityFile {folder}/client\nIdentitiesOnly yes\nUserKnownHostsFile {known}\nStrictHostKeyChecking yes\n")


@contextmanager
def moto(folder: Path, **environment: str) -> Iterator[str]:
    """Run moto's S3 server until the block ends; gives its address."""
    port = free_port()
    log = folder / f"moto-{port}.log"
    code = f"from moto.server import main; main(['-H', '127.0.0.1', '-p', '{port}'])"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=log.open("w"), stderr=subprocess.STDOUT, env=os.environ | environment)
    try:
        wait_for(port, process, log.read_text)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


@contextmanager
def nginx(folder: Path, root: Path, rules: str) -> Iterator[str]:
    """Run nginx with these rules in its server block until the block ends; gives its address."""
    port = free_port()
    (folder / "tmp").mkdir()
    kinds = "/etc/nginx/mime.types"
    temporary = "".join(f"{name}_temp_path {folder}/tmp/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    config = folder / "nginx.conf"
    config.write_text(f"""\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{'user root;' if os.geteuid() == 0 else ''}
worker_processes 1;
events {{}}
http {{
access_log off;
{temporary}
server {{
listen 127.0.0.1:{port};
root {root};
{rules.replace('include mime.types;', f'include {kinds};')}
}}
}}
""")
    log = folder / "nginx.log"
    process = subprocess.Popen([program("nginx"), "-p", str(folder), "-c", str(config), "-e", str(folder / "error.log")], stderr=log.open("w"))
    try:
        wait_for(port, process, log.read_text)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


@contextmanager
def other(kind: str, folder: Path, root: Path, rules: str) -> Iterator[str]:
    """Run Apache or Caddy with these rules until the block ends; gives its address."""
    port = free_port()
    if kind == "caddy":
        config = folder / "Caddyfile"
        config.write_text(f"{{\nadmin off\nauto_https off\n}}\nhttp://127.0.0.1:{port} {{\nroot * {root}\n{rules}\n}}\n")
        command = [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(config)]
    else:
        modules = Path("/usr/lib/apache2/modules")
        loads = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in
                        ("mpm_event", "authz_core", "mime", "dir", "headers", "alias", "setenvif", "filter", "deflate", "autoindex"))  # fmt: skip
        (folder / "mime.types").write_text("text/html html\ntext/css css\napplication/pdf pdf\n")
        config = folder / "apache.conf"
        config.write_text(
            f"ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\n{loads}TypesConfig {folder}/mime.types\n"
            f"{'User nobody' if os.geteuid() == 0 else ''}\nErrorLog {folder}/error.log\nPidFile {folder}/pid\n"
            f"DocumentRoot {root}\n<Directory {root}>\nRequire all granted\nOptions FollowSymLinks\n{rules}\n</Directory>\n"
        )
        command = [program("apache2"), "-D", "FOREGROUND", "-f", str(config)]
    log = folder / "server.log"
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    process = subprocess.Popen(command, stdout=log.open("w"), stderr=subprocess.STDOUT, env=os.environ | home)
    try:
        wait_for(port, process, log.read_text)
        yield f"http://127.0.0.1:{port}"
    finally:
        stop(process)


class Wire:
    """A wire to a server that is cut after a number of bytes have gone towards it; 0 lets everything through."""

    def __init__(self, to: int):
        self.to, self.cut_after, self.passed = to, 0, 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                return
            self._open += [near, far]
            threading.Thread(target=self._pump, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pump, args=(far, near, False), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        try:
            while data := source.recv(4096):
                if counted:
                    self.passed += len(data)
                    if self.cut_after and self.passed > self.cut_after:
                        break
                sink.sendall(data)
        except OSError:
            pass
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def cut(self, after: int) -> None:
        """Let this many bytes pass from now on."""
        self.passed, self.cut_after = 0, after

    def mend(self) -> None:
        self.cut_after = 0

    def close(self) -> None:
        self._listening.close()
        for one in self._open:
            one.close()
