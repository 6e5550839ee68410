import { describe, expect, it } from 'vitest';
import { rejectedBy } from '../../../../daemon/base/cancelled.ts';
import { createSecrets } from '../../../../daemon/base/secrets.ts';
import { createCredentialCache } from '../../../../daemon/integrations/aws/credentials/cache.ts';
import { withAws } from '../../../../daemon/integrations/aws/with-aws.ts';

const cache = () => createCredentialCache(createSecrets());

/** Work that ends only when its signal is aborted, as the calls of an SDK do. */
async function until(signal: AbortSignal): Promise<never> {
  await rejectedBy(signal).catch(() => {});
  throw new Error('aborted');
}

describe('a few calls to AWS', () => {
  it('fail with a problem, which names the profile, if the time limit ends them', async () => {
    const signal = AbortSignal.timeout(20);
    await expect(withAws({ profile: 'shop' }, cache(), signal, () => until(signal))).rejects.toMatchObject({
      code: 'aws-timeout',
      facts: { host: 'AWS', profile: 'shop' },
    });
  });

  it('end also if what they wait for does not, such as a program that gives credentials', async () => {
    const never = () => new Promise<never>(() => {});
    await expect(withAws({}, cache(), AbortSignal.timeout(20), never)).rejects.toMatchObject({
      code: 'aws-timeout',
    });
  }, 5_000);

  it('end as cancelled if the user cancels them', async () => {
    const user = new AbortController();
    const signal = AbortSignal.any([user.signal, AbortSignal.timeout(10_000)]);
    const ended = withAws({}, cache(), signal, () => until(signal));
    user.abort();
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
  });
});
