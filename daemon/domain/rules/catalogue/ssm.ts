import type { ManagedRule } from '../managed-rule.ts';
import { fixInAccount, sharedOutside } from './common.ts';

export const ssmRules: readonly ManagedRule[] = [
  {
    identifier: 'SSM_DOCUMENT_NOT_PUBLIC',
    types: ['AWS::SSM::Document'],
    severity: 'high',
    title: { en: 'The SSM document is public', ja: 'SSM ドキュメントが公開されています' },
    short: { en: 'public', ja: '公開' },
    remedy: fixInAccount,
    cause: sharedOutside,
  },
];
