import type { World } from '../model.ts';
import type { Person } from '../workflow-model.ts';
import type { JiraSite } from './jira-site.ts';

/** The world, the site and the user of a request. */
export interface RequestContext {
  readonly world: World;
  readonly site: JiraSite;
  readonly person: Person;
}
