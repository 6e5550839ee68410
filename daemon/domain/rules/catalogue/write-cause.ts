import type { Text } from '../../../base/text.ts';
import type { Cause, OwnProperty, Referred, Referring } from '../cause.ts';

/**
 * Returns a cause with these places. The records of this folder write their causes with the functions of this
 * file.
 */

export function causes(...places: Cause['places']): Cause {
  return { places };
}

export function own(
  of: string | readonly string[],
  property: string,
  more: Pick<OwnProperty, 'right' | 'look' | 'absent'> = {},
): OwnProperty {
  return { kind: 'own', of: typeof of === 'string' ? [of] : of, property, ...more };
}

export function referring(
  type: string,
  by: string | readonly string[],
  property: string,
  says: Text,
  more: Pick<Referring, 'missing' | 'suspect'> = {},
): Referring {
  return { kind: 'referring', type, by: typeof by === 'string' ? [by] : by, property, says, ...more };
}

export function referred(
  by: string,
  type: string,
  property: string,
  says: Text,
  more: Pick<Referred, 'suspect'> = {},
): Referred {
  return { kind: 'referred', by, type, property, says, ...more };
}

/** @param why Follows "No template can fix this: ". */
export function outsideTemplates(why: Text): Cause {
  return {
    places: [],
    nothing: {
      en: `No template can fix this: ${why.en}.`,
      ja: `テンプレートでは修正できません。${why.ja}。`,
    },
  };
}
