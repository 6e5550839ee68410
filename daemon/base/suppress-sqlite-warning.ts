/**
 * Node warns on stderr that `node:sqlite` is young. This is of no use to users: drop that one kind of
 * warning and keep every other. The program's entry imports this first, before any module loads SQLite.
 */
const emitWarning = process.emitWarning.bind(process);

process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
  const first = rest[0];
  const kind =
    typeof first === 'string' ? first : first instanceof Object && 'type' in first ? first.type : undefined;
  if (kind === 'ExperimentalWarning') return;
  (emitWarning as (...all: unknown[]) => void)(warning, ...rest);
}) as typeof process.emitWarning;
