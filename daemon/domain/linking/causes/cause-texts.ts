import type { Text } from '../../../base/text.ts';
import type { TemplateResource } from '../../templates/template.ts';

/** Longer values are cut: a sentence shows them so that a person finds the line, no more. UTF-16 units. */
const longestValue = 60;

/** Sentences on a finding's cause, each to be checked against the template that a person has before them. */
export const causeTexts = {
  set(property: string, literal: string | undefined, look: Text | undefined): Text {
    const is = literal === undefined ? undefined : shortened(literal);
    return {
      en: `${property} is ${is ?? 'set'} here${look ? `: ${look.en}` : ''}.`,
      ja: `ここでは ${property} が${is === undefined ? '設定されています' : ` ${is} です`}。${sentence(look?.ja)}`,
    };
  },

  right(property: string, literal: string | undefined): Text {
    const is = literal === undefined ? undefined : shortened(literal);
    return {
      en: `${property} is ${is ?? 'set'} here already: what is deployed differs, not deployed yet or changed by hand.`,
      ja: `ここではすでに ${property} が${is === undefined ? '設定されています' : ` ${is} です`}。デプロイ済みのリソースが異なります（未デプロイ、または手作業による変更）。`,
    };
  },

  absent(property: string, effect: Text): Text {
    return {
      en: `${property} is not set here: ${effect.en}.`,
      ja: `ここでは ${property} が設定されていません。${sentence(effect.ja)}`,
    };
  },

  other({ id, type }: TemplateResource, says: Text): Text {
    return { en: `${id} (${type}) ${says.en}.`, ja: `${id}（${type}）${says.ja}。` };
  },

  /** What a property names is not in this template. */
  named(property: string, says: Text): Text {
    return { en: `What ${property} names ${says.en}.`, ja: `${property} が指すリソース${says.ja}。` };
  },

  elsewhere({ id, type }: TemplateResource): Text {
    return {
      en: `Nothing that ${id} (${type ?? 'no plain type'}) sets here is known to decide this: what is deployed differs, or it is decided elsewhere.`,
      ja: `${id}（${type ?? '型の指定なし'}）に、これを決めるとわかっている設定はありません。デプロイ済みのリソースが異なるか、別の場所で決まっています。`,
    };
  },

  together(sentences: readonly Text[]): Text {
    return {
      en: sentences.map(({ en }) => en).join(' '),
      ja: sentences.map(({ ja }) => ja).join(''),
    };
  },
};

function sentence(ja: string | undefined): string {
  return ja === undefined ? '' : `${ja}。`;
}

function shortened(literal: string): string {
  return literal.length > longestValue ? `${literal.slice(0, longestValue)}…` : literal;
}
