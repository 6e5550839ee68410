import { consoleHosts } from '#protocol/console.ts';

/** One of AWS's separate clouds. Each has its own regions, ARNs, endpoints and console. */
export interface Partition {
  /** As in ARNs: `aws-cn`. */
  readonly id: string;
  /** Its console's host, which regional pages put their region in front of; absent: not on the public internet. */
  readonly console?: string;
  /** The region that its global pages are looked up in. */
  readonly home: string;
}

const commercial: Partition = { id: 'aws', console: consoleHosts.aws, home: 'us-east-1' };

/** By the start of a region's name; everything else is in the commercial partition. */
const others: readonly (Partition & { readonly regions: RegExp })[] = [
  { id: 'aws-cn', regions: /^cn-/, console: consoleHosts['aws-cn'], home: 'cn-north-1' },
  { id: 'aws-us-gov', regions: /^us-gov-/, console: consoleHosts['aws-us-gov'], home: 'us-gov-west-1' },
  { id: 'aws-eusc', regions: /^eusc-/, console: consoleHosts['aws-eusc'], home: 'eusc-de-east-1' },
  { id: 'aws-iso', regions: /^us-iso-/, home: 'us-iso-east-1' },
  { id: 'aws-iso-b', regions: /^us-isob-/, home: 'us-isob-east-1' },
  { id: 'aws-iso-e', regions: /^eu-isoe-/, home: 'eu-isoe-west-1' },
  { id: 'aws-iso-f', regions: /^us-isof-/, home: 'us-isof-south-1' },
];

/** `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`: a region of any partition, known today or not. */
export const regionPattern = /^[a-z]{2,5}(-[a-z]{2,10}){1,3}-\d{1,2}$/;

export function partitionOfRegion(region: string): Partition {
  return others.find(({ regions }) => regions.test(region)) ?? commercial;
}

/** Undefined for what is not an ARN, and for partitions that are not known here. */
export function partitionOfArn(arn: string | undefined): Partition | undefined {
  const [, id] = /^arn:([a-z-]+):/.exec(arn ?? '') ?? [];
  return [commercial, ...others].find((partition) => partition.id === id);
}
