import { Refusal } from './refusal.ts';

export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'symbol' | 'end';
  /** Texts have no quotes. */
  readonly value: string;
  /** 0-based start in the expression. */
  readonly at: number;
}

const pieces =
  /(?<space>\s+)|(?<word>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|'(?<text>[^']*)'|(?<number>-?\d+(?:\.\d+)?)|(?<symbol><>|!=|<=|>=|[=<>(),*])/y;

/** @throws Refusal `InvalidExpressionException` */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < expression.length) {
    pieces.lastIndex = at;
    const found = pieces.exec(expression);
    if (!found) throw invalidExpression(`unexpected '${expression[at]}' at position ${at}`);
    const { word, text, number, symbol } = found.groups ?? {};
    if (word !== undefined) tokens.push({ kind: 'word', value: word, at });
    else if (text !== undefined) tokens.push({ kind: 'text', value: text, at });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number, at });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', value: symbol, at });
    at = pieces.lastIndex;
  }
  tokens.push({ kind: 'end', value: 'end of the expression', at });
  return tokens;
}

export function invalidExpression(why: string): Refusal {
  return new Refusal('InvalidExpressionException', `The syntax of the query is incorrect: ${why}`);
}
