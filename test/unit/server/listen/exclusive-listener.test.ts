import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { listenExclusively } from '../../../../daemon/server/listen/exclusive-listener.ts';

it('reports the folder of the file that could not be written, not the one of the socket', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'guardrail-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [stateDir, socketDir] = [path.join(root, 'state'), path.join(root, 'socket')];
  const recordFile = path.join(stateDir, 'daemon.json');
  mkdirSync(recordFile, { recursive: true, mode: 0o700 });
  const paths = {
    stateDir,
    socketDir,
    socket: path.join(socketDir, 'daemon.sock'),
    tokenFile: path.join(stateDir, 'daemon.token'),
    recordFile,
    configDir: root,
  };
  const host = { onSocket: () => {}, onLost: () => {}, onFailed: () => {} };

  await expect(listenExclusively(paths, host)).rejects.toMatchObject({
    code: 'folder-unusable',
    facts: { folder: stateDir },
  });
});
