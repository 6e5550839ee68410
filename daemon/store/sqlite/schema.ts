/** Each entry migrates the store by one version. The SQL of a released entry never changes. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE team_accounts (
    team TEXT NOT NULL, account TEXT NOT NULL, name TEXT,
    PRIMARY KEY (team, account)
  ) WITHOUT ROWID;

  CREATE TABLE findings (
    key TEXT PRIMARY KEY,
    source TEXT NOT NULL, rule TEXT NOT NULL, rule_identifier TEXT, severity TEXT NOT NULL, title TEXT,
    account TEXT NOT NULL, region TEXT NOT NULL,
    resource_type TEXT NOT NULL, resource_id TEXT NOT NULL, resource_name TEXT, resource_arn TEXT,
    tags TEXT, -- JSON object
    first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, resolved_at TEXT,
    pass INTEGER NOT NULL -- the last pass that saw it
  ) WITHOUT ROWID;
  CREATE INDEX findings_by_place ON findings (account, source, region);

  CREATE TABLE rules (name TEXT PRIMARY KEY, identifier TEXT) WITHOUT ROWID;

  CREATE TABLE stack_resources (
    account TEXT NOT NULL, region TEXT NOT NULL, stack_id TEXT NOT NULL, stack_name TEXT NOT NULL,
    logical_id TEXT NOT NULL, physical_id TEXT NOT NULL, type TEXT NOT NULL, pass INTEGER NOT NULL,
    PRIMARY KEY (stack_id, logical_id)
  ) WITHOUT ROWID;
  CREATE INDEX stack_resources_by_place ON stack_resources (account, region);

  CREATE TABLE coverage (
    account TEXT NOT NULL, region TEXT NOT NULL, source TEXT NOT NULL,
    pass INTEGER NOT NULL, read_at TEXT, problem TEXT, -- JSON {en, ja}
    PRIMARY KEY (account, region, source)
  ) WITHOUT ROWID;

  CREATE TABLE tickets (
    scope TEXT NOT NULL, -- site and project they were read from
    key TEXT NOT NULL, record TEXT NOT NULL, -- JSON
    pass INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
  ) WITHOUT ROWID;

  CREATE TABLE passes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    team TEXT NOT NULL, started TEXT NOT NULL, ended TEXT, complete INTEGER NOT NULL DEFAULT 0
  );

  CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    scope TEXT NOT NULL, ticket TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, created_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting', note TEXT -- JSON {en, ja}
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX outbox_by_ticket ON outbox (scope, ticket);
  `,
  `
  CREATE TABLE link_choices (
    account TEXT NOT NULL, region TEXT NOT NULL, resource_type TEXT NOT NULL, resource_id TEXT NOT NULL,
    file TEXT NOT NULL, logical_id TEXT NOT NULL,
    verdict TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (account, region, resource_type, resource_id, file, logical_id)
  ) WITHOUT ROWID;
  `,
  `
  CREATE TABLE stack_templates (
    stack_id TEXT PRIMARY KEY,
    account TEXT NOT NULL, region TEXT NOT NULL,
    updated TEXT NOT NULL, -- when the stack changed last
    hash TEXT, -- of the template as deployed; NULL: asked for, and not to be had
    pass INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX stack_templates_by_place ON stack_templates (account, region);
  `,
  `
  -- What describes a resource or a rule finds its findings without reading the account's others.
  CREATE INDEX findings_by_resource ON findings (account, resource_type, resource_id);
  CREATE INDEX findings_by_rule ON findings (rule, source);
  CREATE INDEX coverage_by_pass ON coverage (pass);
  CREATE INDEX passes_by_team ON passes (team);
  `,
  `
  -- A waiting review belongs to a site, whatever project is read there now. Of two for one ticket the later one stays.
  DELETE FROM outbox WHERE EXISTS (
    SELECT 1 FROM outbox AS later
    WHERE later.ticket = outbox.ticket AND later.id <> outbox.id
      AND substr(later.scope || ' ', 1, instr(later.scope || ' ', ' ')) = substr(outbox.scope || ' ', 1, instr(outbox.scope || ' ', ' '))
      AND (later.created_at, later.id) > (outbox.created_at, outbox.id)
  );
  UPDATE outbox SET scope = substr(scope, 1, instr(scope, ' ') - 1) WHERE instr(scope, ' ') > 0;
  ALTER TABLE outbox ADD COLUMN transition TEXT; -- the move that the user chose
  ALTER TABLE outbox ADD COLUMN step TEXT NOT NULL DEFAULT 'queued';
  ALTER TABLE outbox ADD COLUMN move TEXT; -- JSON of SentMove
  ALTER TABLE outbox ADD COLUMN code TEXT; -- of the Problem in note
  `,
  `
  -- Names (folded) of statuses in a review column of the site's boards.
  CREATE TABLE review_statuses (site TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (site, name)) WITHOUT ROWID;
  `,
  `
  ALTER TABLE coverage ADD COLUMN note TEXT; -- JSON {en, ja}: what limits the reading, or why nothing was read
  ALTER TABLE coverage ADD COLUMN unread INTEGER NOT NULL DEFAULT 0; -- 1: not read, which is not a failure
  `,
  `
  ALTER TABLE tickets ADD COLUMN asked_at TEXT; -- when the ticket itself was read last, not Jira's search
  `,
  `
  -- Knowledge is ordered by its time, not by the number of a sync run. A finding is merged from its observations.
  CREATE TABLE sync_runs (
    started TEXT PRIMARY KEY, -- identifies the run; later than every run before
    team TEXT NOT NULL, ended TEXT, complete INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  -- The last pass has the highest id. A pass that started later than it ran with a clock in the future.
  CREATE TABLE last_pass (started TEXT NOT NULL);
  INSERT INTO last_pass SELECT started FROM passes ORDER BY id DESC LIMIT 1;
  INSERT OR REPLACE INTO sync_runs (started, team, ended, complete)
    SELECT passes.started, team, ended, complete FROM passes, last_pass WHERE passes.started <= last_pass.started ORDER BY id;
  UPDATE passes SET started = last_pass.started FROM last_pass WHERE passes.started > last_pass.started;
  UPDATE findings SET first_seen = min(first_seen, started), last_seen = min(last_seen, started),
    resolved_at = min(resolved_at, started) FROM last_pass
    WHERE max(first_seen, last_seen, coalesce(resolved_at, '')) > started;
  UPDATE coverage SET read_at = started FROM last_pass WHERE read_at > started;
  UPDATE tickets SET asked_at = started FROM last_pass WHERE asked_at > started;
  DROP TABLE last_pass;
  CREATE INDEX sync_runs_by_team ON sync_runs (team, started);

  CREATE TABLE observations (
    finding TEXT NOT NULL, -- its key
    source TEXT NOT NULL, rule TEXT NOT NULL, rule_identifier TEXT, severity TEXT NOT NULL,
    title TEXT, annotation TEXT,
    account TEXT NOT NULL, region TEXT NOT NULL, -- the finding's
    first_seen TEXT NOT NULL, seen_at TEXT NOT NULL,
    gone_at TEXT, -- when the source was found to report it no more
    PRIMARY KEY (finding, source, rule)
  ) WITHOUT ROWID;
  INSERT INTO observations (finding, source, rule, rule_identifier, severity, title, account, region, first_seen, seen_at, gone_at)
    SELECT key, source, rule, rule_identifier, severity, title, account, region, first_seen,
      coalesce((SELECT started FROM passes WHERE id = pass), last_seen), resolved_at FROM findings;
  CREATE INDEX observations_by_place ON observations (account, source, region);
  CREATE INDEX observations_by_rule ON observations (rule, source);

  ALTER TABLE findings RENAME TO older_findings;
  CREATE TABLE findings (
    key TEXT PRIMARY KEY,
    source TEXT NOT NULL, rule TEXT NOT NULL, rule_identifier TEXT, severity TEXT NOT NULL, title TEXT,
    account TEXT NOT NULL, region TEXT NOT NULL,
    resource_type TEXT NOT NULL, resource_id TEXT NOT NULL, resource_name TEXT, resource_arn TEXT,
    tags TEXT, -- JSON object
    first_seen TEXT NOT NULL, resolved_at TEXT
  ) WITHOUT ROWID;
  INSERT INTO findings SELECT key, source, rule, rule_identifier, severity, title, account, region,
    resource_type, resource_id, resource_name, resource_arn, tags, first_seen, resolved_at FROM older_findings;
  DROP TABLE older_findings;
  CREATE INDEX findings_by_resource ON findings (account, resource_type, resource_id);

  CREATE TABLE complete_reads (
    account TEXT NOT NULL, region TEXT NOT NULL, source TEXT NOT NULL,
    began_at TEXT NOT NULL, -- the beginning of the last reading that came to its end
    PRIMARY KEY (account, region, source)
  ) WITHOUT ROWID;

  ALTER TABLE stack_resources RENAME TO older_stack_resources;
  CREATE TABLE stack_resources (
    account TEXT NOT NULL, region TEXT NOT NULL, stack_id TEXT NOT NULL, stack_name TEXT NOT NULL,
    logical_id TEXT NOT NULL, physical_id TEXT NOT NULL, type TEXT NOT NULL, seen_at TEXT NOT NULL,
    PRIMARY KEY (stack_id, logical_id)
  ) WITHOUT ROWID;
  INSERT INTO stack_resources SELECT account, region, stack_id, stack_name, logical_id, physical_id, type,
    coalesce((SELECT started FROM passes WHERE id = pass), '') FROM older_stack_resources;
  DROP TABLE older_stack_resources;
  CREATE INDEX stack_resources_by_place ON stack_resources (account, region);

  ALTER TABLE stack_templates RENAME TO older_stack_templates;
  CREATE TABLE stack_templates (
    stack_id TEXT PRIMARY KEY,
    account TEXT NOT NULL, region TEXT NOT NULL,
    updated TEXT NOT NULL, -- when the stack changed last
    hash TEXT, -- of the template as deployed; NULL: asked for, and the stack does not exist
    seen_at TEXT NOT NULL
  ) WITHOUT ROWID;
  INSERT INTO stack_templates SELECT stack_id, account, region, updated, hash,
    coalesce((SELECT started FROM passes WHERE id = pass), '') FROM older_stack_templates;
  DROP TABLE older_stack_templates;
  CREATE INDEX stack_templates_by_place ON stack_templates (account, region);

  ALTER TABLE tickets RENAME TO older_tickets;
  CREATE TABLE tickets (
    scope TEXT NOT NULL, -- site and project they were read from
    key TEXT NOT NULL, record TEXT NOT NULL, -- JSON
    seen_at TEXT NOT NULL,
    asked_at TEXT, -- when Jira last returned the ticket itself, not a search
    PRIMARY KEY (scope, key)
  ) WITHOUT ROWID;
  INSERT INTO tickets SELECT scope, key, record,
    coalesce((SELECT started FROM passes WHERE id = pass), ''), asked_at FROM older_tickets;
  DROP TABLE older_tickets;

  CREATE TABLE aws_coverage (
    account TEXT NOT NULL, region TEXT NOT NULL, source TEXT NOT NULL,
    tried_at TEXT NOT NULL, -- the beginning of the sync run
    read_at TEXT, problem TEXT, note TEXT, -- JSON of Note
    skipped INTEGER NOT NULL DEFAULT 0, -- 1: not read, which is not a failure
    PRIMARY KEY (account, region, source)
  ) WITHOUT ROWID;
  INSERT INTO aws_coverage SELECT account, region, source,
    coalesce((SELECT started FROM passes WHERE id = pass), ''), read_at, problem, note, unread
    FROM coverage WHERE source <> 'tickets';
  CREATE INDEX aws_coverage_by_time ON aws_coverage (tried_at);
  CREATE TABLE jira_coverage (
    scope TEXT PRIMARY KEY, tried_at TEXT NOT NULL, read_at TEXT, problem TEXT, note TEXT -- JSON of Note
  ) WITHOUT ROWID;
  INSERT INTO jira_coverage SELECT account,
    coalesce((SELECT started FROM passes WHERE id = pass), ''), read_at, problem, note
    FROM coverage WHERE source = 'tickets';
  CREATE INDEX jira_coverage_by_time ON jira_coverage (tried_at);
  DROP TABLE coverage;
  DROP TABLE passes;
  `,
  `
  -- The outbox keeps reviews and the decisions of reviewers. Several actions of one ticket wait in their order.
  ALTER TABLE outbox RENAME TO older_outbox;
  CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    scope TEXT NOT NULL, ticket TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'review',
    outcome TEXT, -- of a review
    reason TEXT NOT NULL, transition TEXT, created_at TEXT NOT NULL,
    details TEXT, -- JSON: everything else that the person gave
    step TEXT NOT NULL DEFAULT 'queued',
    move TEXT, -- JSON of SentMove
    state TEXT NOT NULL DEFAULT 'waiting', note TEXT, code TEXT
  ) WITHOUT ROWID;
  INSERT INTO outbox (id, scope, ticket, outcome, reason, transition, created_at, step, move, state, note, code)
    SELECT id, scope, ticket, outcome, reason, transition, created_at, step, move, state, note, code FROM older_outbox;
  DROP TABLE older_outbox;
  CREATE INDEX outbox_by_ticket ON outbox (scope, ticket);
  CREATE INDEX outbox_by_time ON outbox (scope, created_at, id);
  `,
  `
  -- Tickets are read by their changes. How far the reading of a scope came, and Jira's own number of each ticket.
  CREATE TABLE ticket_reads (
    scope TEXT PRIMARY KEY,
    began_at TEXT NOT NULL, -- the sync run with which the reading of all tickets began
    updated TEXT, -- by the site's clock: every ticket that was updated until then is known
    read_at TEXT, -- when all tickets had been read; NULL: not yet
    listed_at TEXT, -- when the names of all tickets were compared last
    count INTEGER, -- how many tickets the site counted
    unreadable TEXT -- JSON array of UnreadableTicket
  ) WITHOUT ROWID;
  ALTER TABLE tickets ADD COLUMN id TEXT;
  UPDATE tickets SET id = json_extract(record, '$.id') WHERE json_valid(record);
  CREATE INDEX tickets_by_id ON tickets (scope, id);
  `,
  `
  CREATE TABLE ticket_verdicts (
    site TEXT NOT NULL,
    ticket TEXT NOT NULL, -- Jira's own number of the ticket, or its key if Jira gives no number
    finding TEXT NOT NULL, verdict TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (site, ticket, finding)
  ) WITHOUT ROWID;
  `,
  `
  -- States of statuses by the columns of a project's boards.
  CREATE TABLE board_states (
    site TEXT NOT NULL, project TEXT NOT NULL,
    states TEXT NOT NULL, -- JSON array of [status id, state]
    read_at TEXT NOT NULL,
    PRIMARY KEY (site, project)
  ) WITHOUT ROWID;
  `,
  `
  -- Tickets that a person filed and that Jira has not confirmed.
  CREATE TABLE filings (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL, finding TEXT NOT NULL, -- its key
    filing TEXT NOT NULL, -- JSON of Filing
    created_at TEXT NOT NULL,
    step TEXT NOT NULL DEFAULT 'queued', sent_at TEXT,
    ticket TEXT, -- its key, once it is known
    state TEXT NOT NULL DEFAULT 'waiting', note TEXT, code TEXT
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX filings_by_finding ON filings (site, finding);
  CREATE INDEX filings_by_time ON filings (site, created_at, id);
  `,
  `
  -- The steps of an action with their times, the status before its first move, and the ticket that a conflict found.
  ALTER TABLE outbox ADD COLUMN steps TEXT; -- JSON array of StepTime
  ALTER TABLE outbox ADD COLUMN started_from TEXT; -- JSON of StatusOfMove
  ALTER TABLE outbox ADD COLUMN found TEXT; -- JSON of FoundTicket
  -- Actions that Jira confirmed.
  CREATE TABLE past_actions (
    id TEXT PRIMARY KEY,
    scope TEXT NOT NULL, ticket TEXT NOT NULL,
    action TEXT NOT NULL, -- JSON of TicketAction
    steps TEXT NOT NULL, moved TEXT, after TEXT NOT NULL, -- JSON
    confirmed_at TEXT NOT NULL,
    undone_by TEXT -- the id of the undo
  ) WITHOUT ROWID;
  CREATE INDEX past_actions_by_ticket ON past_actions (scope, ticket, confirmed_at);
  CREATE INDEX past_actions_by_time ON past_actions (confirmed_at);
  `,
  `
  -- What was true before: when a finding failed again, and the statuses that a ticket left.
  ALTER TABLE findings ADD COLUMN reopened_at TEXT;
  ALTER TABLE tickets ADD COLUMN left_statuses TEXT; -- JSON array of LeftStatus, the latest few
  `,
  `
  -- Edits of single fields, which do not move a ticket.
  ALTER TABLE outbox ADD COLUMN edit TEXT; -- JSON of SentEdit
  ALTER TABLE past_actions ADD COLUMN edited TEXT; -- JSON of SentEdit
  `,
  `
  -- What a ticket's links to other pages name. NULL: they were not read.
  ALTER TABLE tickets ADD COLUMN remote_links TEXT; -- JSON of ReadRemoteLinks
  `,
  `
  -- What windows have said to the user, and since when the findings of a place are known.
  CREATE TABLE said (id TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX said_by_time ON said (at);
  ALTER TABLE complete_reads ADD COLUMN first_at TEXT; -- the beginning of the first reading that came to its end
  UPDATE complete_reads SET first_at = began_at;
  `,
];
