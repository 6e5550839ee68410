import { createHmac } from 'node:crypto';
import { startAws } from './aws/server.ts';
import { startReviewer } from './jira/reviewer.ts';
import { type JiraKind, type JiraServer, startJira } from './jira/server.ts';
import type { World } from './model.ts';
import { deploySample } from './world/deployed-templates.ts';
import { sampleWorkspace } from './world/workspace.ts';
import { createWorld, type WorldOptions } from './world/world.ts';

export { jiraKinds } from './jira/server.ts';
export { workflowNames } from './world/workflows.ts';

export interface SandboxOptions extends WorldOptions {
  /** The port of AWS. Jira has the next port, and Jira Cloud's gateway the one after it. 0 or absent: any free ports. */
  readonly port?: number;
  /** Default: `cloud`. */
  readonly jira?: JiraKind;
  /** Added to every response. */
  readonly latencyMs?: number;
  /** A reviewer answers each new review of the sample team. */
  readonly withReviewer?: boolean;
}

/** The line that `guardrail sandbox` prints: everything that a program needs to use the sandbox. */
export interface SandboxHello {
  /** Origins on loopback. */
  readonly aws: string;
  readonly jira: string;
  readonly jiraKind: JiraKind;
  /** Jira Cloud only: the origin that plays `https://api.atlassian.com`. */
  readonly gateway?: string;
  readonly team: string;
  readonly project: string;
  /** The region of the organization's aggregator. */
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly jiraAuth: { readonly email: string; readonly token: string };
  /** The folder that declares the team's stacks. */
  readonly workspace: string;
}

export interface Sandbox {
  readonly world: World;
  readonly aws: Awaited<ReturnType<typeof startAws>>;
  readonly jira: JiraServer;
  readonly hello: SandboxHello;
  close(): Promise<void>;
}

/** Starts the embedded organization: endpoints of AWS and Jira on loopback that serve an invented world. */
export function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port, latencyMs, jira, withReviewer, ...size } = options;
  return startSandboxOf(createWorld(size), {
    ...(port && { port }),
    ...(latencyMs && { latencyMs }),
    ...(jira && { jira }),
    ...(withReviewer && { withReviewer }),
  });
}

/** Like `startSandbox`, with a world that the caller made. Its first team is the sample team. */
export async function startSandboxOf(
  world: World,
  { port, latencyMs, jira: kind, withReviewer }: Omit<SandboxOptions, keyof WorldOptions> = {},
): Promise<Sandbox> {
  const [sample] = world.teams;
  if (sample === undefined) throw new RangeError('a world has a team');
  const workspace = sampleWorkspace();
  deploySample(world, workspace);
  const latency = latencyMs === undefined ? {} : { latencyMs };
  const jiraAuth = { email: 'developer@example.com', token: tokenOf(world.seed) };

  const aws = await startAws(world, { ...(port && { port }), ...latency });
  const jira = await startJira(world, {
    ...(kind && { kind }),
    ...(port && { port: port + 1 }),
    ...latency,
    ...jiraAuth,
  }).catch(async (error: unknown) => {
    await aws.close();
    throw error;
  });
  const reviewer = withReviewer
    ? startReviewer({ world, others: jira.others, project: sample.projectKey })
    : undefined;
  return {
    world,
    aws,
    jira,
    hello: {
      aws: aws.url,
      jira: jira.url,
      jiraKind: jira.kind,
      ...(jira.gateway && { gateway: jira.gateway }),
      team: sample.name,
      project: sample.projectKey,
      region: world.aggregator.region,
      credentials: aws.credentials,
      jiraAuth,
      workspace,
    },
    async close() {
      reviewer?.stop();
      await Promise.all([aws.close(), jira.close()]);
    },
  };
}

/** Returns a token that is made at run time, so that no file contains anything that looks like a secret. */
function tokenOf(seed: number): string {
  return createHmac('sha256', `sandbox ${seed}`).update('jira').digest('base64url');
}
