import type { Project } from '../model.ts';
import type { Field } from '../workflow-model.ts';

/** The type of the tickets about threats to data. */
const incidentType = '10004';

const rootCause: Field = {
  id: 'customfield_10042',
  name: 'Root cause',
  kind: 'select',
  options: ['Missing default', 'Changed by hand', 'Wrong template', 'Other'].map((value, index) => ({
    id: String(10_100 + index),
    value,
  })),
};

/**
 * Returns the project with a second type of tickets, whose move to review asks for the root cause. Its tickets move like
 * the others otherwise.
 */
export function withIncidents(project: Project): Project {
  return {
    ...project,
    fields: [rootCause],
    issueTypes: [
      { id: '10001', name: 'Task' },
      {
        id: incidentType,
        name: 'Security incident',
        transitions: [
          { id: '11', name: 'Send back', from: ['review'], to: 'todo' },
          {
            id: '21',
            name: 'Ask for review',
            from: ['todo'],
            to: 'review',
            screen: [{ field: rootCause.id, required: true }],
          },
          { id: '31', name: 'Approve', from: ['review'], to: 'done' },
          { id: '41', name: 'Reopen', from: ['done'], to: 'todo' },
        ],
      },
    ],
  };
}

/** Returns the type of a new ticket of the project; `undefined` for the usual type. */
export function typeOfTicket(
  { issueTypes }: Project,
  { source, resource }: { readonly source: string; readonly resource: { readonly type: string } },
): string | undefined {
  const isThreatToData = source === 'guardduty' && resource.type === 'AWS::S3::Bucket';
  return isThreatToData && issueTypes?.some(({ id }) => id === incidentType) ? incidentType : undefined;
}
