import type { Finding } from './finding.ts';

type Place = Pick<Finding, 'source' | 'key' | 'region' | 'resource'>;

/**
 * The resource's page in the AWS console (partition `aws`), else its timeline in AWS Config. Every part from
 * outside is encoded; the host is always below `console.aws.amazon.com`.
 */
export function consoleUrl({ source, key, region, resource }: Place): string {
  // `global`, and whatever is no region at all, is looked up where the console's global pages live.
  const at = /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : 'us-east-1';
  if (source === 'guardduty') {
    const id = key.slice(key.lastIndexOf(':') + 1);
    return page('guardduty', at, `home?region=${at}#/findings?search=id%3D${encoded(id)}`);
  }
  const id = encoded(resource.id);
  const name = encoded(resource.name ?? resource.id);
  switch (resource.type) {
    case 'AWS::S3::Bucket':
      return `https://console.aws.amazon.com/s3/buckets/${id}?region=${at}&tab=permissions`;
    case 'AWS::RDS::DBInstance':
      return page('rds', at, `home?region=${at}#database:id=${name};is-cluster=false`);
    case 'AWS::EC2::SecurityGroup':
      return page('ec2', at, `home?region=${at}#SecurityGroup:groupId=${id}`);
    case 'AWS::EC2::Instance':
      return page('ec2', at, `home?region=${at}#InstanceDetails:instanceId=${id}`);
    case 'AWS::EC2::Volume':
      return page('ec2', at, `home?region=${at}#VolumeDetails:volumeId=${id}`);
    case 'AWS::EC2::Subnet':
      return page('vpc', at, `home?region=${at}#SubnetDetails:subnetId=${id}`);
    case 'AWS::Lambda::Function':
      return page('lambda', at, `home?region=${at}#/functions/${name}`);
    case 'AWS::IAM::User':
      return page('iam', at, `home#/users/details/${name}`);
    case 'AWS::IAM::Role':
      return page('iam', at, `home#/roles/details/${name}`);
    case 'AWS::IAM::Policy':
      return page('iam', at, `home#/policies/details/${encoded(resource.arn ?? resource.id)}`);
    default:
      return page(
        'config',
        at,
        `home?region=${at}#/resources/timeline?resourceId=${id}&resourceType=${encoded(resource.type)}`,
      );
  }
}

function page(service: string, region: string, rest: string): string {
  return `https://${region}.console.aws.amazon.com/${service}/${rest}`;
}

/** Half a surrogate pair, which JSON may hold, cannot be encoded: one odd name must not keep all findings from being shown. */
function encoded(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}
