import { commands, type Disposable } from 'vscode';
import { findingSubjects, type SubjectKind, ticketSubjects } from '#protocol/subjects.ts';
import type { Model } from '../daemon/model.ts';

/** Hides the commands from the palette that have nothing to be about: the manifest asks for `guardrail.offers.KIND`. */
export function updateOffers(model: Model): Disposable {
  // All are set at first: the editor keeps what an extension host before this one has set.
  const shown = new Map<SubjectKind, boolean>();
  const update = () => {
    for (const kind of [...findingSubjects, ...ticketSubjects]) {
      const isOffered = model.offers.includes(kind);
      if (shown.get(kind) === isOffered) continue;
      shown.set(kind, isOffered);
      void commands.executeCommand('setContext', `guardrail.offers.${kind}`, isOffered);
    }
  };
  update();
  return model.onOffersChanged(update);
}
