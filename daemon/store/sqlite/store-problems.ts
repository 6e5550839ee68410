import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../base/problem.ts';
import { codeOf } from './damage.ts';
import { NewerStore } from './database.ts';
import { migrations } from './schema.ts';

const sqlite = { permission: 3, readOnly: 8, ioError: 10, full: 13, cannotOpen: 14 } as const;
const causes: Readonly<Record<string, (file: string, cause: unknown) => Problem>> = {
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  EMFILE: tooManyFiles,
  ENFILE: tooManyFiles,
  EACCES: notYours,
  EPERM: notYours,
  EROFS: notYours,
  EIO: ioFailed,
};

/** What is in the way of the store, with its own next step. What is not about the store stays what it is. */
export function storeProblem(file: string, error: unknown): unknown {
  if (error instanceof NewerStore) return storeNewer(file, error.version);
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && causes[code]) return causes[code](file, error);
  switch (codeOf(error)) {
    case sqlite.full:
      return diskFull(file, error);
    case sqlite.readOnly:
    case sqlite.permission:
      return notYours(file, error);
    case sqlite.cannotOpen:
      return (causes[openErrorOf(file)] ?? notOpened)(file, error);
    case sqlite.ioError:
      return ioFailed(file, error);
    default:
      return error;
  }
}

/** SQLite does not say why a file cannot be opened; the system does, asked again. */
function openErrorOf(file: string): string {
  try {
    closeSync(openSync(file, 'r+'));
    closeSync(openSync(path.dirname(file), 'r'));
    return '';
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

function diskFull(file: string, cause: unknown): Problem {
  return new Problem(
    'store-disk-full',
    {
      en: `The disk of ${path.dirname(file)} is full, so nothing new can be kept; what is there is safe.`,
      ja: `${path.dirname(file)} のディスクに空きがないため、新しい内容を保存できません。保存済みの内容は失われません。`,
    },
    {
      en: 'Free some space, then refresh.',
      ja: '空き容量を増やしてから、更新してください。',
    },
    cause,
  );
}

function tooManyFiles(file: string, cause: unknown): Problem {
  return new Problem(
    'store-too-many-files',
    {
      en: `Too many files are open on this machine to use ${file}.`,
      ja: `開いているファイルが多すぎるため、${file} を使用できません。`,
    },
    {
      en: 'Close other programs or raise the limit of open files ("ulimit -n"), then run "Guardrail: Restart Daemon".',
      ja: '他のプログラムを終了するか、開けるファイル数の上限（"ulimit -n"）を上げてから、「Guardrail: デーモンを再起動」を実行してください。',
    },
    cause,
  );
}

function notYours(file: string, cause: unknown): Problem {
  return new Problem(
    'store-not-writable',
    {
      en: `You may not write to ${file}: it belongs to another user, or is read-only.`,
      ja: `${file} に書き込めません。別のユーザーが所有しているか、読み取り専用です。`,
    },
    {
      en: `Make yourself the owner of ${path.dirname(file)} and all files in it, or set GUARDRAIL_STATE_DIR to a folder of your own.`,
      ja: `${path.dirname(file)} とその中のファイルの所有者を自分に変更するか、GUARDRAIL_STATE_DIR に自分のフォルダーを指定してください。`,
    },
    cause,
  );
}

function ioFailed(file: string, cause: unknown): Problem {
  return new Problem(
    'store-disk-failed',
    {
      en: `The disk reported an error at ${file}.`,
      ja: `${file} の読み書き中にディスクのエラーが発生しました。`,
    },
    {
      en: 'Check the disk, then run "Guardrail: Restart Daemon"; leave the file where it is.',
      ja: 'ディスクを確認してから、「Guardrail: デーモンを再起動」を実行してください。ファイルは移動しないでください。',
    },
    cause,
  );
}

function notOpened(file: string, cause: unknown): Problem {
  return new Problem(
    'store-not-opened',
    { en: `The store ${file} cannot be opened.`, ja: `ストア ${file} を開けません。` },
    {
      en: 'Check that the folder is there and is yours, then run "Guardrail: Restart Daemon".',
      ja: 'フォルダーが存在し、自分のものであることを確認してから、「Guardrail: デーモンを再起動」を実行してください。',
    },
    cause,
  );
}

function storeNewer(file: string, version: number): Problem {
  return new Problem(
    'store-newer',
    {
      en: `The store ${file} has schema ${version}, this Guardrail knows ${migrations.length}.`,
      ja: `ストア ${file} のスキーマは ${version} ですが、この Guardrail が扱えるのは ${migrations.length} までです。`,
    },
    { en: 'Update Guardrail.', ja: 'Guardrail を更新してください。' },
  );
}
