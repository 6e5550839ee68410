import type { Text } from '../../../base/text.ts';
import type { OwnProperty } from '../cause.ts';
import { outsideTemplates, own } from './write-cause.ts';

/** Texts and causes that several records share. */

export const mustBeTrue: Text = { en: 'it must be true', ja: 'true にする必要があります' };
export const mustBeFalse: Text = { en: 'it must be false', ja: 'false にする必要があります' };

export const fixInAccount: Text = {
  en: 'No template can fix this: sign in to the account and change the setting there.',
  ja: 'テンプレートでは修正できません。アカウントにサインインして設定を変更します。',
};

export const notPubliclyAccessible: Text = {
  en: 'Set PubliclyAccessible to false.',
  ja: 'PubliclyAccessible を false にします。',
};

export const accountSetting = outsideTemplates({
  en: 'it is a setting of the account, and CloudFormation has no resource for it',
  ja: 'CloudFormation にリソースのない、アカウントの設定です',
});

export const sharedOutside = outsideTemplates({
  en: 'it was shared outside of any template; stop sharing it in the account',
  ja: '共有はテンプレートの外で設定されたものです。アカウントで共有を取り消します',
});

/** @param absent The effect if the property is not set. */
export function publiclyAccessible(type: string, absent: Text): OwnProperty {
  return own(type, 'PubliclyAccessible', { right: ['false'], look: mustBeFalse, absent });
}
