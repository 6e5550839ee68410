import { expect, it } from 'vitest';
import { problem } from '../../../../daemon/domain/problems/problem.ts';
import { sayProblem } from '../../../../daemon/server/texts/say.ts';

const differs = (client: string, daemon: string) => problem('protocol-differs', { client, daemon });

it.each([
  ['0.1.0', '0.1.0'],
  ['0.1.0', '0.2.0'],
])('names a restart if the client %s cannot replace the daemon %s', (client, daemon) => {
  expect(sayProblem(differs(client, daemon), 'en')).toMatch(
    /Run "Guardrail: Restart Daemon", or "guardrail daemon --stop" in a terminal\.$/,
  );
  expect(sayProblem(differs(client, daemon), 'ja')).toMatch(/「Guardrail: デーモンを再起動」.*--stop/);
});

it('does not contrast two equal versions', () => {
  expect(sayProblem(differs('0.1.0', '0.1.0'), 'en')).toMatch(
    /^The running daemon is another build of Guardrail 0\.1\.0/,
  );
  expect(sayProblem(differs('0.1.0', '0.1.0'), 'ja')).toMatch(
    /^起動中のデーモンは同じ Guardrail 0\.1\.0 の別のビルド/,
  );
});

it('names a reload if the older daemon makes room', () => {
  expect(sayProblem(differs('0.2.0', '0.1.0'), 'en')).toMatch(
    /Reload the window, or run the command again\.$/,
  );
});
