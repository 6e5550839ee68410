import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';

/** A generated column of each table: a checksum of the row's other values, which SQLite computes at every write. */
const definition = (columns: readonly string[]) =>
  `row_sum INTEGER GENERATED ALWAYS AS (${call(columns)}) STORED`;
const call = (columns: readonly string[]) => `sum_of(${columns.join(', ')})`;
const anyDefinition = /row_sum INTEGER GENERATED ALWAYS AS \(sum_of\([^)]*\)\) STORED,/;

/** Registers the checksum function. Every connection needs it before it uses a table. */
export function registerSum(database: DatabaseSync): void {
  database.function('sum_of', { deterministic: true, varargs: true }, (...values) =>
    crc32(JSON.stringify(values)),
  );
}

export function tablesIn(database: DatabaseSync): { name: string; sql: string }[] {
  return database
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all() as unknown as { name: string; sql: string }[];
}

/** Adds checksums to new tables and to tables whose columns a migration changed. Runs in the migration's transaction. */
export function addSums(database: DatabaseSync): void {
  for (const { name, sql } of tablesIn(database)) {
    const columns = valuesOf(database, name);
    if (sql.includes(definition(columns))) continue;
    const indexes = database
      .prepare("SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
      .all(name) as unknown as { sql: string }[];
    const plain = sql.replace(anyDefinition, '');
    const body = plain.slice(plain.indexOf('(') + 1);
    database.exec(`CREATE TABLE summed_${name} (${definition(columns)},${body}`);
    database.exec(
      `INSERT INTO summed_${name} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${name};
       DROP TABLE ${name};
       ALTER TABLE summed_${name} RENAME TO ${name};`,
    );
    for (const index of indexes) database.exec(index.sql);
  }
}

/** Returns the names of tables that have a row with a wrong checksum. */
export function tablesWithWrongSums(database: DatabaseSync): string[] {
  return tablesIn(database)
    .filter(({ sql }) => anyDefinition.test(sql))
    .filter(({ name, sql }) => {
      const wrong = database.prepare(`SELECT 1 FROM ${name} WHERE ${isWrong(sql)} LIMIT 1`);
      return wrong.get() !== undefined;
    })
    .map(({ name }) => name);
}

/** Returns SQL that is true for a row with a wrong checksum, and false for every row of a table without checksums. */
export function isWrong(tableSql: string): string {
  const columns = /GENERATED ALWAYS AS \((sum_of\([^)]*\))\) STORED/.exec(tableSql)?.[1];
  return columns === undefined ? '0' : `row_sum IS NOT ${columns}`;
}

/** Returns the columns of a table in their order, without generated columns. */
function valuesOf(database: DatabaseSync, table: string): string[] {
  const columns = database.prepare(`PRAGMA table_info(${table})`).all() as unknown as { name: string }[];
  return columns.map(({ name }) => name);
}
