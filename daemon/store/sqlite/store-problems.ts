import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { type Problem, problem } from '../../domain/problems/problem.ts';
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

/** Returns the Problem for an error of the disk or of SQLite. Returns any other error unchanged. */
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

/** Opens the file again to get the system's reason: SQLite does not report why a file cannot be opened. */
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
  return problem('store-disk-full', { file }, { cause });
}

function tooManyFiles(file: string, cause: unknown): Problem {
  return problem('store-too-many-files', { file }, { cause });
}

function notYours(file: string, cause: unknown): Problem {
  return problem('store-not-writable', { file }, { cause });
}

function ioFailed(file: string, cause: unknown): Problem {
  return problem('store-disk-failed', { file }, { cause });
}

function notOpened(file: string, cause: unknown): Problem {
  return problem('store-not-opened', { file }, { cause });
}

function storeNewer(file: string, version: number): Problem {
  return problem('store-newer', { file, version, known: migrations.length });
}
