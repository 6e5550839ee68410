import type { Text } from '../../base/text.ts';

/** Why a file or folder of a workspace is not read, or not to its end, and what to do. */
export const unread = {
  folder(code: string): Text {
    return {
      en: `This folder cannot be read (${code}): what it declares is unknown. Give yourself the permission to read it, or leave it out in .gitignore or files.exclude.`,
      ja: `このフォルダーを読み込めないため（${code}）、中で宣言されているものは分かりません。読み取り権限を付けるか、.gitignore または files.exclude で除外してください。`,
    };
  },

  file(code: string): Text {
    return {
      en: `This file cannot be read (${code}): what it declares is unknown. Give yourself the permission to read it, or leave it out in .gitignore or files.exclude.`,
      ja: `このファイルを読み込めないため（${code}）、宣言されているものは分かりません。読み取り権限を付けるか、.gitignore または files.exclude で除外してください。`,
    };
  },

  /** @param size in bytes */
  hints(size: number): Text {
    const megabytes = (size / (1024 * 1024)).toFixed(1);
    return {
      en: `This file has ${megabytes} MB, and files of more than 2 MB are not read: what it says about stacks is unknown. Split it, or say in a .guardrail.yaml which stack a template is deployed as.`,
      ja: `このファイルは ${megabytes} MB あります。2 MB を超えるファイルは読み込まないため、スタックに関する記述は分かりません。ファイルを分割するか、テンプレートがどのスタックとしてデプロイされるかを .guardrail.yaml に書いてください。`,
    };
  },

  stuck(): Text {
    return {
      en: 'Reading this file did not come to an end: it is left out until it changes. Simplify it, or leave it out in .gitignore or files.exclude.',
      ja: 'このファイルの読み込みが終わらなかったため、変更されるまで除外します。内容を簡単にするか、.gitignore または files.exclude で除外してください。',
    };
  },

  tooManyFiles(max: number): Text {
    return {
      en: `This folder has more than ${max} files that may be templates: the others are not read. Leave folders out in .gitignore or files.exclude, or open a smaller folder.`,
      ja: `このフォルダーにはテンプレートの可能性があるファイルが ${max} 個を超えて含まれているため、残りは読み込みません。.gitignore または files.exclude で除外するか、より小さいフォルダーを開いてください。`,
    };
  },

  tooDeep(max: number): Text {
    return {
      en: `Folders deeper than ${max} levels are not read. Leave this one out in .gitignore or files.exclude, or open it by itself.`,
      ja: `${max} 階層より深いフォルダーは読み込みません。.gitignore または files.exclude で除外するか、直接開いてください。`,
    };
  },

  tooManyDeployments(max: number): Text {
    return {
      en: `The files before this one name more than ${max} deployments already: what this one says about stacks is not used. Open a smaller folder.`,
      ja: `これまでのファイルにデプロイが ${max} 件を超えて書かれているため、このファイルのスタックに関する記述は使われません。より小さいフォルダーを開いてください。`,
    };
  },
};
