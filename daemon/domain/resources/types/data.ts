import { type ResourceType, type ResourceTypes, regionalPage } from '../resource-type.ts';

/** Every type of RDS. */
export const rds: ResourceType = { isLowerCase: true };

export const dataTypes: ResourceTypes = {
  'AWS::RDS::DBInstance': {
    configId: { prefix: 'db-' },
    arn: 'arn:{partition}:rds:{region}:{account}:db:{name}',
    physicalId: 'name',
    name: 'DBInstanceIdentifier',
    maxNameCharacters: 63,
    console: regionalPage('rds/home?region={region}#database:id={name};is-cluster=false'),
  },
  'AWS::RDS::DBCluster': {
    // AWS names this type for the clusters of DocumentDB and Neptune, too (the rule `docdb-cluster-encrypted`, the control Neptune.1).
    declaredAs: ['AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'],
    configId: { prefix: 'cluster-' },
    physicalId: 'name',
    name: 'DBClusterIdentifier',
    maxNameCharacters: 63,
  },
  'AWS::RDS::DBSnapshot': {
    configId: 'name',
    arn: 'arn:{partition}:rds:{region}:{account}:snapshot:{name}',
    physicalId: 'arn',
    name: 'DBSnapshotIdentifier',
  },
  'AWS::RDS::DBSubnetGroup': { configId: 'name', name: 'DBSubnetGroupName' },
  'AWS::RDS::EventSubscription': { configId: 'name', name: 'SubscriptionName' },
  'AWS::DynamoDB::Table': {
    declaredAs: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Serverless::SimpleTable'],
    configId: 'name',
    name: 'TableName',
  },
  'AWS::Redshift::Cluster': { configId: 'name', name: 'ClusterIdentifier', isLowerCase: true },
  'AWS::Elasticsearch::Domain': { physicalId: 'name', name: 'DomainName' },
  'AWS::OpenSearch::Domain': {
    declaredAs: ['AWS::OpenSearchService::Domain'],
    physicalId: 'name',
    name: 'DomainName',
  },
  'AWS::SageMaker::NotebookInstance': { configId: 'arn', name: 'NotebookInstanceName' },
};
