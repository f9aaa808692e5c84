"""Sending over a real connection, to a server that behaves well or badly."""

import asyncio
import json
import logging
import threading
import time
import urllib.parse
from dataclasses import replace

import httpx
import pytest

from clonus_desktop.domain.record_system import Authentication, RecordSystem, Trouble
from clonus_desktop.exchange.fhir_client import (
    Accepted,
    Cancel,
    Cancelled,
    Kept,
    NotNow,
    Parcel,
    Patience,
    Refused,
    Tokens,
    UnusableAuthority,
    look,
    new_private_key,
    send,
    trust_for,
)
from clonus_desktop.exchange.fhir_client.connection import trouble_of
from clonus_desktop.exchange.fhir_client.found import found_in
from clonus_desktop.exchange.fhir_client.running import run
from tests.sending.servers import Faults

pytestmark = pytest.mark.loopback

SHORT = Patience(connect_s=5.0, silence_s=0.3, whole_s=5.0)
KEY = new_private_key()


def sent(system: RecordSystem, parcel: Parcel, patience: Patience = SHORT) -> object:
    return send(system, parcel, tokens=Tokens(), cancel=Cancel(), patience=patience)


def seen(system: RecordSystem) -> object:
    return look(system, tokens=Tokens(), cancel=Cancel(), patience=SHORT)


def asked(server: Faults, play: str) -> list[dict[str, object]]:
    found = httpx.get(f"{server.address}/asked", trust_env=False).json()
    return [one for one in found if one["path"].split("/")[1] == play]


# --- answers ----------------------------------------------------------------------------------


def test_a_parcel_is_accepted_and_its_places_are_known(server, parcel):
    answer = sent(server.playing("accepts-1"), parcel)
    assert isinstance(answer, Accepted)
    assert set(answer.known) == set(parcel.names)
    assert [one["method"] for one in asked(server, "accepts-1")] == ["POST"]
    (question,) = asked(server, "accepts-1")
    assert question["type"] == "application/fhir+json"
    assert question["size"] == len(parcel.body)
    assert question["token"] == ""


@pytest.mark.parametrize("status", [400, 404, 409, 412, 422])
def test_a_parcel_is_refused_with_the_reasons(server, parcel, status):
    answer = sent(server.playing(f"status-{status}"), parcel)
    assert answer == Refused(status=status, said=("No patient of that number",))


@pytest.mark.parametrize(
    ("play", "trouble", "status"),
    [
        ("status-401", Trouble.NOT_LET_IN, 401),
        ("status-403", Trouble.NOT_LET_IN, 403),
        ("status-429", Trouble.BUSY, 429),
        ("status-500", Trouble.FAULT, 500),
        ("status-503", Trouble.FAULT, 503),
    ],
)
def test_a_parcel_waits_as_long_as_it_is_asked_to(server, parcel, play, trouble, status):
    answer = sent(server.playing(play), parcel)
    assert answer == NotNow(trouble=trouble, status=status, wait_s=7.0)
    assert len(asked(server, play)) == 1


@pytest.mark.parametrize("value", ["html", "half", "empty"])
def test_what_is_no_record_system_is_not_believed(server, parcel, value):
    answer = sent(server.playing(f"garbage-{value}"), parcel)
    assert answer == NotNow(trouble=Trouble.NOT_FHIR, status=200)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_is_led_to_another_address(server, parcel, status):
    answer = sent(server.playing(f"elsewhere-{status}"), parcel)
    assert answer == NotNow(trouble=Trouble.LEADS_ELSEWHERE, status=status)
    assert asked(server, "accepts-followed") == []


def test_a_connection_that_is_cut_in_the_middle_is_no_answer(server, parcel):
    assert sent(server.playing("cut"), parcel) == NotNow(trouble=Trouble.CUT_OFF)


def test_silence_ends(server, parcel):
    assert sent(server.playing("silent"), parcel) == NotNow(trouble=Trouble.TOO_SLOW)


def test_an_answer_letter_by_letter_ends_too(server, parcel):
    short = replace(SHORT, silence_s=5.0, whole_s=0.3)
    assert sent(server.playing("drip"), parcel, short) == NotNow(trouble=Trouble.TOO_SLOW)
    cancel = Cancel()
    found = look(server.playing("drip"), tokens=Tokens(), cancel=cancel, patience=short)
    assert found == NotNow(trouble=Trouble.TOO_SLOW)


def test_an_answer_without_an_end_is_not_kept(server, parcel):
    assert sent(server.playing("huge"), parcel) == NotNow(trouble=Trouble.TOO_LARGE)


