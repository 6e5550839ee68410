import { describe, expect, it } from 'vitest';
import { chosenFiles, foldersOf } from '../../../../extension/templates/chosen-files.ts';
import { Uri } from '../../../support/vscode/fake.ts';

const [a, b, deep, near] = ['/w/a.yaml', '/w/app/b.yaml', '/w/app/lib/c.yaml', '/w/app-old/d.yaml'].map(
  (file) => new Uri(file),
) as [Uri, Uri, Uri, Uri];
const marked = [a, b, deep, near];
const paths = (clicked: Uri, selected: Uri[] = []) => chosenFiles(clicked, selected, marked).map(String);

describe('a menu of the explorer', () => {
  it('is about the clicked file, or all selected files', () => {
    expect(paths(a)).toEqual(['/w/a.yaml']);
    expect(paths(a, [a, b])).toEqual(['/w/a.yaml', '/w/app/b.yaml']);
  });

  it('is about the files with findings of a folder, each once', () => {
    const app = new Uri('/w/app');
    expect(paths(app, [app])).toEqual(['/w/app/b.yaml', '/w/app/lib/c.yaml']);
    expect(paths(app, [app, b, a])).toEqual(['/w/app/b.yaml', '/w/app/lib/c.yaml', '/w/a.yaml']);
    expect(paths(new Uri('/w/'))).toHaveLength(4);
  });

  it('is shown on every folder that contains a file with findings', () => {
    expect([...foldersOf(['/w/app/lib/c.yaml', '/w/app/b.yaml'])].sort()).toEqual([
      '/w',
      '/w/app',
      '/w/app/lib',
    ]);
    expect([...foldersOf(['C:\\w\\app\\c.yaml'])].sort()).toEqual(['C:', 'C:\\w', 'C:\\w\\app']);
  });
});
