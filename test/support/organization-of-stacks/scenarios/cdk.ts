import path from 'node:path/posix';
import type { AccountRegion } from '../../../../daemon/domain/accounts/account-region.ts';
import type { Random } from '../random.ts';
import { deployedFrom, inventedTemplate, truthIn } from '../services.ts';
import type { Template, Value } from '../template.ts';
import { templateText } from '../template-text.ts';
import type { Scenario } from './deployments.ts';

/** The file to which synthesis writes a stack's metadata, and whether it has stack traces. Source: CDK 2.240 to 2.251. */
type Layout = 'manifest' | 'manifest with traces' | 'file of its own';

/** CDK's output of one service with two stages. */
export const synthesizedByCdk: Scenario = (world, service) => {
  const { random } = world;
  const layout = random.pick<Layout>([
    'manifest',
    'manifest with traces',
    'file of its own',
    'file of its own',
  ]);
  const places = ['dev', 'prod'].map((stage) => ({ stage, accountRegion: world.accountRegion() }));
  const artifacts: Record<string, Value> = {};
  for (const { stage, accountRegion } of places) {
    const template = withHashes(random, inventedTemplate(random, service, { names: random.chance(0.5) }));
    const artifact = `${service}-${stage}`;
    const file = `${service}/cdk.out/${artifact}.template.json`;
    const text = templateText(template, 'json');
    world.write(file, text);
    const metadata = metadataOf(template, service, layout);
    const known = random.chance(0.7) ? accountRegion : undefined;
    artifacts[artifact] = artifactOf(artifact, known, layout === 'file of its own' ? undefined : metadata);
    if (layout === 'file of its own') {
      world.write(`${service}/cdk.out/${artifact}.metadata.json`, json(metadata));
    }
    const resources = deployedFrom(template, { stack: artifact, accountRegion }, truthIn(file));
    world.deploy({ stack: artifact, accountRegion, resources, text });
  }
  world.write(`${service}/cdk.json`, json({ app: `npx ts-node bin/${service}.ts` }));
  world.write(`${service}/lib/stack.ts`, 'export {};\n'.repeat(80));
  world.write(`${service}/cdk.out/manifest.json`, json({ version: '38.0.1', artifacts }));
};

function artifactOf(artifact: string, accountRegion: AccountRegion | undefined, metadata?: Value): Value {
  return {
    type: 'aws:cloudformation:stack',
    environment: `aws://${accountRegion?.account ?? 'unknown-account'}/${accountRegion?.region ?? 'unknown-region'}`,
    properties: { templateFile: `${artifact}.template.json`, stackName: artifact, validateOnSynth: false },
    displayName: artifact,
    ...(metadata === undefined ? { additionalMetadataFile: `${artifact}.metadata.json` } : { metadata }),
  };
}

function metadataOf({ resources }: Template, service: string, layout: Layout): Record<string, Value> {
  const frame = (line: number) => `new DataStack (${path.join('lib', 'stack.ts')}:${line}:5)`;
  return Object.fromEntries(
    Object.keys(resources).map((id, at): [string, Value] => {
      const named: Value = {
        type: 'aws:cdk:logicalId',
        data: id,
        ...(layout === 'manifest with traces' && { trace: ['...', frame(10 + at), 'node:internal/main'] }),
      };
      const created: Value = { type: 'aws:cdk:creationStack', data: ['...', frame(10 + at)] };
      return [
        `/${service}/${id.slice(0, -8)}/Resource`,
        layout === 'file of its own' ? [named, created] : [named],
      ];
    }),
  );
}

/** Adds the eight digits of a hash with which CDK ends logical ids. */
function withHashes(random: Random, template: Template): Template {
  const resources = Object.entries(template.resources).map(
    ([id, resource]) => [`${id}${random.letters('hexadecimal', 8).toUpperCase()}`, resource] as const,
  );
  return { ...template, resources: Object.fromEntries(resources) };
}

function json(value: Value): string {
  return `${JSON.stringify(value, undefined, 1)}\n`;
}
