import path from 'node:path';
import { type DeploymentHints, readDeployments } from '../../daemon/domain/deployments/read-deployments.ts';

/** The folder of an invented workspace. */
export const root = path.resolve('/ws');

export function at(relative: string): string {
  return path.join(root, ...relative.split('/'));
}

/** Resolves to the hints of one file. Paths are relative to the workspace folder. An empty text: the file only exists. */
export async function saysIn(
  files: Readonly<Record<string, string>>,
  file: string,
  within = '',
): Promise<DeploymentHints> {
  const texts = new Map(Object.entries(files).map(([name, text]) => [at(name), text]));
  const otherFiles = {
    read: async (asked: string) => texts.get(asked),
    exists: async (asked: string) => texts.has(asked),
  };
  return readDeployments(at(file), texts.get(at(file)) ?? '', otherFiles, at(within));
}

/** Returns each deployment as `stack ← template`, with account and region if the file names them. */
export function summaryOf({ deployments }: DeploymentHints): string[] {
  return deployments.map(({ stack = '(in AWS)', account, region, template }) =>
    [`${stack} ← ${path.relative(root, template)}`, account, region].filter((each) => each).join(' '),
  );
}
