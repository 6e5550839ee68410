import { describe, expect, it } from 'vitest';
import { parseConfigurationFile } from '../../../../daemon/configuration/configuration-file.ts';
import { withAccounts } from '../../../../daemon/configuration/file/add-accounts.ts';
import { commentedFile } from '../../../../daemon/configuration/file/commented-file.ts';
import { textsOf } from '../../../../daemon/server/texts/say.ts';

const accounts = [
  { id: '111122223333', profile: 'prod' },
  { id: '000055556666', profile: 'a: "b" # c' },
];

describe('accounts that are added to a configuration file', () => {
  it('come after everything that its user wrote, which stays as it is', () => {
    const written = '# mine\nteam: payments # ours\njira:\n  project: PAY';
    const text = withAccounts(written, accounts) ?? '';
    expect(text.startsWith(`${written}\n`)).toBe(true);
    expect(parseConfigurationFile('config.yaml', text)).toEqual({
      ...{ team: 'payments', jira: { project: 'PAY' }, accounts },
    });
  });

  it('are the only values of a new file', () => {
    const text = withAccounts(commentedFile(textsOf('en').configurationFile), accounts) ?? '';
    expect(parseConfigurationFile('config.yaml', text)).toEqual({ accounts });
  });

  it('are not added to a file that has errors or already lists accounts', () => {
    expect(withAccounts('team: [', accounts)).toBeUndefined();
    expect(withAccounts('{team: payments}', accounts)).toBeUndefined();
    expect(withAccounts('team: payments\n...\n', accounts)).toBeUndefined();
    expect(withAccounts("accounts:\n  - id: '111122223333'\n", accounts)).toBeUndefined();
  });
});
