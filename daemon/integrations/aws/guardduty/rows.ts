import { z } from 'zod';
import type { Resource, Severity } from '#protocol/findings.ts';
import type { Observation } from '../../../domain/findings/finding.ts';
import { sampleMark } from '../../../domain/rules/title.ts';

const text = z.string().min(1);
/** A member that only describes the finding. If it has another type, it counts as absent. */
const optionalText = text.optional().catch(undefined);
const named = z.object({ Name: optionalText, Arn: optionalText }).optional().catch(undefined);

/** A finding as GuardDuty returns it. The members that keys are built from must be present. */
const shape = z.object({
  Id: text,
  AccountId: text,
  Region: text,
  Type: text,
  Severity: z.number(),
  Arn: optionalText,
  Title: optionalText,
  UpdatedAt: optionalText,
  Service: z
    .object({
      Archived: z.boolean().optional(),
      AdditionalInfo: z.object({ Value: optionalText }).optional().catch(undefined),
    })
    .optional(),
  Resource: z
    .object({
      ResourceType: optionalText,
      AccessKeyDetails: z
        .object({ PrincipalId: optionalText, UserName: optionalText, UserType: optionalText })
        .optional()
        .catch(undefined),
      S3BucketDetails: z.array(named).optional().catch(undefined),
      InstanceDetails: z.object({ InstanceId: optionalText }).optional().catch(undefined),
      EksClusterDetails: named,
      EcsClusterDetails: named,
      LambdaDetails: z
        .object({ FunctionName: optionalText, FunctionArn: optionalText })
        .optional()
        .catch(undefined),
      RdsDbInstanceDetails: z
        .object({ DbInstanceIdentifier: optionalText, DbInstanceArn: optionalText })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

type Finding = z.output<typeof shape>;

/**
 * A finding of GuardDuty. `observation` is absent if it is archived, which means that it is no longer
 * current.
 */
export interface GuardDutyFinding {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly observation?: Observation;
}

/** Returns `undefined` for a finding that cannot be read. */
export function findingFrom(finding: unknown): GuardDutyFinding | undefined {
  const { data } = shape.safeParse(finding);
  if (!data) return undefined;
  const { Id: id, AccountId: account, Region: region, UpdatedAt: observedAt } = data;
  if (data.Service?.Archived) return { id, account, region };
  const title = titleFrom(data);
  const observation: Observation = {
    source: 'guardduty',
    sourceId: id,
    rule: data.Type,
    account,
    region,
    resource: resourceOf(data),
    severity: severityFrom(data.Severity),
    ...(title !== undefined && { title }),
    ...(observedAt !== undefined && { observedAt }),
  };
  return { id, account, region, observation };
}

/**
 * Returns the title. The title of a sample always begins with the mark, even if only the finding's service
 * says that it is a sample.
 */
function titleFrom({ Title, Type, Service }: Finding): string | undefined {
  const isSample = /"sample"\s*:\s*true/.test(Service?.AdditionalInfo?.Value ?? '');
  return isSample && !Title?.startsWith(sampleMark) ? `${sampleMark} ${Title ?? Type}` : Title;
}

/** GuardDuty's bands: critical 9 to 10, high 7 to 8.9, medium 4 to 6.9, low 1 to 3.9. */
export function severityFrom(grade: number): Severity {
  if (grade >= 9) return 'critical';
  if (grade >= 7) return 'high';
  return grade >= 4 ? 'medium' : 'low';
}

/** Returns the resource as Config names it, so that findings of both sources are about the same resource. */
function resourceOf({ Resource: about = {}, AccountId, Arn, Id }: Finding): Resource {
  const { InstanceDetails, AccessKeyDetails, S3BucketDetails, EksClusterDetails, EcsClusterDetails } = about;
  const { LambdaDetails, RdsDbInstanceDetails } = about;
  const bucket = S3BucketDetails?.[0];
  if (about.ResourceType === 'AccessKey' && AccessKeyDetails) {
    return principalOf(AccessKeyDetails) ?? { type: 'AWS::::Account', id: AccountId };
  }
  if (bucket?.Name) return resource('AWS::S3::Bucket', bucket.Name, bucket.Name, bucket.Arn);
  if (InstanceDetails?.InstanceId) return { type: 'AWS::EC2::Instance', id: InstanceDetails.InstanceId };
  if (EksClusterDetails?.Name) {
    return resource(
      'AWS::EKS::Cluster',
      EksClusterDetails.Name,
      EksClusterDetails.Name,
      EksClusterDetails.Arn,
    );
  }
  if (EcsClusterDetails?.Arn) {
    return resource(
      'AWS::ECS::Cluster',
      EcsClusterDetails.Arn,
      EcsClusterDetails.Name,
      EcsClusterDetails.Arn,
    );
  }
  if (LambdaDetails?.FunctionName) {
    const { FunctionName, FunctionArn } = LambdaDetails;
    return resource('AWS::Lambda::Function', FunctionName, FunctionName, FunctionArn);
  }
  if (RdsDbInstanceDetails?.DbInstanceIdentifier) {
    const { DbInstanceIdentifier, DbInstanceArn } = RdsDbInstanceDetails;
    return resource('AWS::RDS::DBInstance', DbInstanceIdentifier, DbInstanceIdentifier, DbInstanceArn);
  }
  return { type: `GuardDuty::${about.ResourceType ?? 'Resource'}`, id: Arn ?? Id };
}

interface AccessKey {
  readonly PrincipalId?: string | undefined;
  readonly UserName?: string | undefined;
  readonly UserType?: string | undefined;
}

/**
 * Returns the owner of an access key: a user, or an assumed role (`AROA…:session`; its `UserName` is the name
 * of the role, not of the session). Config identifies both by their unique ids. Returns `undefined` for the
 * root user.
 */
function principalOf({ PrincipalId, UserName: name, UserType = '' }: AccessKey): Resource | undefined {
  const [, uniqueId, kind] = /^((AIDA|AROA)[A-Z0-9]+)(?::|$)/.exec(PrincipalId ?? '') ?? [];
  const isRole = kind === 'AROA' || /Role/.test(UserType);
  const id = uniqueId ?? name;
  if (!id || UserType === 'Root') return undefined;
  return { type: isRole ? 'AWS::IAM::Role' : 'AWS::IAM::User', id, ...(name && { name }) };
}

function resource(type: string, id: string, name: string | undefined, arn: string | undefined): Resource {
  return { type, id, ...(name && { name }), ...(arn && { arn }) };
}
