import type { ManagedRule } from '../managed-rule.ts';
import { cloudTrailRules } from './cloudtrail.ts';
import { dataServiceRules } from './data-services.ts';
import { ec2Rules } from './ec2.ts';
import { eksRules } from './eks.ts';
import { elbRules } from './elb.ts';
import { guardDutyRules } from './guardduty.ts';
import { iamRules } from './iam.ts';
import { lambdaRules } from './lambda.ts';
import { openSearchRules } from './opensearch.ts';
import { rdsRules } from './rds.ts';
import { s3Rules } from './s3.ts';
import { ssmRules } from './ssm.ts';
import { vpcRules } from './vpc.ts';

/** Managed rules that sites roll out, in files by service. Severities are Guardrail's own; other rules are `medium`. */
export const managedRules: readonly ManagedRule[] = [
  ...cloudTrailRules,
  ...dataServiceRules,
  ...ec2Rules,
  ...eksRules,
  ...elbRules,
  ...guardDutyRules,
  ...iamRules,
  ...lambdaRules,
  ...openSearchRules,
  ...rdsRules,
  ...s3Rules,
  ...ssmRules,
  ...vpcRules,
];
