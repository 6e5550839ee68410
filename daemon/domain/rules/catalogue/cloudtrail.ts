import { accountType } from '../../resources/types/account.ts';
import type { Cause } from '../cause.ts';
import type { ManagedRule } from '../managed-rule.ts';
import { mustBeTrue } from './common.ts';
import { causes, own } from './write-cause.ts';

const trail = (property: string): Cause =>
  causes(
    own('AWS::CloudTrail::Trail', property, {
      right: ['true'],
      look: mustBeTrue,
      absent: { en: 'true fixes this', ja: 'true を指定すると解消します' },
    }),
  );

export const cloudTrailRules: readonly ManagedRule[] = [
  {
    identifier: 'CLOUD_TRAIL_ENABLED',
    types: [accountType],
    severity: 'high',
    title: { en: 'CloudTrail is off', ja: 'CloudTrail が無効です' },
    short: { en: 'CloudTrail off', ja: 'CloudTrail 無効' },
    remedy: {
      en: 'Create a trail with IsLogging true.',
      ja: 'IsLogging を true にした証跡を作成します。',
    },
    names: ['cloudtrail-enabled'],
    cause: trail('IsLogging'),
  },
  {
    identifier: 'MULTI_REGION_CLOUD_TRAIL_ENABLED',
    types: [accountType],
    severity: 'medium',
    title: { en: 'No trail covers all regions', ja: 'すべてのリージョンを対象とする証跡がありません' },
    short: { en: 'no trail of all regions', ja: '全リージョンの証跡なし' },
    remedy: {
      en: 'Set IsMultiRegionTrail to true on a trail.',
      ja: '証跡の IsMultiRegionTrail を true にします。',
    },
    names: ['multi-region-cloudtrail-enabled'],
    cause: trail('IsMultiRegionTrail'),
  },
];
