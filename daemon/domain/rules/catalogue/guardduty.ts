import { accountType } from '../../resources/types/account.ts';
import type { ManagedRule } from '../managed-rule.ts';
import { mustBeTrue } from './common.ts';
import { causes, own } from './write-cause.ts';

export const guardDutyRules: readonly ManagedRule[] = [
  {
    identifier: 'GUARDDUTY_ENABLED_CENTRALIZED',
    types: [accountType],
    severity: 'high',
    title: { en: 'GuardDuty is off', ja: 'GuardDuty が無効です' },
    short: { en: 'GuardDuty off', ja: 'GuardDuty 無効' },
    remedy: {
      en: 'Enable GuardDuty for the organization, or with an AWS::GuardDuty::Detector.',
      ja: '組織全体で、または AWS::GuardDuty::Detector で GuardDuty を有効にします。',
    },
    perRegion: true,
    cause: causes(own('AWS::GuardDuty::Detector', 'Enable', { right: ['true'], look: mustBeTrue })),
  },
];
