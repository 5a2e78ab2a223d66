"""Check a page against its proof and the log."""

from pathlib import Path
from typing import Any

import click

from ..errors import UsageError
from ..proof.key import WITNESS_KEY
from ..proof.page_check import CHECKS, COMPARED, NOT_COMPARED, SCOPE, PageVerdict, check_page
from ..proof.read_back import read_back
from ..tool import json_option, print_json
from ..watch.page_at_hand import AtHand, keys_given, page_at_hand

_MISUSE = 2


@click.command("verify")
@click.argument("page")
@click.argument("proof", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--key", metavar="VKEY", help="The log's key, or a file of keys; else log/vkey of the site around PAGE.")
@click.option("--witness", multiple=True, metavar="VKEY", help="This witness must have cosigned; may be repeated.")
@click.option("--text-only", is_flag=True, help="Compare text and stated digest alone, and ask nothing of a log.")
@json_option
def verify(
    page: str, proof: Path | None, key: str | None, witness: tuple[str, ...], text_only: bool, as_json: bool
) -> None:
    """Check PAGE, a story page as served or saved, or its http(s) address, against PROOF and the log; offline for
    files. Without PROOF: v<n>.tlog-proof beside the page. Exit 0: it is as logged; 1: it is not; 2: not checked."""
    try:
        at_hand = page_at_hand(page, proof, key)
        witnesses = keys_given(witness)
    except UsageError as error:
        click.echo(f"nightdesk: {error}", err=True)
        raise SystemExit(_MISUSE) from error
    if any(one.kind != WITNESS_KEY for one in witnesses):
        raise click.UsageError("--witness takes a witness's key; that of a log is given with --key")
    if text_only or at_hand.proof is None:
        raise SystemExit(_text_only(page, at_hand.page, as_json, enough=text_only))
    verdict = check_page(at_hand.page, at_hand.proof, at_hand.keys, witnesses, len(witnesses))
    if as_json:
        print_json(_facts(page, verdict))
    else:
        _say(verdict, at_hand)
    raise SystemExit(0 if verdict.holds else 1)


def _say(verdict: PageVerdict, at_hand: AtHand) -> None:
    page, fault = verdict.page, verdict.fault
    if page is not None:
        said = "same" if verdict.holds else "NOT THE SAME"
        claims = page.claimed or "nothing"
        # Where a page states its own text's digest rightly, two equal numbers would tell nothing of what is wrong.
        is_elsewhere = fault is not None and page.digest == claims
        told = "as it claims; what differs is said below" if is_elsewhere else f"claims {claims}"
        click.echo(f"{said}  page {page.digest}  {told}")
    for check in verdict.checks:
        click.echo(
            f"  {'NO ' if check.fault else 'yes'}  {CHECKS[check.name]}" + (f": {check.fault}" if check.fault else "")
        )
    if verdict.proven is None or verdict.leaf is None:
        click.echo(f"The page is not what the log says it is: {fault.fault if fault else 'it has no proof'}.")
    else:
        tree, leaf = verdict.proven.checkpoint, verdict.leaf
        click.echo(f"The page shows version {leaf.ver} of {leaf.story}, as it was logged.")
        click.echo(f"Log {tree.origin}, entry {verdict.proven.index}, in the signed tree of {_entries(tree.size)}.")
        for one in verdict.proven.cosigned:
            click.echo(f"Cosigned by {one.witness.name}.")
        click.echo(SCOPE)
    click.echo(_key_said(at_hand))


def _entries(size: int) -> str:
    return "one entry" if size == 1 else f"{size} entries"


def _key_said(at_hand: AtHand) -> str:
    """Which key it was, and whose word that is."""
    ids: dict[str, list[str]] = {}
    for key in at_hand.keys:
        ids.setdefault(key.name, []).append(key.id.hex())
    called = "; ".join(f"{name} ({', '.join(some)})" for name, some in ids.items())
    what = f"The key is that of {called}" if len(at_hand.keys) == 1 else f"The keys are those of {called}"
    if at_hand.is_own:
        return f"{what}, the site's own, from {at_hand.keys_from}: compare it with one you have from elsewhere."
    return f"{what}, from {at_hand.keys_from}." if at_hand.keys_from else f"{what}, as given."


def _facts(page: str, verdict: PageVerdict) -> dict[str, Any]:
    proven, leaf = verdict.proven, verdict.leaf
    return {
        "page": page,
        "same": verdict.holds,
        "checks": [{"check": check.name, "holds": not check.fault, "reason": check.fault} for check in verdict.checks],
        "digest": verdict.page.digest if verdict.page else None,
        "claims": verdict.page.claimed if verdict.page else None,
        "story": leaf.story if leaf else None,
        "version": leaf.ver if leaf else None,
        "log": proven.checkpoint.origin if proven else None,
        "index": proven.index if proven else None,
        "size": proven.checkpoint.size if proven else None,
        "compared": COMPARED,
        "notCompared": NOT_COMPARED,
        "witnesses": [{"name": one.witness.name, "seconds": one.seconds} for one in proven.cosigned] if proven else [],
    }


def _text_only(page: str, content: bytes, as_json: bool, *, enough: bool) -> int:
    """The text against the digest that the page itself states; the answer is the exit code."""
    returned = read_back(content)
    same = bool(returned.meta) and returned.meta == returned.digest
    if as_json:
        reason = "" if enough else "the page has no log entry"
        check = {"check": "log", "holds": False, "reason": reason}
        facts = {"page": page, "same": same and enough, "digest": returned.digest, "claims": returned.meta or None}
        print_json({**facts, "checks": [] if enough else [check]})
    elif not returned.meta and not returned.blocks:
        click.echo(f"{page} is no story page: it has neither marked text nor a digest to check it against")
    else:
        claims = returned.meta or "nothing"
        click.echo(f"{'same' if same else 'NOT THE SAME'}  page {returned.digest}  claims {claims}")
        if not enough:
            click.echo("The page has no log entry: nothing proves that this text was the one published.")
    return 0 if same and enough else 1


COMMAND = verify
