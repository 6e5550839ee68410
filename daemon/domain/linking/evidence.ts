import type { Text } from '../../base/text.ts';
import type { Deployment } from '../deployments/deployment.ts';
import type { Found } from './index/match-in-template.ts';
import type { TemplatePaths } from './likeness/template-paths.ts';
import type { Contradiction } from './stacks/contradiction.ts';
import type { Membership } from './stacks/membership.ts';
import type { Origin } from './stacks/template-match.ts';

/** How many of a stack's resources a template accounts for. */
export interface Agreement {
  readonly shared: number;
  readonly of: number;
  /** Whether these are all: the stack's own list, and not what tags of findings tell. */
  readonly isWhole: boolean;
}

/** Why a template that has most of a stack may still be another's. */
export type Lacking = 'few' | 'half' | 'name';

/** What made a declaration the one. */
interface Grounds {
  /** Its literal name is the resource's. */
  readonly named: boolean;
  /** How many others were possible, each with less of the stack. */
  readonly others: number;
}

/** One sentence each, which a person can check: who says it, and why this template. */
export const evidence = {
  throughStack(member: Membership, agreement: Agreement, grounds: Grounds, found: Found): Text {
    return sentence(said(member), reason(agreement, grounds), wayOf(found));
  },

  byOrigin(member: Membership, found: Found, origin: Origin, paths: TemplatePaths): Text {
    return sentence(said(member), originOf(origin, paths), wayOf(found));
  },

  notInOrigin(member: Membership, origin: Origin, paths: TemplatePaths): Text {
    const { en, ja } = originOf(origin, paths);
    const template = paths.short(origin.template.path);
    return {
      en: `Not declared in this workspace: ${lower(said(member).en)}; ${en}, and ${template} does not declare that.`,
      ja: `このワークスペースでは宣言されていません。${said(member).ja}。${ja}が、${template} はそれを宣言していません。`,
    };
  },

  inOtherParts(member: Membership, origin: Origin, paths: TemplatePaths): Text {
    const { en, ja } = originOf(origin, paths);
    const template = paths.short(origin.template.path);
    return {
      en: `Not found in this workspace: ${lower(said(member).en)}; ${en}, and ${template} takes parts from other files, which may declare that.`,
      ja: `このワークスペースでは見つかりません。${said(member).ja}。${ja}。${template} は一部をほかのファイルから取り込んでおり、そちらで宣言されている可能性があります。`,
    };
  },

  statedAsAnother(member: Membership, deployment: Deployment, paths: TemplatePaths): Text {
    const { stack = '', account, region } = deployment;
    const where = `${paths.short(deployment.file)}:${deployment.line + 1}`;
    const place = [account, region].filter((part) => part !== undefined).join(' ');
    return {
      en: `${said(member).en}; a template declares that, but ${where} deploys it as the stack ${stack}${place && ` in ${place}`}.`,
      ja: `${said(member).ja}。これを宣言するテンプレートはありますが、${where} では${place && ` ${place} の`}スタック ${stack} としてデプロイされます。`,
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
      en: `${said(member).en}; of the stack's ${counted(agreement).en}, no template that declares it has more than ${agreement.shared}.`,
      ja: `${said(member).ja}。これを宣言するテンプレートのうち、スタックの${counted(agreement).ja}を最も多く含むものでも ${agreement.shared} 個しか宣言していません。`,
    };
  },

  /** The stack's whole list is known and most of it agrees, which is not enough. */
  unproven(member: Membership, agreement: Agreement, places: number, lacking: Lacking): Text {
    const { shared, of } = agreement;
    const why = lackingTexts[lacking];
    const declared =
      places === 1
        ? { en: 'only this template declares that', ja: 'これを宣言するのはこのテンプレートだけです' }
        : { en: `${places} places declare that`, ja: `これを宣言する箇所は ${places} か所あります` };
    return {
      en: `${said(member).en}; ${declared.en}; it accounts for ${shared} of that stack's ${of} resources${places === 1 ? '' : ' at best'}, but ${why.en}.`,
      ja: `${said(member).ja}。${declared.ja}。そのスタックのリソース ${of} 個のうち${places === 1 ? '' : '最大'} ${shared} 個に対応していますが、${why.ja}。`,
    };
  },

  tooMany(member: Membership, places: number): Text {
    return {
      en: `${said(member).en}; ${places} places declare that, too many alike to tell which one is meant.`,
      ja: `${said(member).ja}。これを宣言する箇所が ${places} か所あり、よく似ているためどれか判断できません。`,
    };
  },

  littleKnown(member: Membership, places: number): Text {
    const en = places === 1 ? 'only this template declares that' : `${places} places declare that`;
    const ja =
      places === 1
        ? 'これを宣言するのはこのテンプレートだけですが'
        : `これを宣言する箇所は ${places} 箇所ありますが`;
    return {
      en: `${said(member).en}; ${en}, but too little is known of the stack to be sure.`,
      ja: `${said(member).ja}。${ja}、スタックについて分かることが少なく確定できません。`,
    };
  },

  /** What speaks against it. */
  contradicted(text: Text, { logicalId }: Membership, against: Contradiction): Text {
    const but = contradictionText(logicalId, against);
    return { en: `${text.en} But ${but.en}.`, ja: `${text.ja}ただし、${but.ja}。` };
  },

  repeated(text: Text, logicalId: string): Text {
    return {
      en: `${text.en} But the template declares ${logicalId} more than once, of which CloudFormation takes the last.`,
      ja: `${text.ja}ただし、このテンプレートは ${logicalId} を複数回宣言しており、CloudFormation は最後のものを使います。`,
    };
  },

  /** CDK's construct, by its path. */
  madeBy(text: Text, construct: string): Text {
    return {
      en: `${text.en} CDK makes it by the construct ${construct}.`,
      ja: `${text.ja}CDK のコンストラクト ${construct} が生成します。`,
    };
  },

  onlySoFar(text: Text): Text {
    return {
      en: `${text.en} Not all templates are read yet: another may fit as well.`,
      ja: `${text.ja}まだすべてのテンプレートを読み込んでいないため、ほかにも該当するものがあるかもしれません。`,
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

  byPattern(pattern: string, name: string): Text {
    return {
      en: `The template names it ${pattern}, which gives ${name} here.`,
      ja: `テンプレートの名前 ${pattern} は、ここでは ${name} になります。`,
    };
  },

  looksMade(name: string, logicalId: string, stack: string): Text {
    return {
      en: `Its name ${name} looks as if CloudFormation had made it up for ${logicalId} in the stack ${stack}, of which nothing else is known.`,
      ja: `名前 ${name} は、CloudFormation がスタック ${stack} の ${logicalId} に付けたものに見えますが、このスタックについてほかに分かることはありません。`,
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

const lackingTexts: Readonly<Record<Lacking, Text>> = {
  few: {
    en: 'so few may be in a template of another repository, too',
    ja: 'これだけでは、ほかのリポジトリのテンプレートにも当てはまるかもしれません',
  },
  half: {
    en: 'it declares many more: it may be the template of another stack',
    ja: 'ほかにも多くのリソースを宣言しているため、別のスタックのテンプレートかもしれません',
  },
  name: {
    en: "nothing in the workspace has a word of the stack's name: the same may stand in another repository",
    ja: 'スタック名と共通する語がワークスペースになく、同じものがほかのリポジトリにあるかもしれません',
  },
};

function said({ from, logicalId, stack: { name } }: Membership): Text {
  switch (from) {
    case 'tags':
      return {
        en: `Its CloudFormation tags name ${logicalId} of the stack ${name}`,
        ja: `CloudFormation のタグによるとスタック ${name} の ${logicalId} です`,
      };
    case 'stack':
      return {
        en: `The stack ${name} lists it as ${logicalId}`,
        ja: `スタック ${name} のリソース一覧では ${logicalId} です`,
      };
    case 'name':
      return {
        en: `Its name is what CloudFormation makes up for ${logicalId} in the stack ${name}`,
        ja: `名前は CloudFormation がスタック ${name} の ${logicalId} に付けるものです`,
      };
  }
}

function contradictionText(logicalId: string, against: Contradiction): Text {
  switch (against.kind) {
    case 'replaced':
      return {
        en: `that stack now lists ${against.by} as ${logicalId}: this one was replaced, or taken out of the stack`,
        ja: `そのスタックの一覧では、現在の ${logicalId} は ${against.by} です。このリソースは置き換えられたか、スタックから外されています`,
      };
    case 'unlisted':
      return {
        en: `that stack's own list has no ${logicalId} any more`,
        ja: `そのスタックのリソース一覧に ${logicalId} はもうありません`,
      };
    case 'elsewhere': {
      const { en, ja } = said(against.other);
      return { en: lower(en), ja };
    }
  }
}

/** Who says that the template is the stack's. */
function originOf({ by, deployment, within, copy }: Origin, paths: TemplatePaths): Text {
  const where = deployment ? `${paths.short(deployment.file)}:${deployment.line + 1}` : '';
  const around = within && `${paths.short(within.template.path)}`;
  if (copy && !deployment) {
    const made = paths.short(copy.path);
    return {
      en: `${made} is word for word what CloudFormation deployed, and this template declares the same`,
      ja: `${made} は CloudFormation にデプロイされたものと一字一句同じで、このテンプレートも同じものを宣言しています`,
    };
  }
  if (by === 'text' || !deployment) {
    return around === undefined
      ? {
          en: 'this template is word for word what CloudFormation deployed',
          ja: 'このテンプレートは CloudFormation にデプロイされたものと一字一句同じです',
        }
      : {
          en: `${around}, word for word what CloudFormation deployed around it, includes this template as ${within?.logicalId}`,
          ja: `CloudFormation にデプロイされたものと同じ ${around} が、このテンプレートを ${within?.logicalId} として含んでいます`,
        };
  }
  if (around !== undefined) {
    return {
      en: `${around} includes this template as ${within?.logicalId}, and ${where} deploys it`,
      ja: `${around} がこのテンプレートを ${within?.logicalId} として含み、${where} がそれをデプロイします`,
    };
  }
  if (by === 'mapping') {
    return {
      en: `${where} says that this is the stack's template`,
      ja: `${where} によるとこれがそのスタックのテンプレートです`,
    };
  }
  if (by === 'cdk') {
    return {
      en: `${where} says that CDK made this template for that stack`,
      ja: `${where} によると CDK がそのスタックのために生成したテンプレートです`,
    };
  }
  return {
    en: `${where} deploys that stack from this template`,
    ja: `${where} がこのテンプレートからそのスタックをデプロイします`,
  };
}

/** What stands at the place, where that is not the resource itself. */
function wayOf({ way, declaration }: Found): Text | undefined {
  const { id } = declaration.resource;
  if (way === 'group') {
    return {
      en: `the Auto Scaling group ${id} launched it`,
      ja: `Auto Scaling グループ ${id} が起動したものです`,
    };
  }
  return way === 'sam'
    ? { en: `SAM makes it from ${id}`, ja: `SAM が ${id} から生成したものです` }
    : undefined;
}

function sentence(...parts: readonly (Text | undefined)[]): Text {
  const told = parts.filter((part) => part !== undefined);
  return {
    en: `${told.map(({ en }) => en).join('; ')}.`,
    ja: `${told.map(({ ja }) => ja).join('。')}。`,
  };
}

function counted({ of, isWhole }: Agreement): Text {
  return isWhole
    ? { en: `${of} resources`, ja: ` ${of} 個のリソース` }
    : { en: `${of} known resources`, ja: `既知の ${of} 個のリソース` };
}

function reason(agreement: Agreement, { named, others }: Grounds): Text {
  const { shared, of } = agreement;
  if (of > 1 && shared === of) {
    return {
      en: `this template accounts for all ${counted(agreement).en} of that stack`,
      ja: `このテンプレートはそのスタックの${counted(agreement).ja}すべてに対応しています`,
    };
  }
  if (named) {
    return { en: 'this template gives it its name', ja: 'このテンプレートがその名前を付けています' };
  }
  if (others > 0) {
    return {
      en: `of ${others + 1} places that declare it, none has more of that stack: this template accounts for ${shared} of its ${counted(agreement).en}`,
      ja: `これを宣言する ${others + 1} 箇所のうち、このテンプレートよりスタックのリソースを多く含むものはありません（${of} 個中 ${shared} 個）`,
    };
  }
  return { en: 'only this template declares it', ja: 'これを宣言するのはこのテンプレートだけです' };
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
