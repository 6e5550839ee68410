import { Refusal } from '../answer.ts';
import { documentOf } from '../fields/rich-text.ts';
import { commentBody } from '../issues.ts';
import type { RequestContext } from '../request-context.ts';

/** Reads the comment of an edit: its body is a document on Cloud and text on Data Center. @throws Refusal 400 */
export function readComment({ site }: RequestContext, given: unknown) {
  const { body } = (given ?? {}) as Record<string, unknown>;
  const isText = site.kind === 'data-center' && typeof body === 'string' && body.trim() !== '';
  const comment = commentBody.safeParse(isText ? { ...(given as object), body: documentOf(body) } : given);
  if (!comment.success || comment.data.body.content.length === 0) {
    throw new Refusal(400, [], { comment: 'Comment body is not valid!' });
  }
  return comment.data;
}
