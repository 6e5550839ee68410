import { DatabaseSync } from 'node:sqlite';
import { actionKinds, outcomes } from '#protocol/pending-review.ts';
import { isWrong, registerSum, tablesIn } from './sums.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** Reviews, choices and verdicts of a damaged store: only the user could repeat them. */
export interface Salvaged {
  readonly reviews: readonly Row[];
  readonly choices: readonly Row[];
  /** On matches of tickets. */
  readonly verdicts: readonly Row[];
  /** Tickets of reviews whose checksum is wrong. */
  readonly damagedReviews: readonly string[];
  /** Whether all rows were read, as far as the file shows. */
  readonly isWhole: boolean;
}

/** Reads reviews, link choices and verdicts row by row, from both ends of each table. Never throws. */
export function salvage(file: string): Salvaged {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    registerSum(database);
    const reviews = rowsOf(database, 'outbox', 'id');
    const choices = rowsOf(
      database,
      'link_choices',
      'account, region, resource_type, resource_id, file, logical_id',
    );
    const verdicts = rowsOf(database, 'ticket_verdicts', 'site, ticket, finding');
    const [intact, damaged] = [reviews.rows.filter(isIntact), reviews.rows.filter((row) => !isIntact(row))];
    return {
      reviews: intact.filter(isAction).map(valuesOf),
      choices: choices.rows.filter(isIntact).map(valuesOf),
      verdicts: verdicts.rows.filter(isIntact).map(valuesOf),
      damagedReviews: damaged.map(({ ticket }) => String(ticket)),
      isWhole: reviews.isWhole && choices.isWhole && verdicts.isWhole,
    };
  } catch {
    return { reviews: [], choices: [], verdicts: [], damagedReviews: [], isWhole: false };
  } finally {
    if (database?.isOpen) database.close();
  }
}

/** Writes the saved rows to a new store, without columns that this version does not know. */
export function restore(database: DatabaseSync, { reviews, choices, verdicts }: Salvaged): void {
  for (const [table, rows] of [
    ['outbox', reviews],
    ['link_choices', choices],
    ['ticket_verdicts', verdicts],
  ] as const) {
    const columns = database.prepare(`PRAGMA table_info(${table})`).all() as unknown as { name: string }[];
    for (const row of rows) {
      const known = columns.map(({ name }) => name).filter((name) => name in row);
      const places = known.map(() => '?').join(', ');
      database
        .prepare(`INSERT OR REPLACE INTO ${table} (${known.join(', ')}) VALUES (${places})`)
        .run(...known.map((name) => row[name] ?? null));
    }
  }
}

function rowsOf(database: DatabaseSync, table: string, key: string): { rows: Row[]; isWhole: boolean } {
  const sql = tablesIn(database).find(({ name }) => name === table)?.sql;
  // Older versions did not have the table.
  if (sql === undefined) return { rows: [], isWhole: table !== 'outbox' };
  const rows = new Map<string, Row>();
  let isWhole = true;
  for (const direction of ['ASC', 'DESC']) {
    const order = key.split(', ').map((column) => `${column} ${direction}`);
    try {
      const statement = database.prepare(
        `SELECT *, ${isWrong(sql)} AS is_wrong FROM ${table} NOT INDEXED ORDER BY ${order.join(', ')}`,
      );
      for (const row of statement.iterate() as Iterable<Row>)
        rows.set(JSON.stringify(key.split(', ').map((column) => row[column])), row);
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

function valuesOf({ row_sum: _sum, is_wrong: _wrong, ...values }: Row): Row {
  return values;
}
