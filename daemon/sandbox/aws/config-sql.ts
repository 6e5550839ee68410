import { invalidExpression, type Token, tokensOf } from './config-sql-tokens.ts';

/** A property: `configuration.complianceType` as its parts. */
export type Path = readonly string[];
export type Literal = string | number | boolean;
export type Comparison = '=' | '!=' | '<' | '>' | '<=' | '>=';
export type AggregateFunction = 'COUNT' | 'SUM' | 'AVG' | 'MIN' | 'MAX';

export interface Aggregate {
  readonly kind: 'aggregate';
  readonly function: AggregateFunction;
  /** Absent for `COUNT(*)`. */
  readonly path?: Path;
}
export interface Property {
  readonly kind: 'property';
  readonly path: Path;
}
export type Output = Aggregate | Property;

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly sides: readonly [Condition, Condition] }
  | { readonly kind: 'not'; readonly inner: Condition }
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: Comparison; readonly value: Literal }
  | { readonly kind: 'in'; readonly path: Path; readonly values: readonly Literal[] }
  | { readonly kind: 'between'; readonly path: Path; readonly low: Literal; readonly high: Literal }
  /** `%` at the end of a pattern matches any text, `_` matches one character. */
  | {
      readonly kind: 'like';
      readonly path: Path;
      readonly prefix: string;
      readonly wildcard: '%' | '_' | '';
    };

export interface Query {
  readonly outputs: readonly Output[];
  readonly where?: Condition;
  readonly groupBy: readonly Path[];
  readonly orderBy: readonly { readonly by: Output; readonly descending: boolean }[];
}

/** The columns of `SELECT *`, as AWS documents it. */
const scalars = [
  'accountId',
  'awsRegion',
  'arn',
  'availabilityZone',
  'configurationItemCaptureTime',
  'resourceCreationTime',
  'resourceId',
  'resourceName',
  'resourceType',
  'version',
];
const properties = new Set([
  ...scalars,
  'configuration',
  'configurationItemStatus',
  'configurationStateId',
  'relationships',
  'supplementaryConfiguration',
  'tags',
]);
const functions: readonly string[] = ['COUNT', 'SUM', 'AVG', 'MIN', 'MAX'] satisfies AggregateFunction[];
const comparisons: Readonly<Record<string, Comparison>> = {
  '=': '=',
  '<>': '!=',
  '!=': '!=',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
};
const maxGroups = 3;
/** AWS does not document a limit. No real query is this deep. */
const maxDepth = 100;

/**
 * Parses one of Config's advanced queries: the part of SQL's SELECT that AWS documents. Everything else (FROM,
 * AS, DISTINCT, HAVING, JOIN, NULL …) is refused, as is a property that no configuration item has.
 * @throws Refusal `InvalidExpressionException`
 */
export function parseQuery(expression: string): Query {
  return new Parser(tokensOf(expression)).query();
}