def test_nobody_at_the_address_is_told_apart(parcel):
    nobody = RecordSystem(address="http://127.0.0.1:1/fhir")
    assert sent(nobody, parcel) == NotNow(trouble=Trouble.NOT_REACHED)
    assert seen(nobody) == NotNow(trouble=Trouble.NOT_REACHED)


# --- who is at the other end ------------------------------------------------------------------


def test_a_certificate_that_nobody_vouches_for_is_refused(server, parcel):
    system = RecordSystem(address=f"{server.secure}/accepts-tls")
    assert sent(system, parcel) == NotNow(trouble=Trouble.CERTIFICATE)
    assert asked(server, "accepts-tls") == []


def test_an_authority_of_ones_own_is_trusted_beside_the_others(server, parcel):
    system = RecordSystem(address=f"{server.secure}/accepts-own", authority=server.authority)
    assert isinstance(sent(system, parcel), Accepted)


def test_an_authority_that_is_none_lets_nobody_be_trusted(server, parcel):
    with pytest.raises(UnusableAuthority):
        trust_for("no certificate")
    with pytest.raises(UnusableAuthority):
        trust_for("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    system = RecordSystem(address=f"{server.secure}/accepts-odd", authority="no certificate")
    assert sent(system, parcel) == NotNow(trouble=Trouble.CERTIFICATE)


def test_a_server_that_speaks_no_tls_is_not_spoken_to(server, parcel):
    plain = server.address.replace("http://", "https://")
    assert sent(RecordSystem(address=f"{plain}/accepts-plain"), parcel) == NotNow(
        trouble=Trouble.CERTIFICATE
    )


# --- being let in -----------------------------------------------------------------------------


def test_a_given_token_is_shown_and_never_renewed(server, parcel):
    token = {"authentication": Authentication.BEARER, "token": "secret-1"}
    assert isinstance(sent(server.playing("bearer-secret-1", **token), parcel), Accepted)
    answer = sent(server.playing("bearer-secret-2", **token), parcel)
    assert answer == NotNow(trouble=Trouble.NOT_LET_IN, status=401)
    assert len(asked(server, "bearer-secret-2")) == 1


def test_a_token_that_cannot_be_said_is_not_said(server, parcel):
    odd = {"authentication": Authentication.BEARER, "token": "two\r\nX-Lines: 1"}
    assert sent(server.playing("bearer-x", **odd), parcel) == NotNow(
        trouble=Trouble.NOT_LET_IN, status=401
    )
    assert [one["token"] for one in asked(server, "bearer-x")] == [""]


def smart(server: Faults, value: str, **fields: object) -> RecordSystem:
    own = {"authentication": Authentication.SMART, "client_id": "clonus", "private_key": KEY}
    return server.playing(f"smart-{value}", **(own | fields))


def test_a_token_is_asked_for_once_and_renewed_when_it_holds_no_more(server, parcel):
    system, now_s = smart(server, "well"), 1000.0
    tokens = Tokens(now_s=lambda: now_s)

    def paths() -> list[str]:
        assert isinstance(
            send(system, parcel, tokens=tokens, cancel=Cancel(), patience=SHORT), Accepted
        )
        return [str(one["path"]).split("/")[-1] for one in asked(server, "smart-well")]

    assert paths() == ["smart-configuration", "token", "smart-well"]
    assert len(paths()) == 4
    now_s += 120.0
    assert len(paths()) == 7
    form = httpx.get(f"{system.address}/form", trust_env=False).text
    said = dict(urllib.parse.parse_qsl(form))
    assert said["grant_type"] == "client_credentials"
    assert said["scope"] == "system/*.cruds"
    assert said["client_assertion"].count(".") == 2
    assert KEY not in form


def test_a_token_that_was_taken_back_is_renewed_once(server, parcel):
    system, tokens = smart(server, "again"), Tokens()
    assert isinstance(
        send(system, parcel, tokens=tokens, cancel=Cancel(), patience=SHORT), Accepted
    )
    httpx.get(f"{system.address}/end", trust_env=False)
    assert isinstance(
        send(system, parcel, tokens=tokens, cancel=Cancel(), patience=SHORT), Accepted
    )
    stubborn = smart(server, "stubborn")
    assert sent(stubborn, parcel) == NotNow(trouble=Trouble.NOT_LET_IN, status=401)
    posts = [one for one in asked(server, "smart-stubborn") if one["path"] == "/smart-stubborn"]
    assert len(posts) == 2


@pytest.mark.parametrize(
    ("value", "trouble"),
    [
        ("abroad", Trouble.NO_TOKEN),
        ("unsaid", Trouble.NO_TOKEN),
        ("placeless", Trouble.NO_TOKEN),
        ("unknown", Trouble.NO_TOKEN),
        ("odd", Trouble.NO_TOKEN),
        ("down", Trouble.FAULT),
        ("busy", Trouble.FAULT),
    ],
)
def test_without_a_token_nothing_about_a_patient_is_sent(server, parcel, value, trouble):
    assert sent(smart(server, value), parcel) == NotNow(trouble=trouble)
    assert not [one for one in asked(server, f"smart-{value}") if one["size"] == len(parcel.body)]


def test_without_a_key_no_token_is_asked_for(server, parcel):
    assert sent(smart(server, "keyless", private_key="none"), parcel) == NotNow(
        trouble=Trouble.NO_TOKEN
    )


@pytest.mark.parametrize(
    ("said", "lasts_s"), [(60, 60.0), (0.5, 0.5), (True, 300.0), ("60", 300.0), (-1, 300.0)]
)
def test_how_long_a_token_holds_is_believed_within_reason(said, lasts_s):
    from clonus_desktop.exchange.fhir_client.tokens import _lasts

    assert _lasts(said) == lasts_s


# --- what was sent before ---------------------------------------------------------------------


def replacing(parcel: Parcel) -> Parcel:
    known = {"a": Kept(kind="Observation", id="1", version="1")}
    known |= {"b": Kept(kind="DiagnosticReport", id="2", version="1")}
    return replace(parcel, replaces=known)


@pytest.mark.parametrize("value", ["own", "409"])
def test_a_conflict_with_this_very_parcel_means_that_it_was_accepted_before(server, parcel, value):
    assert sent(server.playing(f"conflict-{value}"), replacing(parcel)) == Accepted(
        known={
            "a": Kept(kind="Observation", id="1", version="9"),
            "b": Kept(kind="DiagnosticReport", id="2", version="9"),
        }
    )


def test_what_is_not_there_any_more_is_not_known(server, parcel):
    assert sent(server.playing("conflict-changed"), replacing(parcel)) == Accepted(
        known={"b": Kept(kind="DiagnosticReport", id="2", version="9")}
    )


def test_a_conflict_with_somebody_else_is_refused(server, parcel):
    refused = Refused(status=412, said=("No patient of that number",))
    # None of that name, of the same name but another moment, of no moment.
    for value in ("other", "later", "odd"):
        found = sent(server.playing(f"conflict-{value}"), replacing(parcel))
        assert found == replace(refused, is_conflict=True)
    assert sent(server.playing("conflict-own"), parcel) == refused


# --- stopping ---------------------------------------------------------------------------------


def test_what_is_under_way_is_stopped_at_once_from_another_thread(server, parcel):
    cancel, ended = Cancel(), threading.Event()

    def work() -> None:
        with pytest.raises(Cancelled):
            send(server.playing("silent"), parcel, tokens=Tokens(), cancel=cancel)
        ended.set()

    thread = threading.Thread(target=work)
    thread.start()
    while not asked(server, "silent"):
        time.sleep(0.01)
    cancel.cancel()
    assert ended.wait(10)
    thread.join()


def test_what_was_stopped_before_is_never_begun(server, parcel):
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        send(server.playing("accepts-never"), parcel, tokens=Tokens(), cancel=cancel)
    assert asked(server, "accepts-never") == []


def test_stopping_afterwards_harms_nobody(server, parcel):
    cancel = Cancel()
    send(server.playing("accepts-2"), parcel, tokens=Tokens(), cancel=cancel, patience=SHORT)
    cancel.cancel()


def test_a_name_that_is_nobody_s_is_told_to_whoever_waits(parcel):
    # The rule of these tests refuses to look a name up, and raises in the thread that does.
    nobody = RecordSystem(address="https://records.example")
    with pytest.raises(AssertionError, match="reached for the network"):
        sent(nobody, parcel)


def test_what_is_looked_up_aside_reaches_whoever_waits():
    async def work() -> int:
        loop = asyncio.get_running_loop()
        with pytest.raises(UnicodeError):
            await loop.run_in_executor(None, "\ud800".encode)
        return await loop.run_in_executor(None, lambda: 7)

    assert run(work(), cancel=Cancel(), limit_s=5.0) == 7


def test_what_takes_longer_than_it_may_gives_nothing():
    assert run(asyncio.sleep(60.0, result=7), cancel=Cancel(), limit_s=0.01) is None


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (httpx.ConnectTimeout(""), Trouble.NOT_REACHED),
        (httpx.ReadTimeout(""), Trouble.TOO_SLOW),
        (httpx.PoolTimeout(""), Trouble.TOO_SLOW),
        (httpx.ProxyError(""), Trouble.NOT_REACHED),
        (httpx.InvalidURL(""), Trouble.NOT_REACHED),
        (httpx.ReadError(""), Trouble.CUT_OFF),
        (httpx.RemoteProtocolError(""), Trouble.CUT_OFF),
    ],
)
def test_what_is_behind_an_error_is_told_apart(error, trouble):
    assert trouble_of(error) is trouble


