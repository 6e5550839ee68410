import type { SettingSource } from '#protocol/account.ts';
import type { AwsInUse, ValueInUse } from '#protocol/aws.ts';
import type { Settings } from '#protocol/settings.ts';
import { defined } from './configuration.ts';

/** Returns the values in use for the team and for AWS, each with its source: the first one that gives it. */
export function awsValueSources(
  sources: Readonly<Record<SettingSource, Settings>>,
): Pick<AwsInUse, 'team' | 'profile' | 'region'> {
  const order: readonly SettingSource[] = ['environment', 'editor', 'file'];
  const given = (valueIn: (settings: Settings) => string | undefined): ValueInUse | undefined => {
    for (const source of order) {
      const value = valueIn(sources[source]);
      if (value !== undefined) return { value, source };
    }
    return undefined;
  };
  return defined({
    team: given(({ team }) => team),
    profile: given(({ aws }) => aws?.profile),
    region: given(({ aws }) => aws?.region),
  });
}
