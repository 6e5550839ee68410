/** `npm run bench -- NAME [PART]`: runs one benchmark, or one part of it, and prints its results. A benchmark does not pass or fail. */
export {};

const benches: Readonly<Record<string, () => Promise<{ run(part?: string): void | Promise<void> }>>> = {
  editor: () => import('./editor/main.ts'),
  index: () => import('./index.ts'),
  link: () => import('./link.ts'),
  linking: () => import('./linking.ts'),
  matching: () => import('./matching.ts'),
  sync: () => import('./sync.ts'),
  templates: () => import('./templates.ts'),
  tickets: () => import('./tickets.ts'),
  wire: () => import('./wire.ts'),
};

const name = process.argv[2] ?? '';
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench) await (await bench()).run(process.argv[3]);
else {
  console.error(
    `${name === '' ? 'Name a benchmark' : `No benchmark ${name}`}: ${Object.keys(benches).join(', ')}.`,
  );
  process.exitCode = 2;
}
