import { link, readWorkspace } from './deployed.ts';
import type { Material } from './signals.ts';
import { type Judged, judge } from './verdicts.ts';

/** Links all findings of a workspace that is written into `folder`, and judges each. */
export async function measured(material: Material, folder: string): Promise<Judged[]> {
  const index = await readWorkspace(folder, material.files);
  const findings = material.cases.map(({ finding }) => finding);
  return judge(material.cases, link(findings, material, index), folder);
}
