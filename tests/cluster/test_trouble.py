# SPDX-License-Identifier: AGPL-3.0-or-later
"""Without a cluster nothing changes; a cluster that cannot be used is told with line and cure, or gone without when so set."""

from __future__ import annotations

import datetime
import ipaddress
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from disclosures import cluster
from disclosures.cluster.shared import Shared
from disclosures.problems import SettingsError
from disclosures.configuration import load
from disclosures.store import Store

from . import made_log
from .machines import Machines, end, waited

NOBODY = "tcp://127.0.0.1:9"
"""The port of `discard`, on which nothing listens."""
ONE = {"a.pdf": made_log.letter("one")}


def test_without_the_setting_nothing_is_done_and_no_library_of_clusters_is_loaded(tmp_path: Path) -> None:
    config = made_log.write(tmp_path, ONE)
    told = (
        "import sys; from pathlib import Path; from disclosures import cluster; from disclosures.configuration import load;"
        "from tests.cluster.made_log import documents; settings = load(Path(sys.argv[1])); store = cluster.open_store(settings);"
        "report = cluster.ahead(documents(settings), store, settings); print(type(store).__name__, report.done, report.problems);"
        "print([name for name in sys.modules if name.split('.')[0] in ('dask', 'distributed', 'boto3', 'botocore')])"
    )
    done = subprocess.run([sys.executable, "-c", told, str(config)], capture_output=True, text=True, check=True, cwd=made_log.ROOT)
    assert done.stdout.splitlines() == ["Store 0 []", "[]"]


def test_the_command_without_the_setting_says_what_to_write(tmp_path: Path) -> None:
    with Machines(tmp_path) as machines:
        code, said = machines.run(made_log.write(tmp_path / "log", ONE), "ahead")
    assert code == 3 and "no cluster is set up" in said and "Write `cluster:`" in said


def test_a_scheduler_that_does_not_answer_is_told_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    with Machines(tmp_path) as machines:
        code, said = machines.run(made_log.write(tmp_path / "log", ONE, scheduler=NOBODY, timeout=1), "ahead")
    assert code == 3
    assert f"mkdocs.yml:8:9: error: the cluster at {NOBODY} cannot be used: no scheduler answers" in said
    assert "Start `dask scheduler` and `dask worker`" in said and "Traceback" not in said
    assert not list((tmp_path / "log" / "cache").rglob("*/??/*")), "nothing was laid into the store"


def test_only_when_told_to_it_goes_on_without_the_cluster(tmp_path: Path) -> None:
    settings = load(made_log.write(tmp_path, ONE, scheduler=NOBODY, timeout=1, fall_back=True))
    report = cluster.ahead(made_log.documents(settings), cluster.open_store(settings), settings)
    assert (report.fell_back, report.done, [one.id for one in report.problems]) == (True, 0, ["cluster"])
    assert report.problems[0].severity.word == "warning" and report.problems[0].place.line == 8
    made_log.configure(tmp_path, scheduler=NOBODY, timeout=1, fall_back=False)
    with pytest.raises(SettingsError):
        settings = load(tmp_path / "mkdocs.yml")
        cluster.ahead(made_log.documents(settings), cluster.open_store(settings), settings)


def test_going_on_without_a_store_that_cannot_be_used_keeps_results_here(tmp_path: Path) -> None:
    settings = load(made_log.write(tmp_path, ONE, scheduler=NOBODY, store="s3://bucket", endpoint="http://127.0.0.1:9", fall_back=True))
    store = cluster.open_store(settings)
    assert isinstance(store, Shared)
    report = cluster.ahead(made_log.documents(settings), store, settings)
    assert report.fell_back and "the shared store cannot be used" in report.problems[0].message
    store.put_bytes("gate", "a", data=b"1")
    assert Store(settings.cache).get_bytes("gate", "a") == b"1"


def test_a_scheduler_without_workers_is_told(tmp_path: Path) -> None:
    with Machines(tmp_path) as machines:
        machines.scheduler()
        code, said = machines.run(made_log.write(tmp_path / "log", ONE, scheduler=machines.address, timeout=1), "ahead")
    assert code == 3 and "has no worker" in said


