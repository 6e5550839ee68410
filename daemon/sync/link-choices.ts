import type { DeclaredAt } from '#protocol/links.ts';
import type { LinkChoice, ResourceIdentity } from '../domain/linking/choices/link-choice.ts';
import type { Store } from '../store/store.ts';
import type { SyncEvents } from './events.ts';

/** The user's choices of links, in the store. Each change is published. */
export function createLinkChoices({ choices }: Pick<Store, 'choices'>, events: SyncEvents) {
  return {
    remember(choice: LinkChoice): void {
      choices.put(choice);
      events.publish([{ type: 'link-choice-changed' }]);
    },
    /** Forgets the choice of one declaration or, without one, all choices for the resource. */
    forget(resource: ResourceIdentity, declaration?: DeclaredAt): void {
      choices.forget(resource, declaration);
      events.publish([{ type: 'link-choice-changed' }]);
    },
  };
}
