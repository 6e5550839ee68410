import type { Text } from '../../base/text.ts';

/** A bound that a file went beyond: what is left out, and what to do. */
export const limitTexts = {
  tooLong(maxKilobytes: number): Text {
    return {
      en: `This file is longer than ${maxKilobytes} kB: what it says about stacks is not read. Say in a .guardrail.yaml which stack a template is deployed as.`,
      ja: `このファイルは ${maxKilobytes} kB を超えるため、スタックに関する記述を読み込みません。テンプレートがどのスタックとしてデプロイされるかを .guardrail.yaml に書いてください。`,
    };
  },

  tooMany(max: number): Text {
    return {
      en: `This file names more than ${max} deployments: those after them are not used. Split the file, or say the rest in a .guardrail.yaml.`,
      ja: `このファイルにはデプロイが ${max} 件を超えて書かれているため、それより後は使われません。ファイルを分割するか、残りを .guardrail.yaml に書いてください。`,
    };
  },

  tooManyCommands(max: number): Text {
    return {
      en: `This file has more than ${max} commands that deploy, package or change the folder: those after them are not read. Split the file, or say the rest in a .guardrail.yaml.`,
      ja: `このファイルには、デプロイ、パッケージ、フォルダーの移動のコマンドが ${max} 個を超えて書かれているため、それより後は読み込みません。ファイルを分割するか、残りを .guardrail.yaml に書いてください。`,
    };
  },

  tooManyConstructs(max: number): Text {
    return {
      en: `This output has more than ${max} constructs: for resources after them no line of source code is known. Split the application into several.`,
      ja: `この出力にはコンストラクトが ${max} 個を超えて含まれているため、それより後のリソースはソースコードの行が分かりません。アプリケーションを分割してください。`,
    };
  },

  tooManyFiles(max: number): Text {
    return {
      en: `This file refers to more than ${max} paths, or to too much text: the rest is taken for missing. Split the file, or say the rest in a .guardrail.yaml.`,
      ja: `このファイルが参照するパスが ${max} 件を超えるか、参照先のテキストが大きすぎるため、残りはないものとして扱われます。ファイルを分割するか、残りを .guardrail.yaml に書いてください。`,
    };
  },
};
