/** Opens a store in a process whose disk or limits prevent that, and prints the Problem, if there is one. */
import { openSync } from 'node:fs';
import { Problem } from '../../daemon/domain/problems/problem.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';

const [file = '', trouble = ''] = process.argv.slice(2);
if (trouble === 'no descriptors') useAllDescriptors();
if (trouble === 'another user') process.seteuid?.(65_534);
try {
  openStore(file).close();
  console.log(JSON.stringify({}));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  const { code, facts } = error;
  console.log(JSON.stringify({ code, facts }));
}

function useAllDescriptors(): void {
  try {
    for (;;) openSync('/dev/null', 'r');
  } catch {
    // That was the last free descriptor.
  }
}
