import { linkWorkspace, readWorkspace } from './link-workspace.ts';
import type { Material } from './signals.ts';
import { type Judged, judge } from './verdicts.ts';

/** Writes a workspace into `folder`, links all its findings and judges each link. */
export async function judgeLinks(material: Material, folder: string): Promise<Judged[]> {
  const index = await readWorkspace(folder, material.files);
  const findings = material.cases.map(({ finding }) => finding);
  return judge(material.cases, linkWorkspace(findings, material, index), folder);
}
