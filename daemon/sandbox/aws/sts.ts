import { z } from 'zod';
import { checked, type Operations, validationMessage } from './call.ts';
import type { Keyring } from './keyring.ts';
import { Refusal } from './refusal.ts';

const operation = checked((violations) => new Refusal('ValidationError', validationMessage(violations)));

const hourSeconds = 3600;

/** Roles with such a name do not trust any caller. */
const untrustingRole = /Denied$/;

/** Returns STS's operations. Every caller with a key of the organization may assume every role, unless its name denies it. */
export function stsOperations(keyring: Keyring): Operations {
  return {
    GetCallerIdentity: ({ identity: { account, arn, userId } }) => ({
      UserId: userId,
      Account: account,
      Arn: arn,
    }),

    AssumeRole: operation(
      z.object({
        RoleArn: z.string().min(20).max(2048),
        RoleSessionName: z
          .string()
          .min(2)
          .max(64)
          .regex(/^[\w+=,.@-]*$/),
        DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(hourSeconds),
      }),
      ({ RoleArn, RoleSessionName, DurationSeconds }, { identity }) => {
        const [, account = '', path = ''] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(RoleArn) ?? [];
        if (account === '') throw new Refusal('ValidationError', `${RoleArn} is invalid`);
        const role = path.slice(path.lastIndexOf('/') + 1);
        if (!keyring.hasAccount(account) || untrustingRole.test(role)) {
          throw new Refusal(
            'AccessDenied',
            `User: ${identity.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
            403,
          );
        }
        if (identity.arn.includes(':assumed-role/') && DurationSeconds > hourSeconds) {
          throw new Refusal(
            'ValidationError',
            'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
          );
        }
        // AWS returns whole seconds.
        const expiration = new Date(Math.floor(Date.now() / 1000 + DurationSeconds) * 1000);
        const session = keyring.openSession(account, role, RoleSessionName, expiration);
        return {
          Credentials: {
            AccessKeyId: session.accessKeyId,
            SecretAccessKey: session.secretAccessKey,
            SessionToken: session.sessionToken,
            Expiration: session.expiration,
          },
          AssumedRoleUser: { AssumedRoleId: session.identity.userId, Arn: session.identity.arn },
        };
      },
    ),
  };
}
