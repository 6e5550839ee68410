import type { Text } from '../base/text.ts';
import type { Membership } from './stacks.ts';

/** How many of a stack's resources a template accounts for. */
export interface Agreement {
  readonly shared: number;
  readonly of: number;
}

/** What made a declaration the one. */
interface Grounds {
  /** Its literal name is the resource's. */
  readonly named: boolean;
  /** How many others were possible, each with less of the stack. */
  readonly others: number;
  /** How many others give it another name. */
  readonly namedOtherwise: number;
}

/** One sentence each, which a person can check: who says it, and why this template. */
export const evidence = {
  throughStack(member: Membership, agreement: Agreement, grounds: Grounds): Text {
    const why = reason(agreement, grounds);
    return {
      en: `${said(member).en}; ${why.en}.`,
      ja: `${said(member).ja}。${why.ja}。`,
    };
  },

  alike(member: Membership, places: number): Text {
    return {
      en: `${said(member).en}; ${places} places declare it alike.`,
      ja: `${said(member).ja}。同じ宣言が ${places} 箇所にあります。`,
    };
  },

  barelyAlike(member: Membership, agreement: Agreement): Text {
    return {
      en: `${said(member).en}; of the stack's ${agreement.of} resources, no template that declares it has more than ${agreement.shared}.`,
      ja: `${said(member).ja}。これを宣言するテンプレートのうち、スタックの ${agreement.of} 個のリソースを最も多く含むものでも ${agreement.shared} 個しか宣言していません。`,
    };
  },

  shortened(text: Text, shown: number): Text {
    return { en: `${text.en} The first ${shown} are shown.`, ja: `${text.ja}最初の ${shown} 件を示します。` };
  },

  byName(name: string): Text {
    return {
      en: `The template gives it the name ${name}.`,
      ja: `テンプレートがこの名前（${name}）を付けています。`,
    };
  },

  sameName(name: string, places: number): Text {
    return {
      en: `${places} places give a resource the name ${name}.`,
      ja: `${name} という名前を付けている箇所が ${places} 箇所あります。`,
    };
  },

  unknown(name: string): Text {
    return {
      en: `Not declared in this workspace: no stack is known to hold ${name}, and no template gives it that name.`,
      ja: `このワークスペースでは宣言されていません。${name} を含むスタックも、その名前を付けるテンプレートも見つかりません。`,
    };
  },

  undeclared(member: Membership): Text {
    return {
      en: `Not declared in this workspace: ${lower(said(member).en)}, and no template here declares that.`,
      ja: `このワークスペースでは宣言されていません。${said(member).ja}が、それを宣言するテンプレートがありません。`,
    };
  },

  otherType(member: Membership, type: string, declared: readonly string[]): Text {
    return {
      en: `Not declared in this workspace: ${lower(said(member).en)}, which templates here declare as ${declared.join(', ')}, not as ${type}.`,
      ja: `このワークスペースでは宣言されていません。${said(member).ja}が、テンプレートでの型は ${declared.join('、')} で、${type} ではありません。`,
    };
  },

  namedOtherwise(member: Membership): Text {
    return {
      en: `Not declared in this workspace: ${lower(said(member).en)}, and every template that declares that gives it another name.`,
      ja: `このワークスペースでは宣言されていません。${said(member).ja}が、それを宣言するテンプレートはいずれも別の名前を付けています。`,
    };
  },
};

function said({ from, logicalId, stack }: Membership): Text {
  return from === 'tags'
    ? {
        en: `Its CloudFormation tags name ${logicalId} of the stack ${stack}`,
        ja: `CloudFormation のタグによるとスタック ${stack} の ${logicalId} です`,
      }
    : {
        en: `The stack ${stack} lists it as ${logicalId}`,
        ja: `スタック ${stack} のリソース一覧では ${logicalId} です`,
      };
}

function reason({ shared, of }: Agreement, { named, others, namedOtherwise }: Grounds): Text {
  if (of > 1 && shared === of) {
    return {
      en: `this template accounts for all ${of} resources of that stack`,
      ja: `このテンプレートはそのスタックの ${of} 個のリソースすべてに対応しています`,
    };
  }
  if (named) {
    return { en: 'this template gives it its name', ja: 'このテンプレートがその名前を付けています' };
  }
  if (others > 0) {
    return {
      en: `of ${others + 1} places that declare it, this template has most of that stack's resources, ${shared} of ${of}`,
      ja: `これを宣言する ${others + 1} 箇所のうち、このテンプレートがスタックのリソースを最も多く（${of} 個中 ${shared} 個）含んでいます`,
    };
  }
  if (namedOtherwise > 0) {
    return {
      en: 'every other template that declares it gives it another name',
      ja: 'これを宣言するほかのテンプレートは別の名前を付けています',
    };
  }
  return { en: 'only this template declares it', ja: 'これを宣言するのはこのテンプレートだけです' };
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
