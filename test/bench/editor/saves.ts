import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { runSync } from '#protocol/sync.ts';
import { statePlace } from '../../../daemon/configuration/state-folder.ts';
import { createCleanup } from '../../support/cleanup.ts';
import { startLargeTeam } from '../../support/large-team.ts';
import { startOrganization } from '../../support/organization.ts';
import { joinCounted } from '../../support/wire.ts';
import { startDaemonProcess } from './daemon-process.ts';

const saves = 40;
/** Longer than the daemon needs to link the findings for the first time. */
const restMs = 5_000;
/** The buckets of one stack of the large team. */
const failingInTemplate = 10;
const timeoutMs = 20_000;

/**
 * Saves a template in which a resource gets another logical id, and its old one again: the finding's link, its diagnostic and its
 * row change. Resolves to the milliseconds until the window has the new diagnostics, the CPU time that the daemon needs for one save,
 * and the bytes that it sends to the window: the language server protocol sends all diagnostics of the file, here of ten findings.
 */
export async function measureSaves(size: { findings: number; templates: number }) {
  const cleanup = createCleanup();
  try {
    const { sandbox, workspace } = await startLargeTeam(cleanup, size);
    const organization = await startOrganization(sandbox);
    cleanup.add(() => organization.stop());
    const daemon = await startDaemonProcess(cleanup, organization);
    const window = await joinCounted(statePlace(organization.env), workspace);
    cleanup.add(() => window.close());
    const { connection } = window;
    const file = path.join(workspace, 'service-1/template.yaml');
    const uri = pathToFileURL(file).href;
    // They may be published before this window listens.
    let shown = failingInTemplate;
    let diagnosticBytes = 0;
    connection.onNotification('textDocument/publishDiagnostics', (params) => {
      if (params.uri !== uri) return;
      shown = params.diagnostics.length;
      diagnosticBytes = Buffer.byteLength(JSON.stringify(params));
    });
    await connection.sendRequest(runSync.method, {});
    await window.quiet(restMs);
    const original = readFileSync(file, 'utf8');
    const renamed = original.replace('Bucket1x0:', 'Renamed:');
    const textDocument = { uri, languageId: 'yaml', version: 1, text: original };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const times: number[] = [];
    let bytes = 0;
    const cpuBefore = cpuMs(daemon);
    for (let version = 2; version < saves + 2; version++) {
      await window.quiet(500);
      const text = version % 2 === 0 ? renamed : original;
      const expected = failingInTemplate - (version % 2 === 0 ? 1 : 0);
      const before = window.total();
      const started = performance.now();
      const identifier = { uri, version };
      await connection.sendNotification('textDocument/didChange', {
        textDocument: identifier,
        contentChanges: [{ text }],
      });
      writeFileSync(file, text);
      await connection.sendNotification('textDocument/didSave', { textDocument: identifier });
      await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
      while (shown !== expected && performance.now() - started < timeoutMs) await sleep(1);
      times.push(performance.now() - started);
      await window.quiet(500);
      bytes = window.total() - before;
    }
    const cpu = (cpuMs(daemon) - cpuBefore) / saves;
    times.sort((a, b) => a - b);
    const at = (part: number) => times[Math.ceil(times.length * part) - 1] ?? NaN;
    return {
      p50: at(0.5),
      p95: at(0.95),
      slowest: at(1),
      cpu,
      diagnosticBytes,
      bytes: bytes - diagnosticBytes,
    };
  } finally {
    await cleanup.run();
  }
}

/** Returns the CPU time of a process with all of its threads. Linux counts it in hundredths of a second. */
function cpuMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
