import type { Resource } from '#protocol/findings.ts';

/** Facts about one resource type of AWS Config. A fact that is absent has the usual value. */
export interface ResourceType {
  /** CloudFormation types that declare it, SAM's included. Usually its own name. */
  readonly declaredAs?: readonly string[];
  /** Config's resource id. Usually an id that AWS makes up, without a fixed beginning. */
  readonly configId?: 'name' | 'arn' | 'account' | { readonly prefix: string };
  /** Its ARN; `{partition}`, `{region}`, `{account}`, `{name}`, `{id}` and `{unique}` (made up by AWS) are filled in. */
  readonly arn?: string;
  /**
   * CloudFormation's physical id: Config's name, ARN or the last part of the ARN. A function returns the candidates,
   * likeliest first. Usually Config's id.
   */
  readonly physicalId?: 'name' | 'arn' | 'arn-end' | ((resource: Resource) => string[]);
  /** The type that it is a stage of: stages of different APIs share a physical id. */
  readonly stageOf?: string;
  /** The property that may hold its name, if a name distinguishes the resource from others of its account. */
  readonly name?: string;
  /** The same property in SAM's types, if it has another name there. */
  readonly nameInSam?: string;
  /** Length to which CloudFormation shortens the names it generates. Usually 255. */
  readonly maxNameCharacters?: number;
  /** AWS keeps its id and name in lower case, whatever a template or a stack says. */
  readonly isLowerCase?: boolean;
  /** Two resources never share a name, in whatever account and region. Usually names are unique in an account and region. */
  readonly isNameUnique?: boolean;
  /** Returns the names that a template may have given to it. Usually Config's name, else the last part of the id. */
  readonly namesIn?: (resource: Resource) => string[];
  /**
   * It belongs to the account and not to a region; a stack in any region may hold it. Config records it in
   * `every-region`, or in the `home-region` of its service alone. Usually it belongs to a region.
   */
  readonly global?: 'every-region' | 'home-region';
  /** Types that launch it and give it their tags, CloudFormation's included. */
  readonly launchedBy?: readonly string[];
  /**
   * Its page in the AWS console; `{host}`, `{region}`, `{id}`, `{name}` (else the id) and `{arn}` (else the id) are
   * filled in. Usually its timeline in AWS Config.
   */
  readonly console?: string;
}

/** By Config type. */
export type ResourceTypes = Readonly<Record<string, ResourceType>>;

/** Returns the address of a page of a regional console; `path` begins with the service. */
export function regionalPage(path: string): string {
  return `https://{region}.{host}/${path}`;
}