export function nameOf(output: Output): string {
  if (output.kind === 'property') return output.path.join('.');
  return `${output.function}(${output.path?.join('.') ?? '*'})`;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): Query {
    this.#expectWord('SELECT');
    const outputs = this.#takeSymbol('*')
      ? scalars.map((name): Property => ({ kind: 'property', path: [name] }))
      : this.#list(() => this.#output());
    const where = this.#takeWord('WHERE') ? this.#or() : undefined;
    const groupBy = this.#takeWords('GROUP', 'BY') ? this.#list(() => this.#path()) : [];
    const orderBy = this.#takeWords('ORDER', 'BY') ? this.#list(() => this.#order()) : [];
    if (this.#token.kind !== 'end') throw this.#unexpected();
    const query: Query = { outputs, groupBy, orderBy, ...(where && { where }) };
    checkShape(query);
    return query;
  }

  #output(): Output {
    const { kind, value } = this.#token;
    const name = value.toUpperCase();
    if (kind !== 'word' || !functions.includes(name) || this.#tokens[this.#at + 1]?.value !== '(') {
      return { kind: 'property', path: this.#path() };
    }
    this.#at += 2;
    const aggregate = { kind: 'aggregate', function: name as AggregateFunction } as const;
    const output =
      name === 'COUNT' && this.#takeSymbol('*') ? aggregate : { ...aggregate, path: this.#path() };
    this.#expectSymbol(')');
    return output;
  }

  #order() {
    const by = this.#output();
    const descending = this.#takeWord('DESC');
    if (!descending) this.#takeWord('ASC');
    return { by, descending };
  }

  #or(): Condition {
    let left = this.#and();
    while (this.#takeWord('OR')) left = { kind: 'or', sides: [left, this.#and()] };
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.#takeWord('AND')) left = { kind: 'and', sides: [left, this.#not()] };
    return left;
  }

  #not(): Condition {
    if (this.#takeWord('NOT')) return { kind: 'not', inner: this.#nested(() => this.#not()) };
    if (!this.#takeSymbol('(')) return this.#predicate();
    const inner = this.#nested(() => this.#or());
    this.#expectSymbol(')');
    return inner;
  }

  /** @throws Refusal if conditions are nested too deeply for the parser's stack. */
  #nested(read: () => Condition): Condition {
    if (++this.#depth > maxDepth) throw invalidExpression('its conditions are nested too deep');
    const condition = read();
    this.#depth--;
    return condition;
  }

  #predicate(): Condition {
    const path = this.#path();
    if (this.#takeWord('IN')) {
      this.#expectSymbol('(');
      const values = this.#list(() => this.#literal());
      this.#expectSymbol(')');
      return { kind: 'in', path, values };
    }
    if (this.#takeWord('BETWEEN')) {
      const low = this.#literal();
      this.#expectWord('AND');
      return { kind: 'between', path, low, high: this.#literal() };
    }
    if (this.#takeWord('LIKE')) return { kind: 'like', path, ...this.#pattern() };
    const operator = this.#token.kind === 'symbol' ? comparisons[this.#token.value] : undefined;
    if (operator === undefined) throw this.#unexpected();
    this.#at++;
    return { kind: 'compare', path, operator, value: this.#literal() };
  }

  #pattern(): { readonly prefix: string; readonly wildcard: '%' | '_' | '' } {
    const { kind, value } = this.#token;
    if (kind !== 'text') throw this.#unexpected();
    this.#at++;
    const [, prefix, wildcard] = /^([^%_]*)([%_]?)$/.exec(value) ?? [];
    if (prefix === undefined) throw invalidExpression(`only a suffix wildcard is supported: '${value}'`);
    if (wildcard !== '%' && wildcard !== '_') return { prefix, wildcard: '' };
    if (prefix.length < 3) {
      throw invalidExpression(`wildcard matches must be at least three characters long: '${value}'`);
    }
    return { prefix, wildcard };
  }

  #literal(): Literal {
    const { kind, value } = this.#token;
    const word = kind === 'word' ? value.toLowerCase() : '';
    if (kind !== 'text' && kind !== 'number' && word !== 'true' && word !== 'false') throw this.#unexpected();
    this.#at++;
    if (kind === 'number') return Number(value);
    return kind === 'text' ? value : word === 'true';
  }

  #path(): Path {
    const { kind, value } = this.#token;
    if (kind !== 'word') throw this.#unexpected();
    const path = value.split('.');
    if (!properties.has(path[0] ?? '')) throw this.#unexpected();
    this.#at++;
    return path;
  }

  #list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.#takeSymbol(',')) items.push(read());
    return items;
  }

  get #token(): Token {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    if (!token) throw invalidExpression('it is empty');
    return token;
  }

  #isWord(at: number, word: string): boolean {
    const token = this.#tokens[at];
    return token?.kind === 'word' && token.value.toUpperCase() === word;
  }

  #takeWord(word: string): boolean {
    const taken = this.#isWord(this.#at, word);
    if (taken) this.#at++;
    return taken;
  }

  #takeWords(first: string, second: string): boolean {
    const taken = this.#isWord(this.#at, first) && this.#isWord(this.#at + 1, second);
    if (taken) this.#at += 2;
    return taken;
  }

  #takeSymbol(symbol: string): boolean {
    const taken = this.#token.kind === 'symbol' && this.#token.value === symbol;
    if (taken) this.#at++;
    return taken;
  }

  #expectWord(word: string): void {
    if (!this.#takeWord(word)) throw this.#unexpected();
  }

  #expectSymbol(symbol: string): void {
    if (!this.#takeSymbol(symbol)) throw this.#unexpected();
  }

  #unexpected() {
    return invalidExpression(`unexpected '${this.#token.value}' at position ${this.#token.at}`);
  }
}

function checkShape({ outputs, groupBy, orderBy }: Query): void {
  const names = new Set(outputs.map(nameOf));
  for (const { by } of orderBy) {
    if (!names.has(nameOf(by))) throw invalidExpression(`ORDER BY ${nameOf(by)} is not selected`);
  }
  const isAggregated = outputs.some(({ kind }) => kind === 'aggregate');
  if (!isAggregated && groupBy.length > 0) throw invalidExpression('GROUP BY needs an aggregation');
  if (!isAggregated) return;
  const groups = new Set(groupBy.map((path) => path.join('.')));
  const loose = outputs.find((output) => output.kind === 'property' && !groups.has(nameOf(output)));
  if (loose) throw invalidExpression(`${nameOf(loose)} is neither aggregated nor in GROUP BY`);
  const ordersAggregate = orderBy.some(({ by }) => by.kind === 'aggregate');
  const maxHere = ordersAggregate ? 1 : maxGroups;
  if (groupBy.length > maxHere)
    throw invalidExpression(`GROUP BY may contain up to ${maxHere} properties here`);
}
