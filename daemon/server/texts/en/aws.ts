import type { AwsNotes, AwsProblems } from '../../../domain/problems/aws.ts';
import { code, http, inBrackets, megabytes, permissions, withoutFullStop } from '../parts.ts';
import type { NoteTexts, ProblemTexts } from '../texts.ts';
import { counted } from './counted.ts';
import { restartInEnvironment } from './restart.ts';
import { retry as retries } from './retry.ts';

const listRegions = 'To leave it out for good, list the `regions` to read in the configuration.';

export const awsProblems: Pick<ProblemTexts, keyof AwsProblems> = {
  'aws-answer-foreign': ({ host, status, isPage, ...whose }, retry) => ({
    what: isPage
      ? `A web page (HTTP ${status}) came instead of a response of ${host}${inBrackets(whose)}.`
      : `The response of ${host} (HTTP ${status}) is not one of AWS${inBrackets(whose)}.`,
    next:
      status >= 500
        ? `A proxy or AWS fails at the moment. ${retry.nextSync} If the problem stays, check the proxy (HTTPS_PROXY).`
        : 'If this network requires a sign-in, open a browser and sign in. Otherwise check the proxy (HTTPS_PROXY) and the AWS endpoint.',
  }),
  'aws-answer-unreadable': ({ call, status, ...whose }, retry) => ({
    what: `The response to ${call}${http(status)} cannot be read${inBrackets(whose)}.`,
    next: `${retry.nextSync} If the problem stays, check whether a proxy changes the responses of AWS.`,
  }),
  'aws-answer-too-long': ({ host, maxBytes, ...whose }) => ({
    what: `A response of ${host} is larger than ${megabytes(maxBytes)} MB and was not read${inBrackets(whose)}.`,
    next: 'Check the proxy and the AWS endpoint. Findings may be missing here.',
  }),
  'aws-timeout': ({ host, ...whose }, retry) => ({
    what: `${host} did not finish its response in time${inBrackets(whose)}.`,
    next: `${retry.nextSync} If the problem stays, check the network and the proxy (HTTPS_PROXY).`,
  }),
  'aws-proxy-refused': ({ host }) => ({
    what: `The proxy requires a user and a password for connections to ${host} (HTTP 407).`,
    next: `Set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT, or to a proxy without sign-in (ask your administrator for one), then ${restartInEnvironment}`,
  }),
  'aws-unreachable': ({ host, errorCode, reason }) =>
    reason === 'certificate'
      ? {
          what: `The certificate of ${host} is not trusted (${errorCode}).`,
          next: `If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the file of your company's root certificate (the one of AWS_CA_BUNDLE), then ${restartInEnvironment}`,
        }
      : {
          what: `${host} cannot be reached (${errorCode}).`,
          next: 'Check the network, the proxy (HTTPS_PROXY) and the AWS endpoint.',
        },
  'aws-clock-skewed': (_, retry) => ({
    what: "This machine's clock differs too much from the clock of AWS.",
    next: `Set the clock, or turn on its synchronization (in WSL: \`sudo hwclock -s\`), then ${retry.syncAgain}.`,
  }),
  'aws-listing-endless': (facts) => ({
    what: `A list of AWS has no end: ${endless(facts)}.`,
    next: 'What was read is shown, but findings may be missing here. Check whether a proxy responds in place of AWS.',
  }),
  'aws-session-expired': ({ profile, account, command }, retry) => {
    const owner = profile ?? account;
    return {
      what:
        command && profile
          ? `You are not signed in to AWS with the profile ${profile}, or the session has expired.`
          : `The AWS session${owner ? ` of ${owner}` : ''} has expired.`,
      next: profile
        ? `Run \`aws ${command ?? 'sso login'} --profile ${profile}\`, then ${retry.syncAgain}.`
        : `Sign in again (\`aws sso login\`) or renew the credentials in the environment, then ${retry.syncAgain}.`,
    };
  },
  'aws-credentials-missing': ({ profile, account, isEmpty }) =>
    isEmpty && profile
      ? {
          what: `The profile ${profile} contains no credentials and does not name a source of them.`,
          next: `Complete it with \`aws configure sso --profile ${profile}\`, or choose another profile.`,
        }
      : {
          what: profile
            ? `No AWS credentials were found for the profile ${profile}.`
            : account
              ? `No AWS credentials were found for account ${account}.`
              : 'No AWS credentials were found: not in the environment, in the AWS files or on this machine.',
          next: 'Choose a profile of your AWS configuration, or create one with `aws configure sso`.',
        },
  'aws-credentials-refused': ({ profile, account, region }) => ({
    what: `AWS does not accept the credentials${inBrackets({ account: profile ?? account, region })}.`,
    next: region
      ? `Sign in again. If other regions work, the account has not enabled ${region}: leave it out of \`regions\`.`
      : 'Sign in again, or choose another profile.',
  }),
  'aws-credentials-failed': ({ profile, message }) => ({
    what: `AWS credentials could not be fetched${profile ? ` with the profile ${profile}` : ''}: ${withoutFullStop(message)}.`,
    next: 'Check the profile with `aws sts get-caller-identity`, or choose another one.',
  }),
  'aws-credentials-late': ({ maxSeconds }) => ({
    what: `AWS credentials did not arrive within ${counted(maxSeconds, 'second')}.`,
    next: 'If a program of your AWS profile (credential_process) waits for input, run it in a terminal. Otherwise check the network.',
  }),
  'aws-credential-process-failed': ({ profile, message }, retry) => ({
    what: `The credential_process of the AWS profile ${profile} failed${message === '' ? ' without a message' : `: ${withoutFullStop(message)}`}.`,
    next: `Run \`aws sts get-caller-identity --profile ${profile}\` in a terminal, fix what it reports, then ${retry.syncAgain}.`,
  }),
  'aws-access-denied': (facts) =>
    'unassignedProfile' in facts
      ? {
          what: `AWS IAM Identity Center does not give you the account and role of the profile ${facts.unassignedProfile} (HTTP 403).`,
          next: `Check sso_account_id and sso_role_name of ${facts.unassignedProfile}, or ask your administrator for the permission set.`,
        }
      : {
          what: `AWS denies ${facts.permission}${inBrackets(facts)}.`,
          next:
            facts.caller === undefined
              ? `Ask your administrator for the permission ${facts.permission}.`
              : `The account of these credentials (${facts.caller}) may not read the organization. List the team's accounts in Guardrail's config.yaml instead, others with their \`profile\` or \`role\`: accounts: [{id: '${facts.caller}'}]`,
        },
  'aws-throttled': ({ service, ...whose }, retry) => ({
    what: `AWS limits the rate of calls to ${service}${inBrackets(whose)}, and still did after several retries.`,
    next: `Wait a few minutes. ${retry.nextSync}`,
  }),
  'aws-failed': (facts, retry) =>
    'host' in facts
      ? { what: `${facts.host} failed (HTTP ${facts.status}).`, next: retry.nextSync }
      : {
          what: `${facts.call} failed${inBrackets(facts)}${http(facts.status)}: ${facts.errorCode}: ${withoutFullStop(facts.message)}.`,
          next: `${retry.nextSync} The log names the call.`,
        },
  'aws-region-missing': () => ({
    what: 'No AWS region is configured.',
    next: 'Set AWS_REGION, or `aws.region` in the configuration, to the region of the Config aggregator.',
  }),
  'aws-endpoint-invalid': () => ({
    what: 'The AWS endpoint is not an https:// address (http:// is accepted on this machine only).',
    next: 'Correct AWS_ENDPOINT_URL or the setting of the endpoint, or remove it.',
  }),
  'aws-profile-missing': ({ profile, wantedBy, near }) => ({
    what:
      wantedBy === undefined
        ? `Your AWS configuration has no profile "${profile}".`
        : `The profile ${wantedBy} takes its credentials from the profile "${profile}", which your AWS configuration does not have.`,
    next: `${didYouMean(near)}Choose another profile, or create it with \`aws configure sso\`.`,
  }),
  'aws-profile-circle': ({ profiles }) => ({
    what: `AWS profiles take their credentials from each other in a circle: ${profiles.join(' → ')}.`,
    next: 'Let `source_profile` of one of them name a profile with credentials of its own.',
  }),
  'aws-mfa-needed': ({ profile }) => ({
    what: `The profile ${profile} needs a code of your MFA device (mfa_serial), which Guardrail cannot ask for.`,
    next: 'Choose a profile that signs in with `aws sso login`, or one that contains temporary credentials, fetched with the code (`aws sts get-session-token`, or a tool such as aws-vault as `credential_process`).',
  }),
  'aws-sso-incomplete': (facts) =>
    'session' in facts
      ? {
          what: `The profile ${facts.profile} names the SSO session "${facts.session}", but your AWS configuration has no section [sso-session ${facts.session}].`,
          next: `Add the section with \`aws configure sso-session\`, then run \`aws sso login --profile ${facts.profile}\`.`,
        }
      : {
          what: `The SSO settings of the profile ${facts.profile} lack ${facts.keys.join(', ')}.`,
          next: `Complete them with \`aws configure sso --profile ${facts.profile}\`.`,
        },
  'aws-wrong-account': ({ account, profile, caller }) => ({
    what: `The credentials${profile ? ` of the profile ${profile}` : ''} belong to account ${caller}, not ${account}.`,
    next: 'Give this account its own `profile` or `role` under `accounts` in the configuration.',
  }),
  'aggregator-missing': ({ region, name }) => ({
    what:
      name === undefined
        ? `There is no Config aggregator in ${region} that these credentials can see.`
        : `There is no Config aggregator "${name}" in ${region}.`,
    next: "Set the region (AWS_REGION) and `aws.aggregator` to those of your organization, or list the team's `accounts`.",
  }),
  'team-unknown': ({ team, near }) => ({
    what: `The organization has no organizational unit "${team}".`,
    next:
      near.length > 0
        ? `${didYouMean(near)}Set \`team\` (GUARDRAIL_TEAM) to the name or id of the OU.`
        : 'Set `team` (GUARDRAIL_TEAM) to the name or id of the OU, as AWS Organizations shows it.',
  }),
  'team-ambiguous': ({ team, ids }) => ({
    what: `The organization has ${ids.length} organizational units named "${team}".`,
    next: `Set \`team\` (GUARDRAIL_TEAM) to one of their ids: ${ids.join(', ')}.`,
  }),
  'team-empty': ({ team }) => ({
    what: `The organizational unit "${team}" contains no active account.`,
    next: 'Check the OU in AWS Organizations.',
  }),
  'organization-absent': () => ({
    what: 'The account of these credentials does not belong to an organization.',
    next: 'Run "Guardrail: Choose Accounts…" in the editor, or list the accounts of the team under `accounts` in the configuration.',
  }),
};

