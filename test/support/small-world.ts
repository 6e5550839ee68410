import type {
  Account,
  Evaluation,
  GuardDutyFinding,
  Stack,
  Team,
  World,
  WorldResource,
} from '../../daemon/sandbox/model.ts';

/**
 * Returns a small world: the teams `payments` (its OU contains another OU) and `checkout`, the security
 * account, three regions. Each test adds resources, stacks and findings.
 */
export function smallWorld(given: Partial<World> = {}): World {
  return {
    seed: 7,
    organization: { id: 'o-abcdefghij', rootId: 'r-abcd', managementAccount: accounts.management },
    securityAccount: accounts.security,
    aggregator: { name: 'organization', region: home },
    regions: [home, 'us-east-1', 'ap-northeast-1'],
    teams: [teams.payments, teams.checkout, teams.security],
    accounts: [
      account(accounts.payments, 'payments-prod', teams.payments.ouId),
      account(accounts.paymentsLab, 'payments-lab', teams.payments.childOuId),
      account(accounts.checkout, 'checkout-prod', teams.checkout.ouId),
      account(accounts.security, 'security', teams.security.ouId),
    ],
    resources: [],
    stacks: [],
    guardduty: [],
    projects: [],
    issues: [],
    ...given,
  };
}

export const home = 'eu-west-1';

export const accounts = {
  management: '100000000001',
  payments: '200000000001',
  paymentsLab: '200000000002',
  checkout: '300000000001',
  security: '900000000001',
} as const;

export const teams = {
  payments: {
    name: 'payments',
    ouId: 'ou-abcd-payments1',
    childOuId: 'ou-abcd-payments2',
    projectKey: 'PAY',
  },
  checkout: { name: 'checkout', ouId: 'ou-abcd-checkout1', projectKey: 'CHE' },
  security: { name: 'security', ouId: 'ou-abcd-security1', projectKey: 'SEC' },
} as const satisfies Record<string, Team>;

export function account(id: string, name: string, ouId: string): Account {
  return { id, name, email: `aws+${name}@example.com`, ouId };
}

export function evaluation(given: Partial<Evaluation> = {}): Evaluation {
  return {
    ruleName: 's3-bucket-level-public-access-prohibited',
    identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
    compliance: 'NON_COMPLIANT',
    since: '2026-01-02T03:04:05.000Z',
    ...given,
  };
}

/** Returns a bucket of the payments team that fails one rule. */
export function bucket(name: string, given: Partial<WorldResource> = {}): WorldResource {
  return {
    account: accounts.payments,
    region: home,
    type: 'AWS::S3::Bucket',
    id: name,
    name,
    arn: `arn:aws:s3:::${name}`,
    tags: {},
    evaluations: [evaluation()],
    ...given,
  };
}

/** Returns a user of the payments team, recorded in every region, who fails one rule. */
export function user(name: string, given: Partial<WorldResource> = {}): WorldResource {
  return {
    account: accounts.payments,
    region: home,
    global: true,
    type: 'AWS::IAM::User',
    id: `AIDA${name.toUpperCase()}`,
    name,
    arn: `arn:aws:iam::${accounts.payments}:user/${name}`,
    tags: {},
    evaluations: [evaluation({ ruleName: 'iam-user-mfa-enabled', identifier: 'IAM_USER_MFA_ENABLED' })],
    ...given,
  };
}

/** Returns a stack with these buckets. */
export function stack(name: string, bucketNames: readonly string[], given: Partial<Stack> = {}): Stack {
  return {
    account: accounts.payments,
    region: home,
    id: `arn:aws:cloudformation:${home}:${accounts.payments}:stack/${name}/0a1b2c3d`,
    name,
    recorded: true,
    resources: bucketNames.map((physicalId, index) => ({
      logicalId: `Bucket${index}`,
      physicalId,
      type: 'AWS::S3::Bucket',
    })),
    ...given,
  };
}

/** Returns a medium finding about a user of the payments team. */
export function threat(id: string, given: Partial<GuardDutyFinding> = {}): GuardDutyFinding {
  return {
    id,
    account: accounts.payments,
    region: home,
    detectorId: 'd0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0',
    type: 'PenTest:IAMUser/KaliLinux',
    severity: 5,
    title: 'API calls from a Kali Linux machine',
    description: 'API calls from a Kali Linux machine by user sato.',
    resourceType: 'AccessKey',
    resourceId: 'sato',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-02T00:00:00.000Z',
    archived: false,
    ...given,
  };
}
