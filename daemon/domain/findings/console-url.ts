import { partitionOfArn, partitionOfRegion, regionPattern } from '../accounts/partition.ts';
import { withFacts } from '../resources/placeholders.ts';
import { regionalPage } from '../resources/resource-type.ts';
import { factsOfConfigType } from '../resources/resource-types.ts';
import type { Finding } from './finding.ts';

type FindingFacts = Pick<Finding, 'source' | 'key' | 'region' | 'resource'>;

const threatPage = regionalPage('guardduty/home?region={region}#/findings?search=id%3D{finding}');
const timelinePage = regionalPage(
  'config/home?region={region}#/resources/timeline?resourceId={id}&resourceType={type}',
);

/**
 * Returns the URL of the resource's page in the AWS console of its partition, or of its timeline in AWS
 * Config if it has no page. For a GuardDuty finding, returns the URL of its own page. Every part that comes
 * from AWS is encoded, so the host is always the console's or a subdomain of it. Returns `undefined` in
 * partitions whose console is not on the public internet.
 */
export function consoleUrl({ source, key, region, resource }: FindingFacts): string | undefined {
  // `global`, and text that is not a region, is looked up in the region of the console's global pages.
  const isRegion = regionPattern.test(region);
  const partition = (isRegion ? undefined : partitionOfArn(resource.arn)) ?? partitionOfRegion(region);
  if (partition.console === undefined) return undefined;
  const { type, id, name = id, arn = id } = resource;
  const finding = key.slice(key.lastIndexOf(':') + 1);
  const page = source === 'guardduty' ? threatPage : (factsOfConfigType(type).console ?? timelinePage);
  return withFacts(page, {
    host: partition.console,
    region: isRegion ? region : partition.home,
    type: encoded(type),
    id: encoded(id),
    name: encoded(name),
    arn: encoded(arn),
    finding: encoded(finding),
  });
}

/**
 * Half of a surrogate pair, which JSON may contain, cannot be encoded. One such name must not prevent all
 * findings from being shown.
 */
function encoded(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}
