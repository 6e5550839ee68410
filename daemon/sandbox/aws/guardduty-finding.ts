import type { GuardDutyFinding } from '../model.ts';
import { stableId } from './stable-ids.ts';

/** Returns a finding as GetFindings does. The criteria of ListFindings apply to these fields, too. */
export function findingOutput(finding: GuardDutyFinding) {
  const { id, account, region, detectorId, archived, createdAt, updatedAt } = finding;
  return {
    schemaVersion: '2.0',
    accountId: account,
    region,
    partition: 'aws',
    id,
    arn: `arn:aws:guardduty:${region}:${account}:detector/${detectorId}/finding/${id}`,
    type: finding.type,
    resource: resourceOutput(finding),
    service: {
      serviceName: 'guardduty',
      detectorId,
      resourceRole: 'TARGET',
      archived,
      count: 1,
      eventFirstSeen: createdAt,
      eventLastSeen: updatedAt,
    },
    severity: finding.severity,
    createdAt,
    updatedAt,
    title: finding.title,
    description: finding.description,
  };
}

function resourceOutput({ resourceType, resourceId, account, principalId }: GuardDutyFinding) {
  switch (resourceType) {
    case 'Instance':
      return { resourceType, instanceDetails: { instanceId: resourceId } };
    case 'AccessKey': {
      const id = principalId ?? `AIDA${stableId(17, account, resourceId).toUpperCase()}`;
      const principal = id.startsWith('AROA')
        ? { principalId: `${id}:session`, userType: 'AssumedRole' }
        : { principalId: id, userType: 'IAMUser' };
      return { resourceType, accessKeyDetails: { ...principal, userName: resourceId } };
    }
    case 'S3Bucket': {
      const bucket = { arn: `arn:aws:s3:::${resourceId}`, name: resourceId, type: 'Destination' };
      return { resourceType, s3BucketDetails: [bucket] };
    }
  }
}