def test_a_scheduler_that_dies_midway_ends_the_command_which_goes_on_with_the_next_one(tmp_path: Path) -> None:
    files = {f"{n}.pdf": made_log.letter(f"matter {n}") for n in range(4)}
    blocks = tmp_path / "blocked.txt"
    with Machines(tmp_path) as machines:
        scheduler = machines.scheduler()
        worker = machines.worker(WATCHED_BLOCKS=str(blocks))
        machines.wait_for_workers(1)
        config = made_log.write(tmp_path / "log", files, scheduler=machines.address, store="../shared")
        command = machines.command(config, "ahead")
        waited(blocks.exists, "the worker", command)
        end(scheduler)
        said = "".join(command.communicate(timeout=120))
        end(worker)
        assert command.returncode == 3 and "the scheduler went away; what was done is kept" in said
        assert not list((tmp_path / "shared" / "uncleared").rglob("*/*"))
        machines.scheduler()
        machines.worker()
        machines.wait_for_workers(1)
        made_log.configure(tmp_path / "log", scheduler=machines.address, store="../shared")
        code, said = machines.run(config, "ahead")
        assert (code, said.splitlines()[-1]) == (0, "4 files: 3 done now, 1 done before, 0 left for the build.")
        judged = [address for _, kind, address in machines.kept_lines() if kind == "gate"]
        assert len(judged) == len(set(judged)) == 4


def certificates(folder: Path) -> tuple[dict[str, str], list[str]]:
    """An authority and one certificate for this machine: the setting `tls`, and the options of Dask."""
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]) for name in ("Authority", "127.0.0.1")]
    now = datetime.datetime.now(datetime.UTC)
    for number, file in enumerate(("ca.pem", "cert.pem")):
        here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        made = (
            x509.CertificateBuilder().subject_name(names[number]).issuer_name(names[0]).public_key(keys[number].public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1)).add_extension(x509.BasicConstraints(number == 0, None), True)
            .add_extension(here, False).sign(keys[0], hashes.SHA256())
        )  # fmt: skip
        (folder / file).write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "key.pem").write_bytes(keys[1].private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    paths = {name: str(folder / f"{name}.pem") for name in ("ca", "cert", "key")}
    return paths, ["--tls-ca-file", paths["ca"], "--tls-cert", paths["cert"], "--tls-key", paths["key"]]


def test_a_stranger_does_not_get_through_to_a_cluster_with_certificates(tmp_path: Path) -> None:
    (tmp_path / "strange").mkdir()
    ours, options = certificates(tmp_path)
    theirs, _ = certificates(tmp_path / "strange")
    with Machines(tmp_path) as machines:
        machines.scheduler("tls", *options)
        worker = machines.worker()
        setting = {"scheduler": machines.address, "store": "../shared", "timeout": 30}
        stranger = made_log.write(tmp_path / "theirs", ONE, **{**setting, "timeout": 2}, tls=theirs)
        code, said = machines.run(stranger, "ahead")
        assert code == 3 and "cannot be used" in said
        config = made_log.write(tmp_path / "ours", ONE, **setting, tls=ours)
        code, said = machines.run(config, "ahead")
        assert (code, said.splitlines()[-1]) == (0, "1 file: 1 done now, 0 done before, 0 left for the build.")
        end(worker)


@pytest.mark.parametrize(("setting", "line", "cure"), [
    ({"scheduler": "10.0.0.5"}, 8, "tls://10.0.0.5:8786"),
    ({"scheduler": NOBODY, "store": "gs://bucket"}, 9, "s3://bucket/prefix"),
    ({"scheduler": "tls://10.0.0.5:8786"}, 7, "Add `tls:"),
    ({"scheduler": NOBODY, "tls": {"ca": "a", "cert": "b", "key": "c"}}, 7, "tls://"),
    ({"scheduler": NOBODY, "tls": {"ca": "a", "cert": "b"}}, 9, "Add `key:`"),
    ({"store": "shared"}, 7, "Add `scheduler:`"),
])  # fmt: skip
def test_a_mistake_in_the_setting_is_told_with_its_line_and_a_cure(tmp_path: Path, setting: dict, line: int, cure: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(made_log.write(tmp_path, ONE, **setting))
    (problem,) = caught.value.problems
    assert problem.place.line == line and cure in problem.cure


def test_the_libraries_are_asked_for_when_they_are_not_installed(tmp_path: Path) -> None:
    config = made_log.write(tmp_path / "log", ONE, scheduler=NOBODY)
    (tmp_path / "distributed.py").write_text("raise ModuleNotFoundError('No module named distributed', name='distributed')\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(made_log.ROOT / "generator")])
    with Machines(tmp_path, PYTHONPATH=path) as machines:
        code, said = machines.run(config, "ahead")
    assert code == 3 and "mkdocs.yml:8:9: error: " in said and "pip install 'disclosures[cluster]'" in said
