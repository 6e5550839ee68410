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
 * Returns the resource's page in the AWS console of its partition, else its timeline in AWS Config; for a GuardDuty
 * finding, its own page. Every part that comes from AWS is encoded: the host is always the console's or below it.
 * Undefined in partitions whose console is not on the public internet.
 */
export function consoleUrl({ source, key, region, resource }: FindingFacts): string | undefined {
  // `global`, and text that is not a region, is looked up where the console's global pages are.
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

/** Half of a surrogate pair, which JSON may hold, cannot be encoded: one odd name must not keep all findings from being shown. */
function encoded(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}
