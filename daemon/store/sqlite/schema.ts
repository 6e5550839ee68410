/** Each entry brings the store one version further; entries are never edited once released. */
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
  ALTER TABLE coverage ADD COLUMN note TEXT; -- JSON {en, ja}: what limits the reading, or why there was none
  ALTER TABLE coverage ADD COLUMN unread INTEGER NOT NULL DEFAULT 0; -- 1: not read, which is not a failure
  `,
  `
  ALTER TABLE tickets ADD COLUMN asked_at TEXT; -- when the ticket itself was read last, not Jira's search
  `,
];
