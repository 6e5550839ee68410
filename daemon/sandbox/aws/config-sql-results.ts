import { type Aggregate, nameOf, type Output, type Path, type Query } from './config-sql.ts';
import { fieldOf, fieldValues } from './fields.ts';

/** The matching items in the query's order, and the form of each in the response. */
export interface Results {
  readonly rows: readonly object[];
  write(row: object): string;
}

export function isAggregated({ outputs }: Query): boolean {
  return outputs.some(({ kind }) => kind === 'aggregate');
}

/** Returns the results of a query. Rows are JSON texts of only the selected properties, nested as in the items. */
export function resultsOf(query: Query, matched: readonly object[]): Results {
  const { outputs, orderBy } = query;
  if (isAggregated(query)) {
    const groups = inOrder(grouped(query, matched), orderBy);
    return { rows: groups, write: (row) => JSON.stringify(row) };
  }
  const selection = selectionOf(
    outputs.flatMap((output) => (output.kind === 'property' ? [output.path] : [])),
  );
  return { rows: inOrder(matched, orderBy), write: (row) => JSON.stringify(selected(row, selection)) };
}

/** `true`: the whole value. */
type Selection = true | Map<string, Selection>;

function selectionOf(paths: readonly Path[]): Selection {
  const byKey = Map.groupBy(paths, ([key = '']) => key);
  return new Map(
    [...byKey].map(([key, those]) => {
      const rests = those.map(([, ...rest]) => rest);
      return [key, rests.some((rest) => rest.length === 0) ? true : selectionOf(rests)];
    }),
  );
}

function selected(value: unknown, selection: Selection): unknown {
  if (selection === true) return value;
  if (Array.isArray(value)) return value.map((element) => selected(element, selection));
  if (!(value instanceof Object)) return undefined;
  return Object.fromEntries(
    [...selection].map(([key, inner]) => [key, selected(fieldOf(value, key), inner)]),
  );
}

function grouped({ outputs, groupBy }: Query, matched: readonly object[]): object[] {
  const groups = Map.groupBy(matched, (item) =>
    JSON.stringify(groupBy.map((path) => fieldValues(item, path)[0])),
  );
  // Without GROUP BY all items are one group, which may be empty.
  if (groupBy.length === 0 && groups.size === 0) groups.set('', []);
  const selection = selectionOf(
    groupBy.filter((path) => outputs.some((output) => nameOf(output) === path.join('.'))),
  );
  const aggregates = outputs.filter((output) => output.kind === 'aggregate');
  return [...groups.values()].map((items) => ({
    ...(items[0] && (selected(items[0], selection) as object)),
    ...Object.fromEntries(aggregates.map((aggregate) => [nameOf(aggregate), aggregated(aggregate, items)])),
  }));
}

function aggregated({ function: name, path }: Aggregate, items: readonly object[]): unknown {
  if (path === undefined) return items.length;
  const values = items.flatMap((item) => fieldValues(item, path));
  if (name === 'COUNT') return values.length;
  if (name === 'MIN' || name === 'MAX') {
    const sorted = values.toSorted(inSequence);
    return (name === 'MIN' ? sorted[0] : sorted.at(-1)) ?? null;
  }
  const numbers = values.filter((value) => typeof value === 'number');
  const sum = numbers.reduce((total, value) => total + value, 0);
  if (name === 'SUM') return sum;
  return numbers.length === 0 ? null : sum / numbers.length;
}

function inOrder(rows: readonly object[], orderBy: Query['orderBy']): readonly object[] {
  if (orderBy.length === 0) return rows;
  return rows.toSorted((a, b) => {
    for (const { by, descending } of orderBy) {
      const order = inSequence(keyOf(a, by), keyOf(b, by));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

function keyOf(row: object, by: Output): unknown {
  return by.kind === 'aggregate' ? fieldOf(row, nameOf(by)) : fieldValues(row, by.path)[0];
}

function inSequence(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [first, second] = [String(a ?? ''), String(b ?? '')];
  return first < second ? -1 : first > second ? 1 : 0;
}
