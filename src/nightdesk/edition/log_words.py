"""What the pages of the log say in our own voice: the label's link, proofs, the log for people, the policies."""

import msgspec


class LogWords(msgspec.Struct, frozen=True, kw_only=True):
    """One language's sentences; a value of it stands in that language's catalogue as `Words.log`."""

    check_this: str
    stop: str
    proof_link: str
    public_log: str

    proof: str
    proof_title: str
    question: str
    story: str
    answer: str
    answer_more: str
    check_now: str
    check_again: str
    check_quiet: str
    check_scripts: str
    step_read: str
    step_digest: str
    step_entry: str
    step_signed: str
    say_busy: str
    say_same: str
    say_same_more: str
    say_newer: str
    say_newer_more: str
    say_other: str
    say_other_more: str
    say_gone: str
    say_gone_more: str
    say_unable: str
    say_unable_more: str

    times: str
    time_created: str
    time_made: str
    time_received: str
    time_shown: str
    time_none: str

    versions: str
    versions_one: str
    version_publish: str
    version_update: str
    version_correct: str
    version_restore: str
    version_release: str
    shown_since: str
    shown_span: str
    old_tape: str
    diff: str
    diff_here: str
    diff_struck: str
    diff_struck_more: str
    diff_marked: str
    diff_marked_more: str
    diff_none: str
    diff_large: str
    version_closed: str
    acts: str

    entry: str
    entry_received: str
    entry_shown: str
    entry_publish: str
    entry_update: str
    entry_correct: str
    entry_kill: str
    entry_withhold: str
    entry_takedown: str
    entry_restore: str
    entry_hold: str
    entry_release: str
    entry_expire: str
    entry_other: str

    proves: str
    proves_lines: tuple[str, ...]
    proves_not: str
    proves_not_lines: tuple[str, ...]
    alone: str
    alone_more: str
    alone_fetch: str
    alone_first: str
    alone_second: str
    digest: str
    digest_more: str

    closed_question: str
    closed_answer: str
    closed_more: str
    closed_notice: str
    closed_entries: str
    closed_entries_more: str
    closed_signed: str

    log_head: str
    log_head_one: str
    log_lead: str
    witnesses: str
    witnesses_one: str
    witnesses_none: str
    checkpoint: str
    root_tape: str
    fact_size: str
    fact_size_value: str
    fact_root: str
    fact_signed: str
    fact_witnessed: str
    fact_files: str

    day: str
    day_open: str
    day_none: str
    day_more: str
    column_wire: str
    column_received: str
    column_hours: str
    column_open: str
    row_all: str
    hours_chart: str
    outcome_published: str
    outcome_updated: str
    outcome_corrected: str
    outcome_held: str
    outcome_withheld: str
    outcome_killed: str
    outcome_duplicate: str
    outcome_history: str
    outcome_conflict: str
    outcome_advisory: str
    outcome_spiked: str

    kills_none: str
    kills_one: str
    kills: str
    kills_late: str
    kills_open: str
    kills_chart: str
    kills_promise: str
    kills_last: str
    kills_more: str
    kill_gone: str
    kill_open: str

    live: str
    live_chart: str
    live_half: str
    live_most: str
    live_worst: str
    live_more: str

    corrections_today: str
    corrections_today_none: str

    watch: str
    watch_more: str
    watch_monitor: str
    watch_witness: str

    automation: str
    automation_heads: tuple[str, ...]
    automation_texts: tuple[str, ...]
    grievance: str
    grievance_officer: str
    grievance_write: str
    grievance_post: str
    grievance_days: str
    grievance_body: str
    grievance_unset: str
    grievance_more: str
    mark_line: str
    mark_more: str
    mark_qr: str
