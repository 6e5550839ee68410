import type { ManagedRule } from '../managed-rule.ts';
import { causes, referring } from './write-cause.ts';

export const elbRules: readonly ManagedRule[] = [
  {
    identifier: 'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK',
    types: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
    severity: 'medium',
    title: {
      en: 'The load balancer does not redirect HTTP to HTTPS',
      ja: 'ロードバランサーが HTTP を HTTPS にリダイレクトしません',
    },
    short: { en: 'no HTTPS redirect', ja: 'HTTPS リダイレクトなし' },
    remedy: {
      en: 'Give the HTTP listener a redirect action.',
      ja: 'HTTP リスナーにリダイレクトアクションを設定します。',
    },
    cause: causes(
      referring(
        'AWS::ElasticLoadBalancingV2::Listener',
        'LoadBalancerArn',
        'DefaultActions',
        {
          en: 'must redirect HTTP: its DefaultActions need a redirect to HTTPS',
          ja: 'で HTTP をリダイレクトする必要があります。DefaultActions に HTTPS へのリダイレクトを設定します',
        },
        {
          suspect: ({ literals }) => literals.Protocol !== 'HTTPS',
          missing: {
            en: 'This template has no AWS::ElasticLoadBalancingV2::Listener that answers HTTP for it: the listener is declared elsewhere.',
            ja: 'このテンプレートには HTTP を受け付ける AWS::ElasticLoadBalancingV2::Listener がありません。リスナーは別の場所にあります。',
          },
        },
      ),
    ),
  },
];
