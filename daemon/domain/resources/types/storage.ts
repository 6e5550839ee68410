import type { ResourceTypes } from '../resource-type.ts';

export const storageTypes: ResourceTypes = {
  'AWS::S3::Bucket': {
    configId: 'name',
    arn: 'arn:{partition}:s3:::{name}',
    name: 'BucketName',
    maxNameCharacters: 63,
    isLowerCase: true,
    isNameUnique: true,
    console: 'https://{host}/s3/buckets/{id}?region={region}&tab=permissions',
  },
  'AWS::Backup::BackupVault': { name: 'BackupVaultName' },
  'AWS::ECR::Repository': { name: 'RepositoryName' },
};
