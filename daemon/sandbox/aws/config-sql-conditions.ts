import type { Comparison, Condition, Literal, Path } from './config-sql.ts';
import { fieldValues } from './fields.ts';

export type Matches = (item: object) => boolean;

/**
 * Returns a condition as a function. If the path of a property contains lists, one matching element is enough, and each
 * condition checks all elements again. A property without a value matches nothing (so `NOT` of it is true).
 */
export function compile(condition: Condition | undefined): Matches {
  if (condition === undefined) return () => true;
  switch (condition.kind) {
    case 'and': {
      const [left, right] = condition.sides.map(compile);
      return (item) => left?.(item) === true && right?.(item) === true;
    }
    case 'or': {
      const [left, right] = condition.sides.map(compile);
      return (item) => left?.(item) === true || right?.(item) === true;
    }
    case 'not': {
      const inner = compile(condition.inner);
      return (item) => !inner(item);
    }
    case 'in': {
      const values = new Set(condition.values);
      return some(condition.path, (value) => values.has(value as Literal));
    }
    case 'between': {
      const { path, low, high } = condition;
      return some(path, (value) => compares(value, '>=', low) && compares(value, '<=', high));
    }
    case 'like': {
      const { path, prefix, wildcard } = condition;
      return some(path, (value) => isLike(String(value), prefix, wildcard));
    }
    case 'compare': {
      const { path, operator, value: wanted } = condition;
      if (operator !== '!=') return some(path, (value) => compares(value, operator, wanted));
      return (item) => {
        const values = fieldValues(item, path);
        return values.length > 0 && values.every((value) => value !== wanted);
      };
    }
  }
}

/**
 * Returns the values to which the condition certainly narrows a property, from `=` and `IN` that every match must meet. Returns
 * `undefined` if it does not narrow it.
 */
export function narrowed(condition: Condition | undefined, property: string): readonly Literal[] | undefined {
  if (condition?.kind === 'and') {
    const [left, right] = condition.sides;
    return narrowed(left, property) ?? narrowed(right, property);
  }
  if (condition?.kind !== 'in' && condition?.kind !== 'compare') return undefined;
  if (condition.path.join('.') !== property) return undefined;
  if (condition.kind === 'in') return condition.values;
  return condition.operator === '=' ? [condition.value] : undefined;
}

function some(path: Path, test: (value: unknown) => boolean): Matches {
  return (item) => fieldValues(item, path).some(test);
}

function compares(value: unknown, operator: Exclude<Comparison, '!='>, wanted: Literal): boolean {
  if (operator === '=') return value === wanted;
  const ordered =
    (typeof value === 'number' && typeof wanted === 'number') ||
    (typeof value === 'string' && typeof wanted === 'string');
  if (!ordered) return false;
  if (operator === '<') return value < wanted;
  if (operator === '>') return value > wanted;
  return operator === '<=' ? value <= wanted : value >= wanted;
}

function isLike(text: string, prefix: string, wildcard: '%' | '_' | ''): boolean {
  if (wildcard === '') return text === prefix;
  return text.startsWith(prefix) && (wildcard === '%' || text.length === prefix.length + 1);
}
