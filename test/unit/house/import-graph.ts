import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

/** The imports of each file. Keys and `file` are relative to the project with `/`; `package` is a name without a subpath. */
export type ImportGraph = ReadonlyMap<string, readonly Import[]>;

export interface Import {
  /** A file of this project. */
  readonly file?: string;
  /** An npm package, a Node module (`node:fs`) or `vscode`. */
  readonly package?: string;
}

const root = path.resolve(import.meta.dirname, '../../..');
/** Its imports are not the project's. */
const entry = 'every-file';
const sources = ['*.ts', '{daemon,extension,webview,test}/**/*.ts'];

/** Resolves to every TypeScript file of the project with its imports, including those of types. */
export async function readImportGraph(): Promise<ImportGraph> {
  const files = globSync(sources, { cwd: root, exclude: ['test/workspace/**'] });
  const { metafile } = await build({
    absWorkingDir: root,
    // One entry: esbuild would write a bundle for each of a thousand, which takes a hundred times as long.
    stdin: {
      contents: files
        .map((file) => `import ${JSON.stringify(`./${file.replaceAll('\\', '/')}`)};`)
        .join('\n'),
      resolveDir: root,
      sourcefile: entry,
    },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    outdir: 'unused',
    logLevel: 'error',
    // A type is not exported at run time: esbuild's warning about the missing name is expected here.
    logOverride: { 'import-is-undefined': 'silent' },
    plugins: [keepTypeImports, leavePackagesOut],
  });
  return new Map(
    Object.entries(metafile.inputs)
      .filter(([file]) => file !== entry)
      .map(([file, { imports }]) => [
        file,
        imports.map(({ path: target, external }) =>
          external ? { package: packageOf(target) } : { file: target },
        ),
      ]),
  );
}

export function packageOf(specifier: string): string {
  if (builtinModules.includes(specifier)) return `node:${specifier}`;
  const [scope = '', name] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : specifier.startsWith('node:') ? specifier : scope;
}

/** esbuild drops `import type`, but an import of a type is still a dependency. */
const keepTypeImports: Plugin = {
  name: 'keep type imports',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => ({
      loader: 'ts',
      contents: readFileSync(file, 'utf8').replace(/^(import|export) type(?= *[{*]| +\w+ +from\b)/gm, '$1'),
    }));
    build.onLoad({ filter: /\.css$/ }, () => ({ loader: 'empty', contents: '' }));
  },
};

const leavePackagesOut: Plugin = {
  name: 'leave packages out',
  setup(build) {
    build.onResolve({ filter: /^[^./#]/ }, ({ path: specifier, kind }) =>
      kind === 'entry-point' ? undefined : { path: specifier, external: true },
    );
  },
};
