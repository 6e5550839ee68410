import type {
  Change,
  Field,
  FieldValue,
  IssueType,
  Permission,
  Person,
  RemoteLink,
  Status,
  Transition,
} from './workflow-model.ts';

/** The sandbox's world, which the generator makes and the endpoints serve. */
export interface World {
  readonly seed: number;
  readonly organization: { readonly id: string; readonly rootId: string; readonly managementAccount: string };
  /** The account whose credentials the sandbox gives to its users: delegated administrator of Config and GuardDuty. */
  readonly securityAccount: string;
  readonly aggregator: { readonly name: string; readonly region: string };
  readonly regions: readonly string[];
  readonly teams: readonly Team[];
  readonly accounts: readonly Account[];
  readonly resources: readonly WorldResource[];
  readonly stacks: readonly Stack[];
  readonly guardduty: readonly GuardDutyFinding[];
  readonly projects: readonly Project[];
  /** Mutable: moving a ticket changes it. */
  readonly issues: Issue[];
}

export interface Team {
  /** The OU's name. */
  readonly name: string;
  readonly ouId: string;
  /** Some OUs contain another OU, whose accounts also belong to the team. */
  readonly childOuId?: string;
  readonly projectKey: string;
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly ouId: string;
}

/** A resource, with the results of the rules that evaluate it. */
export interface WorldResource {
  readonly account: string;
  /** Where it is recorded. IAM and account-wide resources are repeated in every region (`global: true`). */
  readonly region: string;
  readonly global?: boolean;
  readonly type: string;
  /** Config's resource id: `db-ABC…` for RDS, `AROA…` for roles. */
  readonly id: string;
  readonly name?: string;
  readonly arn: string;
  /** Only for an Elastic IP address: its physical id in CloudFormation. */
  readonly publicIp?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly evaluations: readonly Evaluation[];
}

export interface Evaluation {
  /** As deployed: `OrgConfigRule-s3-bucket-…-abc123`, `restricted-ssh-conformance-pack-xyz`. */
  readonly ruleName: string;
  /** The `sourceIdentifier` in Config. */
  readonly identifier: string;
  /** Mutable by tests: a fix makes a resource compliant. */
  compliance: 'COMPLIANT' | 'NON_COMPLIANT';
  /** ISO 8601. */
  readonly since: string;
}

export interface Stack {
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly name: string;
  /** Some stacks are missing from Config's items: only CloudFormation's API knows them. */
  readonly recorded: boolean;
  /** The deployed text. Absent: it is made from the stack's resources. Tests change it, and `updated`, for an update. */
  template?: string;
  /** ISO 8601, of the last update. Absent: never updated. */
  updated?: string;
  readonly resources: readonly {
    readonly logicalId: string;
    readonly physicalId: string;
    readonly type: string;
  }[];
}

export interface GuardDutyFinding {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly detectorId: string;
  /** `Recon:EC2/PortProbeUnprotectedPort` */
  readonly type: string;
  /** 1.0 to 10.0 */
  readonly severity: number;
  readonly title: string;
  readonly description: string;
  readonly resourceType: 'Instance' | 'AccessKey' | 'S3Bucket';
  /** Instance id, user or role name, or bucket name. */
  readonly resourceId: string;
  /** Only for an access key: IAM's internal id of the user (`AIDA…`) or role (`AROA…`). */
  readonly principalId?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
}

export interface Project {
  readonly key: string;
  readonly name: string;
  /** By key, in the order of the workflow. Each project has at least these three. Names are English or Japanese. */
  readonly statuses: Readonly<Record<'todo' | 'review' | 'done', Status>> & Readonly<Record<string, Status>>;
  /** Absent: `software`. */
  readonly type?: 'service_desk';
  /** Its workflow requires a comment for the move to review. */
  readonly reviewNeedsComment?: true;
  /** Absent: To Do → In Review → Done, with moves back and without screens. */
  readonly transitions?: readonly Transition[];
  /** The project's custom fields. */
  readonly fields?: readonly Field[];
  /** Absent: only tasks. */
  readonly issueTypes?: readonly IssueType[];
  /** The things that the sandbox's user may not do in this project. Mutable by tests. */
  denied?: readonly Permission[];
}

export interface Issue {
  readonly id: string;
  /** Changes, like the project, when the issue is moved. */
  key: string;
  project: string;
  /** Keys from before the issue was moved, which still lead to it. */
  formerKeys?: readonly string[];
  /** No search finds it, and no user can change it. */
  isArchived?: boolean;
  /** It does not exist for Guardrail's user. */
  isHidden?: boolean;
  summary: string;
  /** As plain text. `values.description` keeps the document of Jira Cloud, if it was given one. */
  description: string;
  /** The id of a type of its project. Absent: the first. */
  readonly type?: string;
  /** The key of a status of its project. */
  status: string;
  priority: 'Highest' | 'High' | 'Medium' | 'Low';
  /** `2026-11-29`. Null: no due date. */
  due: string | null;
  assignee?: Person | undefined;
  labels: readonly string[];
  readonly created: string;
  updated: string;
  /** The values of other fields, by field id. */
  values?: Record<string, FieldValue>;
  remoteLinks?: RemoteLink[];
  /** The history, oldest first. */
  changes?: Change[];
  readonly comments: {
    readonly id: string;
    readonly author: string;
    readonly body: unknown;
    readonly created: string;
    readonly properties: readonly { key: string; value: unknown }[];
  }[];
}
