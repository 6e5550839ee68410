import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { World } from '../model.ts';
import { type SampleStack, sampleStacks } from './sample-stacks.ts';

/** Gives the sample team's stacks the texts from which they were deployed, as the sample workspace contains them now. */
export function deploySample({ teams: [team], accounts, stacks }: World, workspace: string): void {
  const own = new Set(
    accounts
      .filter(({ ouId }) => team !== undefined && (ouId === team.ouId || ouId === team.childOuId))
      .map(({ id }) => id),
  );
  for (const stack of stacks) {
    const sample = own.has(stack.account) && sampleStacks.find(({ name }) => name === stack.name);
    if (sample) stack.template = deployedText(sample, workspace);
  }
}

function deployedText({ templates: [file = ''], deployed }: SampleStack, workspace: string): string {
  const text = readFileSync(path.join(workspace, file), 'utf8');
  switch (deployed) {
    // Files next to the template are uploaded first, and the deployed text contains their addresses.
    case 'packaged by SAM':
      return text.replace(/^( *CodeUri: ).*$/gm, '$1s3://acme-payments-artifacts/payments-api/0f3c2a');
    case 'from Windows':
      return text.replace(/\r?\n/g, '\r\n');
    default:
      return text;
  }
}
