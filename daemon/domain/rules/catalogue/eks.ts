import type { ManagedRule } from '../managed-rule.ts';
import { causes, own } from './write-cause.ts';

const cluster = 'AWS::EKS::Cluster';

export const openCluster = causes(
  own(cluster, 'ResourcesVpcConfig', {
    look: {
      en: 'EndpointPublicAccess in it must be false; it is true if it is not set',
      ja: 'EndpointPublicAccess を false にする必要があります（既定値は true）',
    },
  }),
);

export const eksRules: readonly ManagedRule[] = [
  {
    identifier: 'EKS_ENDPOINT_NO_PUBLIC_ACCESS',
    types: [cluster],
    severity: 'high',
    title: {
      en: 'The cluster’s API is open to the internet',
      ja: 'クラスターの API がインターネットに公開されています',
    },
    short: { en: 'public API', ja: 'API 公開' },
    remedy: { en: 'Set EndpointPublicAccess to false.', ja: 'EndpointPublicAccess を false にします。' },
    cause: openCluster,
  },
];
