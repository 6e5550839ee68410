import { consoleHosts } from '#protocol/console.ts';

/** A separate AWS cloud. Each partition has its own regions, ARNs, endpoints and console. */
export interface Partition {
  /** As in ARNs: `aws-cn`. */
  readonly id: string;
  /**
   * Host of its console. Regional pages put their region in front of it. Absent: the console is not on the
   * public internet.
   */
  readonly console?: string;
  /** The region in which its global pages are looked up. */
  readonly home: string;
}

const commercial: Partition = { id: 'aws', console: consoleHosts.aws, home: 'us-east-1' };

/** Found by the start of a region's name. All other regions are in the commercial partition. */
const others: readonly (Partition & { readonly regions: RegExp })[] = [
  { id: 'aws-cn', regions: /^cn-/, console: consoleHosts['aws-cn'], home: 'cn-north-1' },
  { id: 'aws-us-gov', regions: /^us-gov-/, console: consoleHosts['aws-us-gov'], home: 'us-gov-west-1' },
  { id: 'aws-eusc', regions: /^eusc-/, console: consoleHosts['aws-eusc'], home: 'eusc-de-east-1' },
  { id: 'aws-iso', regions: /^us-iso-/, home: 'us-iso-east-1' },
  { id: 'aws-iso-b', regions: /^us-isob-/, home: 'us-isob-east-1' },
  { id: 'aws-iso-e', regions: /^eu-isoe-/, home: 'eu-isoe-west-1' },
  { id: 'aws-iso-f', regions: /^us-isof-/, home: 'us-isof-south-1' },
];

/**
 * `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`: a region of any partition, whether it is known today or
 * not.
 */
export const regionPattern = /^[a-z]{2,5}(-[a-z]{2,10}){1,3}-\d{1,2}$/;

export function partitionOfRegion(region: string): Partition {
  return others.find(({ regions }) => regions.test(region)) ?? commercial;
}

/**
 * Returns the partition of an ARN. Returns `undefined` for text that is not an ARN and for partitions that
 * are not known here.
 */
export function partitionOfArn(arn: string | undefined): Partition | undefined {
  const [, id] = /^arn:([a-z-]+):/.exec(arn ?? '') ?? [];
  return [commercial, ...others].find((partition) => partition.id === id);
}
