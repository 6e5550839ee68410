import { partitionOfArn, partitionOfRegion, regionPattern } from '../accounts/partition.ts';
import type { Finding } from './finding.ts';

type Place = Pick<Finding, 'source' | 'key' | 'region' | 'resource'>;

/**
 * The resource's page in the AWS console of its partition, else its timeline in AWS Config. Every part from
 * outside is encoded; the host is always the console's or below it. Undefined in partitions whose console is not on
 * the public internet.
 */
export function consoleUrl({ source, key, region, resource }: Place): string | undefined {
  // `global`, and text that is not a region, is looked up where the console's global pages are.
  const isRegion = regionPattern.test(region);
  const partition = (isRegion ? undefined : partitionOfArn(resource.arn)) ?? partitionOfRegion(region);
  const at = isRegion ? region : partition.home;
  const { console: host } = partition;
  if (host === undefined) return undefined;
  const page = (service: string, path: string) => `https://${at}.${host}/${service}/${path}`;
  if (source === 'guardduty') {
    const id = key.slice(key.lastIndexOf(':') + 1);
    return page('guardduty', `home?region=${at}#/findings?search=id%3D${encoded(id)}`);
  }
  const id = encoded(resource.id);
  const name = encoded(resource.name ?? resource.id);
  switch (resource.type) {
    case 'AWS::S3::Bucket':
      return `https://${host}/s3/buckets/${id}?region=${at}&tab=permissions`;
    case 'AWS::RDS::DBInstance':
      return page('rds', `home?region=${at}#database:id=${name};is-cluster=false`);
    case 'AWS::EC2::SecurityGroup':
      return page('ec2', `home?region=${at}#SecurityGroup:groupId=${id}`);
    case 'AWS::EC2::Instance':
      return page('ec2', `home?region=${at}#InstanceDetails:instanceId=${id}`);
    case 'AWS::EC2::Volume':
      return page('ec2', `home?region=${at}#VolumeDetails:volumeId=${id}`);
    case 'AWS::EC2::Subnet':
      return page('vpc', `home?region=${at}#SubnetDetails:subnetId=${id}`);
    case 'AWS::Lambda::Function':
      return page('lambda', `home?region=${at}#/functions/${name}`);
    case 'AWS::IAM::User':
      return page('iam', `home#/users/details/${name}`);
    case 'AWS::IAM::Role':
      return page('iam', `home#/roles/details/${name}`);
    case 'AWS::IAM::Policy':
      return page('iam', `home#/policies/details/${encoded(resource.arn ?? resource.id)}`);
    default:
      return page(
        'config',
        `home?region=${at}#/resources/timeline?resourceId=${id}&resourceType=${encoded(resource.type)}`,
      );
  }
}

/** Half a surrogate pair, which JSON may hold, cannot be encoded: one odd name must not keep all findings from being shown. */
function encoded(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}
