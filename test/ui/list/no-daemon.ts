import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Workbench } from '../../support/vscode/workbench.ts';
import type { SharedWindow } from '../shared-window.ts';
import type { Stage } from '../stage.ts';

/** The store is of a later version of Guardrail. */
export function noDaemon(shared: SharedWindow): void {
  describe('when the daemon cannot start', () => {
    let stage: Stage;
    let window: Workbench;
    beforeAll(async () => {
      ({ stage, window } = await shared.take(300));
    });

    it('the editor says why, once, and starts it after that is fixed', async () => {
      const { env, command } = stage.organization;
      const store = new DatabaseSync(path.join(env.GUARDRAIL_STATE_DIR ?? '', 'guardrail.db'));
      const version = store.prepare('PRAGMA user_version').get()?.user_version;
      store.exec('PRAGMA user_version = 999');
      await command('daemon', '--stop');
      const line = window.notifications.filter({ hasText: /schema 999.*Update Guardrail/ });
      await line.waitFor();
      await window.status('Guardrail: offline').waitFor();
      expect(await window.notifications.count()).toBe(1);

      store.exec(`PRAGMA user_version = ${version}`);
      store.close();
      await line.getByRole('button', { name: 'Restart Daemon' }).click();
      await expect.poll(() => window.status('Guardrail: offline').count()).toBe(0);
      await window.group(/^To Do\d/).waitFor();
    });
  });
}
