import {
  type AccessKeyDetails,
  type Finding,
  GetFindingsCommand,
  GetMembersCommand,
  type GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import type { Resource, Severity } from '#protocol/findings.ts';
import type { Observation } from '../findings/finding.ts';
import { sampleMark } from '../rules/title.ts';
import { chunksOf, pages } from './pages.ts';

export type GuardDutyApi = Pick<GuardDutyClient, 'send'>;

/** The most ids of a call, and the most values of a criterion. */
const atOnce = 50;

/** The region's detector: there is one for an account and region. `undefined`: GuardDuty is off there. */
export async function findDetector(client: GuardDutyApi, signal: AbortSignal): Promise<string | undefined> {
  const { DetectorIds } = await client.send(new ListDetectorsCommand({}), { abortSignal: signal });
  return DetectorIds?.[0];
}

/**
 * Current findings of these accounts, page by page. An administrator's detector holds all its members'.
 * Calls: 2 for 50 findings, and at least 1 for 50 accounts.
 */
export async function* currentFindings(
  client: GuardDutyApi,
  detector: string,
  accounts: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Observation[]> {
  const options = { abortSignal: signal };
  for (const some of chunksOf(accounts, atOnce)) {
    const Criterion = {
      'service.archived': { Equals: ['false'] },
      accountId: { Equals: some },
    };
    const read = (NextToken: string | undefined) =>
      client.send(
        new ListFindingsCommand({
          DetectorId: detector,
          FindingCriteria: { Criterion },
          MaxResults: atOnce,
          NextToken,
        }),
        options,
      );
    for await (const { FindingIds = [] } of pages(read)) {
      if (FindingIds.length === 0) continue;
      const page = await client.send(new GetFindingsCommand({ DetectorId: detector, FindingIds }), options);
      yield (page.Findings ?? []).flatMap((finding) => observationOf(finding) ?? []);
    }
  }
}

/**
 * Those of the accounts that are no members of this detector's account: it would be silent whatever happened
 * there. Calls: 1 for 50 accounts.
 */
export async function strangersTo(
  client: GuardDutyApi,
  detector: string,
  accounts: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const members = new Set<string | undefined>();
  for (const AccountIds of chunksOf(accounts, atOnce)) {
    const { Members = [] } = await client.send(new GetMembersCommand({ DetectorId: detector, AccountIds }), {
      abortSignal: signal,
    });
    for (const { AccountId, RelationshipStatus } of Members) {
      if (RelationshipStatus === 'Enabled') members.add(AccountId);
    }
  }
  return accounts.filter((account) => !members.has(account));
}

export function observationOf(finding: Finding): Observation | undefined {
  const { Id, AccountId, Region, Type, Severity: grade = 0, UpdatedAt, Service } = finding;
  const title = titleFrom(finding);
  if (!Id || !AccountId || !Region || !Type || Service?.Archived) return undefined;
  return {
    source: 'guardduty',
    sourceId: Id,
    rule: Type,
    account: AccountId,
    region: Region,
    resource: resourceOf(finding),
    severity: severityFrom(grade),
    ...(title && { title }),
    ...(UpdatedAt && { observedAt: UpdatedAt }),
  };
}

/** A sample's title always says so: an exported or translated one may have lost the mark. */
function titleFrom({ Title = '', Type, Service }: Finding): string {
  const isSample = /"sample"\s*:\s*true/.test(Service?.AdditionalInfo?.Value ?? '');
  return isSample && !Title.startsWith(sampleMark) ? `${sampleMark} ${Title || Type}` : Title;
}

/** GuardDuty's bands: critical 9 to 10, high 7 to 8.9, medium 4 to 6.9, low 1 to 3.9. */
export function severityFrom(grade: number): Severity {
  if (grade >= 9) return 'critical';
  if (grade >= 7) return 'high';
  return grade >= 4 ? 'medium' : 'low';
}

/** The resource as Config would name it, so that both sources' findings lead to the same place. */
function resourceOf({ Resource: about = {}, AccountId = '', Arn, Id = '' }: Finding): Resource {
  const { InstanceDetails, AccessKeyDetails, S3BucketDetails, EksClusterDetails, EcsClusterDetails } = about;
  const { LambdaDetails, RdsDbInstanceDetails } = about;
  const bucket = S3BucketDetails?.[0];
  if (about.ResourceType === 'AccessKey' && AccessKeyDetails) {
    return principalOf(AccessKeyDetails) ?? { type: 'AWS::::Account', id: AccountId };
  }
  if (bucket?.Name) return named('AWS::S3::Bucket', bucket.Name, bucket.Name, bucket.Arn);
  if (InstanceDetails?.InstanceId) return { type: 'AWS::EC2::Instance', id: InstanceDetails.InstanceId };
  if (EksClusterDetails?.Name) {
    return named('AWS::EKS::Cluster', EksClusterDetails.Name, EksClusterDetails.Name, EksClusterDetails.Arn);
  }
  if (EcsClusterDetails?.Arn) {
    return named('AWS::ECS::Cluster', EcsClusterDetails.Arn, EcsClusterDetails.Name, EcsClusterDetails.Arn);
  }
  if (LambdaDetails?.FunctionName) {
    const { FunctionName, FunctionArn } = LambdaDetails;
    return named('AWS::Lambda::Function', FunctionName, FunctionName, FunctionArn);
  }
  if (RdsDbInstanceDetails?.DbInstanceIdentifier) {
    const { DbInstanceIdentifier, DbInstanceArn } = RdsDbInstanceDetails;
    return named('AWS::RDS::DBInstance', DbInstanceIdentifier, DbInstanceIdentifier, DbInstanceArn);
  }
  return { type: `GuardDuty::${about.ResourceType ?? 'Resource'}`, id: Arn ?? Id };
}

/**
 * Whose key it is: a user, or the role that somebody assumed (`AROA…:session`; its `UserName` is the role's name, not the
 * session's). Config knows both by their inner ids. Undefined for the root user.
 */
function principalOf({ PrincipalId, UserName: name, UserType = '' }: AccessKeyDetails): Resource | undefined {
  const [, inner, kind] = /^((AIDA|AROA)[A-Z0-9]+)(?::|$)/.exec(PrincipalId ?? '') ?? [];
  const isRole = kind === 'AROA' || /Role/.test(UserType);
  const id = inner ?? name;
  if (!id || UserType === 'Root') return undefined;
  return { type: isRole ? 'AWS::IAM::Role' : 'AWS::IAM::User', id, ...(name && { name }) };
}

function named(type: string, id: string, name: string | undefined, arn: string | undefined): Resource {
  return { type, id, ...(name && { name }), ...(arn && { arn }) };
}
