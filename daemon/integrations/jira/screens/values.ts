import type { FilledField } from '../../../domain/tickets/moves/filled-field.ts';

/** The two forms in which the kinds of Jira differ. */
export interface ValueForms {
  /** A text of several lines: a document on Cloud, wiki text on Data Center. */
  paragraphs(text: string): unknown;
  /** A user, by the id that the site's search returned. */
  user(id: string): unknown;
}

/** Returns the `fields` of a request that moves or changes an issue. */
export function jiraFields(
  filled: readonly FilledField[],
  forms: ValueForms,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(filled.map((field) => [field.id, jiraValue(field, forms)]));
}

function jiraValue({ control, value }: FilledField, forms: ValueForms): unknown {
  const values = typeof value === 'string' ? [value] : value;
  const [first = '', second] = values;
  switch (control) {
    case 'number':
      return Number(first);
    case 'textarea':
      return forms.paragraphs(first);
    case 'select':
      return { id: first };
    case 'multi-select':
      return values.map((id) => ({ id }));
    case 'cascading':
      return { id: first, ...(second !== undefined && { child: { id: second } }) };
    case 'user':
      return forms.user(first);
    case 'users':
      return values.map(forms.user);
    case 'labels':
      return values;
    case 'datetime':
      // Jira takes `+0000`, not `Z`.
      return new Date(first).toISOString().replace('Z', '+0000');
    default:
      return first;
  }
}
