import * as vscode from 'vscode';
import { type FindingView, listFindings } from '#protocol/findings.ts';
import type { TemplatePlace } from '#protocol/links.ts';
import { clientOfDaemon } from './daemon-of-window.ts';
import { eventually } from './eventually.ts';

/** A finding with its linked declaration in the workspace. */
export interface Linked {
  readonly finding: FindingView;
  readonly place: TemplatePlace;
  /** The place of its diagnostic: the cause or, without a cause, the resource. */
  readonly marked: TemplatePlace;
}

export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The suites need the sample workspace.');
  return folder.uri.fsPath;
}

/** Resolves to the findings that a window on the sample workspace lists after its first sync run. */
export async function findings(): Promise<readonly FindingView[]> {
  const client = await clientOfDaemon([workspaceFolder()]);
  try {
    return await eventually('findings of the team', async () => {
      const answer = await client.request(listFindings, {});
      return answer.findings.length > 0 ? answer.findings : undefined;
    });
  } finally {
    client.close();
  }
}

/** Resolves to a finding with a certain link to a template, whose ticket waits for its developer. */
export async function linkedFinding(): Promise<Linked> {
  return eventually('a finding that is linked to a template', async () => {
    for (const finding of await findings()) {
      const { ticket, link } = finding;
      if (ticket?.state !== 'todo' || link?.confidence !== 'certain') continue;
      const { place } = link;
      if (!place) continue;
      return { finding, place, marked: link.cause?.place ?? place };
    }
    return undefined;
  });
}
