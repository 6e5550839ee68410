import type { Note } from './note-data.ts';

/** Whose call failed, as far as it helps the user. */
export interface Whose {
  /** 12 digits. */
  readonly account?: string;
  readonly region?: string;
  /** A profile of the AWS configuration files. */
  readonly profile?: string;
}

/** Problems of reading AWS. `host`: the host that was asked. `call`: `config:SelectResourceConfig`. `status`: of HTTP. */
export interface AwsProblems {
  /** The response is not one of AWS: a captive portal, a proxy's error page, another server. */
  'aws-answer-foreign': Whose & { readonly host: string; readonly status: number; readonly isPage: boolean };
  'aws-answer-unreadable': Whose & { readonly call: string; readonly status?: number };
  'aws-answer-too-long': Whose & { readonly host: string; readonly maxBytes: number };
  'aws-timeout': Whose & { readonly host: string };
  'aws-proxy-refused': { readonly host: string };
  /** `errorCode`: Node's, such as `ECONNREFUSED`. */
  'aws-unreachable': {
    readonly host: string;
    readonly errorCode: string;
    readonly reason: 'network' | 'certificate';
  };
  'aws-clock-skewed': object;
  'aws-listing-endless':
    | { readonly reason: 'token-repeated' | 'token-too-long' }
    | { readonly reason: 'pages' | 'rows'; readonly max: number };
  /** `command`: of the AWS command line, by which the profile signs in. Absent if that is unknown. */
  'aws-session-expired': Whose & { readonly command?: 'sso login' | 'login' };
  /** `isEmpty`: the profile contains no credentials and does not name a source of them. */
  'aws-credentials-missing': Whose & { readonly isEmpty?: true };
  'aws-credentials-refused': Whose;
  /** `message`: of the SDK or of a program, on one line, without secrets. */
  'aws-credentials-failed': Whose & { readonly message: string };
  'aws-credentials-late': { readonly maxSeconds: number };
  'aws-credential-process-failed': { readonly profile: string; readonly message: string };
  /** `caller`: an account that may not use the organization. */
  'aws-access-denied':
    | (Whose & { readonly permission: string; readonly caller?: string })
    | { readonly unassignedProfile: string };
  'aws-throttled': Whose & { readonly service: string };
  'aws-failed':
    | (Whose & {
        readonly call: string;
        readonly status?: number;
        readonly errorCode: string;
        readonly message: string;
      })
    | { readonly host: string; readonly status: number };
  'aws-region-missing': object;
  'aws-endpoint-invalid': object;
  /** `wantedBy`: the profile whose `source_profile` names it. `near`: similar names. */
  'aws-profile-missing': {
    readonly profile: string;
    readonly wantedBy?: string;
    readonly near: readonly string[];
  };
  'aws-profile-circle': { readonly profiles: readonly string[] };
  'aws-mfa-needed': { readonly profile: string };
  /** Either the section of `session` is missing, or these `keys` are. */
  'aws-sso-incomplete': { readonly profile: string } & (
    | { readonly session: string }
    | { readonly keys: readonly string[] }
  );
  /** The credentials of `account` belong to `caller`. */
  'aws-wrong-account': { readonly account: string; readonly profile?: string; readonly caller: string };
  'aggregator-missing': { readonly region: string; readonly name?: string };
  'team-unknown': { readonly team: string; readonly near: readonly string[] };
  'team-ambiguous': { readonly team: string; readonly ids: readonly string[] };
  'team-empty': { readonly team: string };
  'organization-absent': object;
}

/** Notes about reading AWS: each says what is not read, or why. `errorCode`: as AWS reports it. */
export interface AwsNotes {
  'aws-region-off': object;
  'aws-denied-by-policy': { readonly permission: string };
  'aws-denied-by-policy-everywhere': { readonly permission: string };
  /** Only `region` is read: the regions of the account could not be listed. */
  'aws-regions-unknown': { readonly region: string; readonly reason: Note };
  'config-rows-unreadable': object;
  /** In these accounts, findings were read rule by rule: Config does not record compliance. */
  'config-read-by-rule': { readonly accounts: readonly string[] };
  'recorder-off': object;
  'recorder-new': object;
  'recorder-failing': { readonly errorCode?: string };
  'recorder-unknown': { readonly reason: Note };
  /** Resource types that Config is configured not to record. */
  'recorder-excludes': { readonly types: readonly string[] };
  'recorder-limited': { readonly typeCount: number };
  'aggregator-outdated': { readonly errorCode?: string };
  'aggregator-failed': { readonly errorCode?: string };
  'aggregator-without-account': object;
  'aggregator-without-region': object;
  'guardduty-rows-unreadable': object;
  'guardduty-suspended': object;
  'guardduty-off': object;
  /** `caller`: the account whose detector is asked. */
  'guardduty-administrator-off': { readonly caller: string };
  'guardduty-administrator-off-everywhere': { readonly caller: string };
  'guardduty-not-member': { readonly caller: string };
  /** CloudFormation operations, such as `GetTemplate`, that AWS denies in these accounts. */
  'templates-denied': { readonly operations: readonly string[]; readonly accounts: readonly string[] };
}
