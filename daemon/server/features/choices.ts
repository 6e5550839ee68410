import { chooseLink, type DeclaredAt, type Link, listDeclarations } from '#protocol/links.ts';
import type { Finding } from '../../domain/findings/finding.ts';
import {
  identityOf,
  type LinkChoice,
  type ResourceIdentity,
} from '../../domain/linking/choices/link-choice.ts';
import { problem } from '../../domain/problems/problem.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import type { SessionTemplates } from '../session/templates.ts';

/** The user's choices of links. The daemon links again after each change. */
export interface LinkChoices {
  remember(choice: LinkChoice): void;
  /** Forgets the choice about one place or, without one, about all places of the resource. */
  forget(resource: ResourceIdentity, place?: DeclaredAt): void;
}

export interface ChoicesInput {
  readonly choices: LinkChoices;
  readonly view: SessionView;
  readonly templates: Pick<SessionTemplates, 'declarations'>;
}

/** "This one" and "not this one": the user says which declaration a finding's resource is. */
export function answerChoices(dispatch: Dispatch, { choices, view, templates }: ChoicesInput): void {
  const known = (key: string): Finding => {
    const found = view.snapshot().findings.find((candidate) => candidate.key === key);
    if (!found) throw problem('finding-unknown', { finding: key });
    return found;
  };

  dispatch.request(chooseLink, async (params) => {
    const finding = known(params.finding);
    const identity = identityOf(finding);
    if (params.verdict === 'forget') {
      choices.forget(identity, 'file' in params ? placeOf(params) : undefined);
      return {};
    }
    const { verdict } = params;
    const place = placeOf(params);
    if (verdict === 'this' && !(await isPossible(finding, place)))
      throw problem('place-not-declared', { ...place, type: finding.resource.type });
    choices.remember({ ...identity, ...place, verdict, at: new Date().toISOString() });
    return {};
  });
  dispatch.request(listDeclarations, ({ finding }) => templates.declarations(known(finding).resource.type));

  /** Resolves to whether the place declares the type, or the linking itself suggests it. */
  async function isPossible({ key, resource }: Finding, place: DeclaredAt): Promise<boolean> {
    if ((await templates.declarations(resource.type, place)).total > 0) return true;
    return isPlaceOf(view.findings('open').find((candidate) => candidate.key === key)?.link, place);
  }
}

function placeOf({ file, logicalId }: DeclaredAt): DeclaredAt {
  return { file, logicalId };
}

function isPlaceOf(link: Link | undefined, { file, logicalId }: DeclaredAt): boolean {
  const places = [link?.place, ...(link?.candidates ?? [])];
  return places.some((known) => known?.file === file && known.logicalId === logicalId);
}
