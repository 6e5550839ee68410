import { element } from '../shell/element.ts';

/** The reviewer's answer that sent the ticket back, or a line that it was not read. Every text is plain text. */
export interface AnswerSection {
  readonly title: string;
  /** Whether it was sent back: the developer has something to do. */
  readonly isUrgent: boolean;
  /** Who gave it, and when. Empty if it was not read, or if the site does not report it. */
  readonly giver: string;
  /** The reviewer's reason, or why it was not read. Its lines stay lines. */
  readonly text: string;
}

/** Returns the section of the reviewer's answer. */
export function createAnswerSection() {
  const root = element('section', { class: 'answer', 'aria-labelledby': 'answer-title' });
  const title = element('h2', { id: 'answer-title' });
  const giver = element('p', { class: 'giver' });
  const text = element('p', { class: 'said', role: 'status' });
  root.append(title, giver, text);
  root.hidden = true;
  return {
    root,
    /** @param section Absent: the ticket was not sent back, or its comments are being read. */
    show(section: AnswerSection | undefined): void {
      root.hidden = section === undefined;
      root.classList.toggle('urgent', section?.isUrgent === true);
      title.textContent = section?.title ?? '';
      giver.textContent = section?.giver ?? '';
      giver.hidden = giver.textContent === '';
      // Set only if it differs, so that a screen reader says it once.
      if (text.textContent !== (section?.text ?? '')) text.textContent = section?.text ?? '';
    },
  };
}
