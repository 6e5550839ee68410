import { describe, expect, it } from 'vitest';
import { problem } from '../../../../daemon/domain/problems/problem.ts';
import { sayProblem } from '../../../../daemon/server/texts/say.ts';

const whose = { account: '111122223333', region: 'eu-west-1' };
const passing = [
  problem('aws-timeout', { host: 'sts.amazonaws.com', ...whose }),
  problem('aws-throttled', { service: 'Config', ...whose }),
  problem('aws-session-expired', { profile: 'shop', command: 'sso login' }),
  problem('jira-unreachable', { site: 'https://jira.example.com', reason: 'ECONNREFUSED' }),
  problem('jira-throttled', { site: 'https://jira.example.com' }),
  problem('jira-captcha', { site: 'https://jira.example.com' }),
];

describe('a problem that may pass', () => {
  it.each(passing.map((each) => [each.code, each] as const))(
    '%s says what is true where it is shown',
    (_, each) => {
      expect(sayProblem(each, 'en')).toMatch(
        /The next sync tries again|Guardrail tries again|sync again|then refresh/,
      );
      expect(sayProblem(each, 'ja')).toMatch(
        /次の同期で再試行|自動的に再試行|もう一度同期|、更新してください/,
      );
      // Nothing repeats what the user asked for: a list of teams, the fields of a move, a ticket's comments.
      expect(sayProblem(each, 'en', 'request')).toMatch(/[Tt]ry again\b/);
      expect(sayProblem(each, 'en', 'request')).not.toMatch(/tries again|sync again|refresh/);
      expect(sayProblem(each, 'ja', 'request')).toMatch(/もう一度お試しください。/);
      expect(sayProblem(each, 'ja', 'request')).not.toMatch(/再試行します|同期|、更新/);
    },
  );
});
