import { DatabaseSync } from 'node:sqlite';
import { actionKinds, outcomes } from '#protocol/pending-review.ts';
import { isWrong, registerSum, tablesIn } from './sums.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** The rows of a damaged store that only the user could enter again. */
export interface Salvaged {
  readonly reviews: readonly Row[];
  /** Tickets that were filed and that Jira has not confirmed. One that is lost may be filed twice. */
  readonly filings: readonly Row[];
  /** Confirmed actions, which can be undone. */
  readonly pastActions: readonly Row[];
  readonly choices: readonly Row[];
  /** On matches of tickets. */
  readonly verdicts: readonly Row[];
  /** Tickets of reviews whose checksum is wrong. */
  readonly damagedReviews: readonly string[];
  /** How many filings have a wrong checksum. */
  readonly damagedFilings: number;
  /** Whether all rows were read, as far as the file shows. */
  readonly isWhole: boolean;
}

/** The tables that are saved, and the columns of their keys. */
const savedTables = {
  reviews: { table: 'outbox', key: ['id'] },
  filings: { table: 'filings', key: ['id'] },
  pastActions: { table: 'past_actions', key: ['id'] },
  choices: {
    table: 'link_choices',
    key: ['account', 'region', 'resource_type', 'resource_id', 'file', 'logical_id'],
  },
  verdicts: { table: 'ticket_verdicts', key: ['site', 'ticket', 'finding'] },
} as const;
type SavedName = keyof typeof savedTables;
const savedNames = Object.keys(savedTables) as SavedName[];

/** The shape of rows whose checksum a damaged schema may hide. */
const isFiling = hasShape({
  texts: ['id', 'site', 'finding', 'created_at', 'step', 'state'],
  json: ['filing'],
});
const isPastAction = hasShape({
  texts: ['id', 'scope', 'ticket', 'confirmed_at'],
  json: ['action', 'steps', 'after'],
});

/** Reads the saved tables row by row, from both ends of each table. Never throws. */
export function salvage(file: string): Salvaged {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    registerSum(database);
    const read = (name: SavedName) => rowsOf(database as DatabaseSync, savedTables[name]);
    const tables = {
      reviews: read('reviews'),
      filings: read('filings'),
      pastActions: read('pastActions'),
      choices: read('choices'),
      verdicts: read('verdicts'),
    };
    const intact = (name: SavedName) => tables[name].rows.filter(isIntact);
    const damaged = (name: SavedName) => tables[name].rows.filter((row) => !isIntact(row));
    return {
      reviews: intact('reviews').filter(isAction).map(valuesOf),
      filings: intact('filings').filter(isFiling).map(valuesOf),
      pastActions: intact('pastActions').filter(isPastAction).map(valuesOf),
      choices: intact('choices').map(valuesOf),
      verdicts: intact('verdicts').map(valuesOf),
      damagedReviews: damaged('reviews').map(({ ticket }) => String(ticket)),
      damagedFilings: damaged('filings').length,
      isWhole: savedNames.every((name) => tables[name].isWhole),
    };
  } catch {
    return {
      ...{ reviews: [], filings: [], pastActions: [], choices: [], verdicts: [] },
      ...{ damagedReviews: [], damagedFilings: 0, isWhole: false },
    };
  } finally {
    if (database?.isOpen) database.close();
  }
}

/** Writes the saved rows to a new store, without columns that this version does not know. */
export function restore(database: DatabaseSync, saved: Salvaged): void {
  for (const name of savedNames) {
    const { table } = savedTables[name];
    const columns = database.prepare(`PRAGMA table_info(${table})`).all() as unknown as { name: string }[];
    for (const row of saved[name]) {
      const known = columns.map((column) => column.name).filter((column) => column in row);
      const places = known.map(() => '?').join(', ');
      database
        .prepare(`INSERT OR REPLACE INTO ${table} (${known.join(', ')}) VALUES (${places})`)
        .run(...known.map((column) => row[column] ?? null));
    }
  }
}

function rowsOf(
  database: DatabaseSync,
  { table, key }: { readonly table: string; readonly key: readonly string[] },
): { rows: Row[]; isWhole: boolean } {
  const sql = tablesIn(database).find(({ name }) => name === table)?.sql;
  // Older versions did not have the table.
  if (sql === undefined) return { rows: [], isWhole: table !== 'outbox' };
  const rows = new Map<string, Row>();
  let isWhole = true;
  for (const direction of ['ASC', 'DESC']) {
    const order = key.map((column) => `${column} ${direction}`);
    try {
      const statement = database.prepare(
        `SELECT *, ${isWrong(sql)} AS is_wrong FROM ${table} NOT INDEXED ORDER BY ${order.join(', ')}`,
      );
      for (const row of statement.iterate() as Iterable<Row>)
        rows.set(JSON.stringify(key.map((column) => row[column])), row);
    } catch {
      isWhole = false;
    }
  }
  return { rows: [...rows.values()], isWhole };
}

const isIntact = (row: Row) => row.is_wrong === 0;

/**
 * Returns whether the row has the shape of a review or of a decision about one: the only check in stores of versions without
 * checksums. Older versions kept reviews alone, without a kind.
 */
function isAction({ id, ticket, kind = 'review', outcome, state, reason }: Row): boolean {
  const isReview = kind === 'review' && outcomes.some((known) => known === outcome) && reason !== '';
  const isOther = kind !== 'review' && actionKinds.some((known) => known === kind);
  return (
    [id, ticket].every((value) => typeof value === 'string' && value !== '') &&
    typeof reason === 'string' &&
    (isReview || isOther) &&
    (state === 'waiting' || state === 'conflict')
  );
}

function hasShape({ texts, json }: { readonly texts: readonly string[]; readonly json: readonly string[] }) {
  return (row: Row): boolean =>
    texts.every((column) => typeof row[column] === 'string' && row[column] !== '') &&
    json.every((column) => isJsonObject(row[column]));
}

function isJsonObject(text: unknown): boolean {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function valuesOf({ row_sum: _sum, is_wrong: _wrong, ...values }: Row): Row {
  return values;
}