# --- looking ----------------------------------------------------------------------------------


def test_a_look_says_what_is_there_and_that_one_is_let_in(server):
    found = seen(server.playing("accepts-look"))
    assert found.can_take
    assert (found.software, found.fhir_version) == ("Faults 1.0", "4.0.1")
    assert (found.lacks, found.not_by_identifier, found.not_let_in) == ((), (), None)
    assert all(one["method"] == "GET" for one in asked(server, "accepts-look"))


def test_a_look_says_that_one_is_not_let_in(server):
    found = seen(server.playing("metadata-403"))
    assert found.not_let_in == NotNow(trouble=Trouble.NOT_LET_IN, status=403)
    assert not found.can_take
    # What is not found is nothing against being let in.
    assert seen(server.playing("metadata-404")).can_take
    unsaid = seen(smart(server, "unsaid", address=f"{server.address}/metadata-404"))
    assert unsaid.not_let_in == NotNow(trouble=Trouble.NO_TOKEN)


def test_a_look_shows_its_token_where_nothing_is_shown_without(server):
    token = {"authentication": Authentication.BEARER, "token": "look"}
    assert seen(server.playing("bearer-look", **token)).can_take
    assert seen(server.playing("bearer-other", **token)) == NotNow(
        trouble=Trouble.NOT_LET_IN, status=401
    )


