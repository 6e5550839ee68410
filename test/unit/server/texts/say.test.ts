import { expect, it } from 'vitest';
import { problem } from '../../../../daemon/domain/problems/problem.ts';
import { sayNote, sayProblem } from '../../../../daemon/server/texts/say.ts';

it('says a problem on one line: the event, then the next step', () => {
  const folder = problem('folder-unusable', { folder: '/srv/guard\r\n  rail', errno: 'EACCES' });

  expect(sayProblem(folder, 'en')).toBe(
    'Guardrail cannot write to the folder /srv/guard rail (EACCES). Check its permissions and the free space, or name another with GUARDRAIL_STATE_DIR.',
  );
  expect(sayProblem(folder, 'ja')).toBe(
    'フォルダー /srv/guard rail に書き込めません (EACCES)。権限と空き容量を確認するか、GUARDRAIL_STATE_DIR で別の場所を指定してください。',
  );
});

it('contains no link that an editor would make from text of other systems', () => {
  const folder = problem('folder-unsafe', { folder: '[here](command:workbench.action.quit)' });

  expect(sayProblem(folder, 'en')).not.toMatch(/\]\(/);
});

it.each([
  ['an unknown code', 'of-another-version', {}],
  ['the name of a method of objects', 'toString', {}],
  ['a problem without its facts', 'tickets-unreadable', {}],
  ['a note without its facts', 'recorder-excludes', {}],
  ['a note whose nested note is absent', 'recorder-unknown', {}],
])('names the code and the next step for %s', (_, code, facts) => {
  const en = `(${code}) that this version cannot show. Refresh to read it again.`;
  const ja = `このバージョンでは表示できないメッセージ (${code}) があります。更新して読み直してください。`;

  expect(sayNote({ code, facts }, 'en')).toContain(en);
  expect(sayNote({ code, facts }, 'ja')).toContain(ja);
});

it('names the code of a problem that this version does not know', () => {
  expect(sayProblem({ code: 'of-another-version', facts: {} }, 'en')).toBe(
    'Guardrail has a message (of-another-version) that this version cannot show. Refresh to read it again.',
  );
});

it('says a note that an older version stored with its sentences', () => {
  const stored = { en: 'Jira did not answer. Wait.', ja: '応答がありません。お待ちください。' };

  expect(sayNote(stored, 'en')).toBe('Jira did not answer. Wait.');
  expect(sayNote(stored, 'ja')).toBe('応答がありません。お待ちください。');
});

it.each(['en', 'ja'] as const)('ends the words of another service with one full stop (%s)', (locale) => {
  const said = 'Rate exceeded.';
  const call = { call: 'config:DescribeRules', errorCode: 'Failure' };
  const problems = [
    problem('aws-failed', { ...call, message: said }),
    problem('aws-failed', { ...call, message: 'Rate exceeded' }),
    problem('aws-credentials-failed', { message: said }),
    problem('aws-credential-process-failed', { profile: 'shop', message: said }),
    problem('jira-refused', { said }),
  ];

  for (const each of problems)
    expect(sayProblem(each, locale)).toMatch(locale === 'ja' ? /exceeded。[^。]/ : /exceeded\. [A-Z`]/);
});

it('quotes the words of the YAML reader', () => {
  const said = 'bad indentation of a mapping entry (1:5)';
  const invalid = problem('configuration-invalid', { reason: 'not-yaml', file: 'config.yaml', said });

  expect(sayProblem(invalid, 'en')).toMatch(
    'The configuration config.yaml cannot be used: it is not valid YAML ("bad indentation of a mapping entry (1:5)").',
  );
  expect(sayProblem(invalid, 'ja')).toMatch(
    'YAML として読めません ("bad indentation of a mapping entry (1:5)")。',
  );
});

it.each([
  problem('aws-proxy-refused', { host: 'config.eu-west-1.amazonaws.com' }),
  problem('aws-unreachable', { host: 'h', errorCode: 'SELF_SIGNED_CERT_IN_CHAIN', reason: 'certificate' }),
  problem('jira-proxy-refused', { site: 'https://a.atlassian.net', status: 407 }),
  problem('jira-tls-failed', { site: 'https://a.atlassian.net', reason: 'handshake', code: 'EPROTO' }),
])('names both restarts that a change of the environment needs: $code', (each) => {
  expect(sayProblem(each, 'en')).toMatch(
    /, then start VS Code again .* "Guardrail: Restart Daemon".*--stop"\)\.$/,
  );
  expect(sayProblem(each, 'ja')).toMatch(/VS Code を起動し直し、「Guardrail: デーモンを再起動」.*--stop/);
});
