import { expect, it } from 'vitest';
import { distinctFolderNames } from '#protocol/folder-names.ts';

const namesOf = (...paths: string[]) => [...distinctFolderNames(paths).values()];

it.each([
  [['/repos/app'], ['app']],
  [
    ['/repos/app', '/repos/infra'],
    ['app', 'infra'],
  ],
  [
    ['/repos/a/infra', '/repos/b/infra', '/repos/app'],
    ['a/infra', 'b/infra', 'app'],
  ],
  [
    ['/x/a/infra', '/y/a/infra'],
    ['x/a/infra', 'y/a/infra'],
  ],
  // One of them is all of the other's end.
  [
    ['/infra', '/a/infra'],
    ['infra', 'a/infra'],
  ],
  [
    ['c:\\repos\\a\\infra', 'c:\\repos\\b\\infra'],
    ['a/infra', 'b/infra'],
  ],
  [
    ['vscode-vfs://github/owner/infra', '/home/me/infra'],
    ['owner/infra', 'me/infra'],
  ],
  [['/'], ['']],
])('names the folders %j by as much of their paths as differs: %j', (paths, names) => {
  expect(namesOf(...paths)).toEqual(names);
});