@pytest.mark.parametrize(
    ("play", "trouble", "status"),
    [
        ("garbage-html", Trouble.NOT_FHIR, 200),
        ("status-404", Trouble.NOT_FHIR, 404),
        ("status-503", Trouble.FAULT, 503),
        ("elsewhere-302", Trouble.LEADS_ELSEWHERE, 302),
    ],
)
def test_a_look_says_what_is_wrong_with_the_address(server, play, trouble, status):
    found = seen(server.playing(play))
    assert (found.trouble, found.status) == (trouble, status)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ({}, (False, "")),
        ({"rest": [], "software": []}, (False, "")),
        ({"rest": "x", "fhirVersion": 4, "software": {"name": "\u202eN\n"}}, (False, "N")),
        ({"rest": [{"interaction": [{"code": "transaction"}]}]}, (True, "")),
        ({"implementation": {"description": "Ours"}}, (False, "Ours")),
    ],
)
def test_a_statement_is_read_as_far_as_it_goes(statement, says):
    found = found_in({"resourceType": "CapabilityStatement"} | statement)
    assert found is not None
    assert (found.takes_transactions, found.software) == says
    assert len(found.lacks) == 6
    assert not found.can_take


def test_a_kind_that_is_not_found_again_by_its_identifier_is_named():
    resources = [{"type": "Patient"}, {"type": "Observation", "conditionalUpdate": True}]
    found = found_in({"resourceType": "CapabilityStatement", "rest": [{"resource": resources}]})
    assert found.not_by_identifier == ("Patient",)
    assert found_in({"resourceType": "Patient"}) is None


# --- secrets ----------------------------------------------------------------------------------


def test_nothing_about_a_patient_and_no_secret_is_logged_or_shown(server, parcel, caplog):
    caplog.set_level(logging.DEBUG)
    token = {"authentication": Authentication.BEARER, "token": "secret-3"}
    for play in ("bearer-secret-3", "cut", "status-422", "smart-unknown"):
        system = server.playing(play, **token)
        shown = repr(sent(system, parcel)) + repr(system) + repr(parcel)
        assert "secret-3" not in shown.replace(play, "")
    text = caplog.text
    family = json.loads(parcel.body)["entry"][0]["resource"]["name"][0]["family"]
    assert family not in text
    assert "Bearer" not in text.replace("bearer-secret-3", "")
