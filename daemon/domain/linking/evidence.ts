import type { DeploymentKind } from '../deployments/deployment.ts';

/**
 * Why a link leads to its place, or why there is no place, as plain data; `server/texts/` has the sentences.
 * It is kept small, because the worker thread sends it for each of up to 10,000 findings. Paths of templates
 * and files are short: relative to the workspace folder, with `/`.
 */
export type Evidence = StackEvidence | NameEvidence | ChoiceEvidence | ReadingEvidence;

interface Qualified {
  /** Further sentences that restrict or complete the reason, in this order. */
  readonly qualifiers?: readonly Qualifier[];
}

/** The logical resource that the finding's resource is, and how that is known. */
export interface LogicalResource {
  /** CloudFormation's tags; the stack's own list; or a name such as CloudFormation generates. */
  readonly by: 'tags' | 'stack-list' | 'generated-name';
  readonly stack: string;
  readonly logicalId: string;
}

/** A stack contains the resource. `reason`: why this template is the stack's, or why no template is. */
export interface StackEvidence extends LogicalResource, Qualified {
  readonly reason: TemplateReason;
}

/** No stack is known to contain the resource, or its template is not here: a name that a template gives. */
export interface NameEvidence extends Qualified {
  readonly by: 'name';
  /** The resource's name. */
  readonly name: string;
  readonly reason: NameReason;
}

/** The user chose the place. `at`: ISO 8601, UTC. */
export interface ChoiceEvidence extends Qualified {
  readonly by: 'choice';
  readonly at: string;
}

/**
 * Not found in the templates that have been read so far. `stopped`: the user stopped the reading. `virtual`: no folder of the
 * window can be read.
 */
export interface ReadingEvidence extends Qualified {
  readonly by: 'reading';
  readonly state: 'reading' | 'stopped' | 'virtual';
}

/** Why a template is, or is not, that of a known stack. */
export type TemplateReason =
  /** The workspace says that this template is the stack's, or CloudFormation deployed an identical one. */
  | { readonly kind: 'deployed'; readonly proof: TemplateProof; readonly creator?: Creator }
  /** This template has the most of the stack's resources. `others`: how many other places were possible. */
  | {
      readonly kind: 'most-shared';
      readonly agreement: Agreement;
      /** Whether the template gives the resource its literal name. */
      readonly isNamed: boolean;
      readonly others: number;
      readonly creator?: Creator;
    }
  /** The stack's template is known and does not declare the resource. */
  | { readonly kind: 'not-in-template'; readonly proof: TemplateProof; readonly template: string }
  /** The stack's template is known, and includes files that are not read. */
  | { readonly kind: 'in-other-files'; readonly proof: TemplateProof; readonly template: string }
  /** A template declares it, but a file deploys that template as another stack. */
  | {
      readonly kind: 'deployed-as-another';
      readonly hint: FileLine;
      readonly stack: string;
      readonly account?: string;
      readonly region?: string;
    }
  /** Several places declare it, and nothing distinguishes them. */
  | { readonly kind: 'alike'; readonly places: number }
  /** The best template has too few of the stack's resources. */
  | { readonly kind: 'few-shared'; readonly agreement: Agreement }
  /** The best template has most of the stack's resources, which is not enough. */
  | {
      readonly kind: 'unproven';
      readonly agreement: Agreement;
      readonly places: number;
      readonly doubt: Doubt;
    }
  /** So many places declare it that they are not compared. */
  | { readonly kind: 'too-many'; readonly places: number }
  /** The stack's resources are not listed, so that templates cannot be compared with them. */
  | { readonly kind: 'stack-unlisted'; readonly places: number }
  /** No template declares the logical id. */
  | { readonly kind: 'undeclared' }
  /** Templates declare the logical id with other types. `type`: the resource's. */
  | { readonly kind: 'other-type'; readonly type: string; readonly declared: readonly string[] }
  /** Each template that declares it gives it another name. */
  | { readonly kind: 'other-name' };

/** How a template gives the resource's name, or that none does. */
export type NameReason =
  | { readonly kind: 'literal' }
  /** `pattern`: in `Fn::Sub`'s notation. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** The name looks like one that CloudFormation generated for this logical resource. */
  | { readonly kind: 'looks-generated'; readonly stack: string; readonly logicalId: string }
  /** Several places give a resource this name. */
  | { readonly kind: 'several'; readonly places: number }
  | { readonly kind: 'unknown' };

/** Which file, or which deployed text, says that a template is a stack's. */
export interface TemplateProof {
  /** `text`: CloudFormation deployed an identical template. */
  readonly by: DeploymentKind | 'text';
  /** Absent for a text. */
  readonly hint?: FileLine;
  /** The template that contains the stack as a nested one: the proof is about that template. */
  readonly parent?: { readonly template: string; readonly logicalId: string };
  /** The packaged or built copy that was deployed, if the template is its source. */
  readonly copy?: string;
}

/** 0-based line. */
export interface FileLine {
  readonly file: string;
  readonly line: number;
}

/** The declared resource, if it is not the finding's resource but creates it. */
export interface Creator {
  readonly by: 'auto-scaling-group' | 'sam';
  readonly logicalId: string;
}

/** How many of a stack's resources a template accounts for. */
export interface Agreement {
  readonly shared: number;
  readonly total: number;
  /** Whether the total is the stack's own list, rather than the resources that tags of findings name. */
  readonly isComplete: boolean;
}

/**
 * Why a template that has most of a stack may still belong to another. `few-resources`: the stack has so few that others
 * look like it. `larger-template`: the template declares many more. `no-common-word`: neither its path nor a deployment has
 * a word of the stack's name.
 */
export type Doubt = 'few-resources' | 'larger-template' | 'no-common-word';

/** A known fact that contradicts the link. */
export type Contradiction =
  /** The stack lists another resource under the logical id: this one was replaced or removed from the stack. */
  | { readonly kind: 'replaced'; readonly logicalId: string; readonly physicalId: string }
  /** The stack's list does not contain the logical id. */
  | { readonly kind: 'unlisted'; readonly logicalId: string }
  /** Tags and a stack's list name different logical resources. */
  | { readonly kind: 'listed-elsewhere'; readonly other: LogicalResource };

/** A fact that restricts or completes the reason of a link. */
export type Qualifier =
  | Contradiction
  /** The template declares the logical id more than once. */
  | { readonly kind: 'repeated'; readonly logicalId: string }
  /** The path of the CDK construct that creates the resource. */
  | { readonly kind: 'construct'; readonly path: string }
  /** Not all templates have been read. */
  | { readonly kind: 'still-reading' }
  /** The link has only this many of the candidates. */
  | { readonly kind: 'first-shown'; readonly shown: number }
  /** The user rejected one place. `at`: ISO 8601, UTC. */
  | { readonly kind: 'rejected'; readonly logicalId: string; readonly file: string; readonly at: string }
  /** The user rejected several places. `at`: the last time. */
  | { readonly kind: 'rejected-several'; readonly places: number; readonly at: string }
  /** The candidate that remains after the user rejected the others. */
  | { readonly kind: 'only-one-left'; readonly logicalId: string; readonly file: string }
  /** This many files or folders of the workspace could not be read. */
  | { readonly kind: 'unread'; readonly count: number };

/** Returns the evidence with more qualifiers after those that it has. */
export function qualified(evidence: Evidence, ...more: readonly Qualifier[]): Evidence {
  return { ...evidence, qualifiers: [...(evidence.qualifiers ?? []), ...more] };
}
