import type { DeclaredResource } from '../cause.ts';
import type { ManagedRule } from '../managed-rule.ts';
import { causes, own, referring } from './write-cause.ts';

/** Everyone, or any bucket that names the function; unless a condition with a fixed value narrows it. */
function letsEveryoneInvoke({ literals, properties }: DeclaredResource): boolean {
  if ('SourceAccount' in properties || 'PrincipalOrgID' in properties) return false;
  const { Principal = '*' } = literals;
  return Principal === '*' || Principal === 's3.amazonaws.com';
}

export const lambdaRules: readonly ManagedRule[] = [
  {
    identifier: 'LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED',
    types: ['AWS::Lambda::Function'],
    severity: 'high',
    title: { en: 'Everyone can invoke this function', ja: '関数を誰でも呼び出せます' },
    short: { en: 'public invoke', ja: '誰でも呼び出し可' },
    remedy: {
      en: 'Name a principal and a SourceAccount in the AWS::Lambda::Permission.',
      ja: 'AWS::Lambda::Permission で呼び出し元と SourceAccount を限定します。',
    },
    cause: causes(
      own('AWS::Serverless::Function', 'FunctionUrlConfig', {
        look: {
          en: 'with AuthType NONE everyone may invoke the function',
          ja: 'AuthType が NONE の場合、誰でも関数を呼び出せます',
        },
      }),
      referring(
        'AWS::Lambda::Permission',
        'FunctionName',
        'Principal',
        {
          en: 'may let everyone invoke it: look at its Principal and SourceAccount',
          ja: 'により誰でも呼び出せるのかもしれません。Principal と SourceAccount を確認してください',
        },
        {
          suspect: letsEveryoneInvoke,
          missing: {
            en: 'No AWS::Lambda::Permission in this template lets everyone invoke it: the permission was given elsewhere.',
            ja: 'このテンプレートには誰にでも呼び出しを許可する AWS::Lambda::Permission がありません。許可は別の場所で与えられています。',
          },
        },
      ),
    ),
  },
];
