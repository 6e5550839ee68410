import type { Text } from '../../../base/text.ts';
import type { Cause } from '../cause.ts';
import type { ManagedRule } from '../managed-rule.ts';
import { causes, own } from './write-cause.ts';

const title: Text = {
  en: 'The OpenSearch domain is outside any VPC',
  ja: 'OpenSearch ドメインが VPC の外にあります',
};
const short: Text = { en: 'outside any VPC', ja: 'VPC 外' };
const remedy: Text = {
  en: 'Put the domain into a VPC with VPCOptions.',
  ja: 'VPCOptions でドメインを VPC 内に置きます。',
};

const outsideVpc = (type: string): Cause =>
  causes(
    own(type, 'VPCOptions', {
      right: 'set',
      absent: {
        en: 'the domain is then outside any VPC; setting it replaces the domain',
        ja: 'ドメインは VPC の外に置かれます。設定するとドメインは置き換えられます',
      },
    }),
  );

export const openSearchRules: readonly ManagedRule[] = [
  {
    identifier: 'OPENSEARCH_IN_VPC_ONLY',
    types: ['AWS::OpenSearch::Domain'],
    severity: 'high',
    title,
    short,
    remedy,
    cause: outsideVpc('AWS::OpenSearchService::Domain'),
  },
  {
    // The service's earlier name.
    identifier: 'ELASTICSEARCH_IN_VPC_ONLY',
    types: ['AWS::Elasticsearch::Domain'],
    severity: 'high',
    title,
    short,
    remedy,
    cause: outsideVpc('AWS::Elasticsearch::Domain'),
  },
];