export const awsNotes: Pick<NoteTexts, keyof AwsNotes> = {
  'aws-region-off': () => `The account has not enabled this region, so it is not read. ${listRegions}`,
  'aws-denied-by-policy': ({ permission }) =>
    `A policy of the organization (SCP) denies ${permission} here, so it is not read. ${listRegions}`,
  'aws-denied-by-policy-everywhere': ({ permission }) =>
    `A policy of the organization (SCP) denies ${permission} in every region that is read. Ask the organization's administrator, or list other \`regions\` in the configuration.`,
  'aws-regions-unknown': ({ region, reason }, say) =>
    `Only ${region} was read: the regions that the account has enabled are unknown. List the \`regions\` to read in the configuration. (${say(reason)})`,
  'config-rows-unreadable': () =>
    `Rows in the response of AWS Config are missing or have an unexpected form: findings may be missing here. ${retries.background.nextSync}`,
  'config-read-by-rule': ({ accounts }) =>
    `Config does not record AWS::Config::ResourceCompliance in ${accounts.join(', ')}: findings there were read rule by rule, which takes more calls. To save them, let the recorder record this type.`,
  'recorder-off': () =>
    'AWS Config does not record here, so nothing new can be found. Turn its recorder on, or leave the region out of `regions`.',
  'recorder-new': () =>
    'The recorder of AWS Config has started here, but has recorded nothing yet. Sync again in a few minutes.',
  'recorder-failing': ({ errorCode }) =>
    `The recorder of AWS Config fails here${code(errorCode)}, so findings may be out of date. Check its role and its delivery channel.`,
  'recorder-unknown': ({ reason }, say) => `It is not known whether AWS Config records here: ${say(reason)}`,
  'recorder-excludes': ({ types }) =>
    `AWS Config does not record ${types.length === 1 ? 'one resource type' : 'some resource types'} (${someOf(types)}): rules about ${types.length === 1 ? 'it' : 'them'} find nothing. If you need these rules, let the recorder record ${types.length === 1 ? 'it' : 'them'}.`,
  'recorder-limited': ({ typeCount }) =>
    `AWS Config records only ${counted(typeCount, 'resource type')}: rules about others find nothing. If you need these rules, let the recorder record their types.`,
  'aggregator-outdated': ({ errorCode }) =>
    `The data of the Config aggregator is out of date${code(errorCode)}. Findings may have changed since. Check that Config records in this account and region.`,
  'aggregator-failed': ({ errorCode }) =>
    `The Config aggregator could not collect here${code(errorCode)}. Check that Config is on and that the aggregator is authorized.`,
  'aggregator-without-account': () =>
    'The Config aggregator does not include this account here. A new account can take two hours. Otherwise check the aggregator.',
  'aggregator-without-region': () =>
    "The Config aggregator does not collect from this region. Add the region to the aggregator, or remove it from the configuration's `regions`.",
  'guardduty-rows-unreadable': () =>
    `GuardDuty listed findings that it did not return, or returned in an unexpected form: findings may be missing here. ${retries.background.nextSync}`,
  'guardduty-suspended': () =>
    'GuardDuty is suspended here, so it finds nothing new. Resume it, or leave the region out of `regions`.',
  'guardduty-off': () =>
    'GuardDuty is not enabled here, so it has no findings. Enable it, or leave the region out of `regions`.',
  'guardduty-administrator-off': ({ caller }) =>
    `GuardDuty of ${caller} is not enabled in this region, so nothing is known of its members there. Enable it, or use the credentials of GuardDuty's delegated administrator.`,
  'guardduty-administrator-off-everywhere': ({ caller }) =>
    `GuardDuty of ${caller} is not enabled in any region that is read, so nothing is known of this account. Use the credentials of GuardDuty's delegated administrator.`,
  'guardduty-not-member': ({ caller }) =>
    `GuardDuty of ${caller} has no findings of this account, which is not a member. Use the credentials of GuardDuty's delegated administrator, and add the account there.`,
  'templates-denied': ({ operations, accounts }) =>
    `AWS denies ${permissions(operations)} in ${accounts.join(', ')}: there, Guardrail cannot check whether a stack was deployed from a template of this workspace. Ask your administrator for ${operations.length === 1 ? 'the permission' : 'these permissions'}, or say in a .guardrail.yaml which stack a template is deployed as.`,
};

function didYouMean(near: readonly string[]): string {
  return near.length > 0 ? `Did you mean: ${near.join(', ')}? ` : '';
}

function someOf(names: readonly string[]): string {
  return names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
}

function endless(facts: AwsProblems['aws-listing-endless']): string {
  switch (facts.reason) {
    case 'token-repeated':
      return 'the token of its next page repeats';
    case 'token-too-long':
      return 'the token of its next page is too long';
    default:
      return `it has more than ${facts.max} ${facts.reason}`;
  }
}
