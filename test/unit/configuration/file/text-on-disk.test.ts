import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeConfigurationText } from '../../../../daemon/configuration/file/text-on-disk.ts';
import { type Cleanup, createCleanup } from '../../../support/cleanup.ts';

describe.skipIf(process.platform === 'win32')('the text of the configuration file', () => {
  let cleanup: Cleanup;
  beforeEach(() => {
    cleanup = createCleanup();
  });
  afterEach(() => cleanup.run());

  it('is written to the file that a link names, and the link stays', () => {
    const kept = path.join(cleanup.folder('dotfiles'), 'guardrail.yaml');
    writeFileSync(kept, 'team: payments\n');
    const link = path.join(cleanup.folder('configuration'), 'config.yaml');
    symlinkSync(kept, link);

    writeConfigurationText(link, 'team: shop\n');

    expect(readFileSync(kept, 'utf8')).toBe('team: shop\n');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect([path.dirname(kept), path.dirname(link)].map((folder) => readdirSync(folder).length)).toEqual([
      1, 1,
    ]);
  });
});
