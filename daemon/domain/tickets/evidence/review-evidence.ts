import type { Source } from '#protocol/findings.ts';

import type { TemplatePatch } from './template-patch.ts';

/**
 * The facts that a reviewer compares with the developer's reason, as they were known when the review was made. They are kept
 * with the review, so that each attempt writes the same comment.
 */
export interface ReviewEvidence {
  /** Absent: no finding is known for the ticket. */
  readonly finding?: EvidencedFinding;
  /** Absent: the finding is linked to no template, or the link is not certain enough to be named. */
  readonly template?: EvidencedTemplate;
  /** The checkout that declares the resource. Absent: the template is in none. */
  readonly change?: EvidencedChange;
  /** Only if the developer asked for it. */
  readonly patch?: TemplatePatch;
}

export interface EvidencedChange {
  readonly branch?: string;
  /** Full hash. */
  readonly commit?: string;
}

export interface EvidencedFinding {
  readonly source: Source;
  /** The deployed rule, or the GuardDuty finding type. */
  readonly rule: string;
  readonly ruleIdentifier?: string;
  /** GuardDuty's own title. */
  readonly title?: string;
  readonly resourceType: string;
  /** The name, else the id. */
  readonly resource: string;
  readonly account: string;
  readonly accountName?: string;
  readonly region: string;
  /**
   * AWS's own answer. `resolved`: since `at`; `failing`: as last seen at `at`. ISO 8601.
   */
  readonly state: 'failing' | 'resolved';
  readonly at?: string;
}

export interface EvidencedTemplate {
  /** Relative to the root of the checkout, with `/`; outside of Git the file's name. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly logicalId: string;
  readonly confidence: 'certain' | 'probable';
  /** The line's page at the commit, https. Absent: the host is not known. */
  readonly page?: string;
  /** The stack that contains the resource, and whether its template is the file as it is. Absent: not known. */
  readonly deployment?: { readonly stack: string; readonly isSame: boolean };
}
