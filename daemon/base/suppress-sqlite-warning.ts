/**
 * Node warns on stderr that `node:sqlite` is experimental. Users cannot act on that, so this drops that one
 * kind of warning and keeps all others. The program's entry imports this file first, before any module loads
 * SQLite.
 */
const emitWarning = process.emitWarning.bind(process);

process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
  const first = rest[0];
  const kind =
    typeof first === 'string' ? first : first instanceof Object && 'type' in first ? first.type : undefined;
  if (kind === 'ExperimentalWarning') return;
  (emitWarning as (...all: unknown[]) => void)(warning, ...rest);
}) as typeof process.emitWarning;
