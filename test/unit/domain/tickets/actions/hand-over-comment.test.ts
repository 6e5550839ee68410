import { describe, expect, it } from 'vitest';
import { createActionQueue } from '../../../../../daemon/domain/tickets/actions/action-queue.ts';
import { writeActionComment } from '../../../../../daemon/server/texts/action-comment.ts';
import { buildTicket, buildTransition, statuses } from '../../../../support/ticket-builder.ts';
import { memoryJira } from './action-fakes.ts';
import { codeOf, params, problem, setUp, signal } from './hand-over-fakes.ts';

describe('a comment that the move requires', () => {
  const demanding = () => setUp(memoryJira(buildTicket(), [buildTransition({ needsComment: true })]));

  it('is sent with the move, and is not added again', async () => {
    const { jira, reviews, kept } = demanding();
    expect((await reviews.submit(params, signal)).result).toBe('confirmed');
    expect(jira.comments.map(({ paragraphs }) => paragraphs)).toEqual([
      ['Reviewed with Guardrail: fixed', params.reason],
    ]);
    expect(kept()).toBeUndefined();
  });

  it('is also sent with the move if Jira requires it only when it refuses', async () => {
    const { jira, reviews, kept } = setUp();
    const { move } = jira.source;
    jira.source.move = async (key, id, given, content) => {
      if (!content?.comment) throw problem('jira-refused', { facts: { said: 'Comment is required' } });
      return move(key, id, given, content);
    };
    expect((await reviews.submit(params, signal)).result).toBe('confirmed');
    expect([jira.moves.length, jira.comments.length]).toEqual([1, 1]);
    expect(kept()).toBeUndefined();
  });

  it('that Jira then refuses is a conflict, after a second attempt', async () => {
    const { jira, reviews, kept } = setUp();
    const tries: boolean[] = [];
    jira.source.move = async (_key, _id, _given, content) => {
      tries.push(content?.comment !== undefined);
      throw problem('jira-refused', { facts: { said: "Field 'comment' cannot be set" } });
    };
    expect(await reviews.submit(params, signal).catch(codeOf)).toBe('jira-refused');
    expect(tries).toEqual([false, true]);
    expect(kept()).toMatchObject({ state: 'conflict', step: 'queued' });
  });

  it('exists once if the answer got lost and the ticket was sent back', async () => {
    const { jira, reviews, heal, kept } = demanding();
    jira.hooks.after = async (step) => {
      if (step === 'move') throw problem('jira-unreachable');
    };
    expect((await reviews.submit(params, signal)).result).toBe('waiting');
    jira.movedBy('APP-1', statuses.toDo);
    heal();
    await reviews.flush(signal);
    expect(jira.moves).toHaveLength(1);
    expect(jira.comments).toHaveLength(1);
    expect(kept()).toBeUndefined();
  });
});

describe('the language of a comment', () => {
  const english = ['Reviewed with Guardrail: fixed', params.reason];
  const japanese = ['Guardrail でレビューしました: 修正済み', params.reason];
  const writtenAs = (jira: ReturnType<typeof memoryJira>) =>
    jira.comments.map(({ paragraphs }) => paragraphs);

  it.each([
    ['ja_JP', japanese],
    ['ja', japanese],
    ['en_US', english],
    ['de_DE', english],
  ])('is that of the account: %s', async (tag, expected) => {
    const { jira, reviews } = setUp();
    jira.site.language = tag;
    await reviews.submit(params, signal);
    expect(writtenAs(jira)).toEqual([expected]);
  });

  it('is that of the configuration, without a request', async () => {
    const { jira, outbox, failAt } = setUp();
    failAt('readLanguage', new Error('asked'));
    const reviews = createActionQueue({
      outbox,
      source: () => jira.source,
      names: () => ({}),
      writeComment: writeActionComment,
      language: () => 'ja',
      keeper: () => () => {},
    });
    await reviews.submit(params, signal);
    expect(writtenAs(jira)).toEqual([japanese]);
  });

  it.each([
    ['In Review', english],
    ['レビュー中', japanese],
  ])('is that of the status "%s" if Jira does not report a language or fails', async (name, expected) => {
    const to = { ...statuses.inReview, name };
    for (const isBroken of [false, true]) {
      const { jira, reviews, failAt } = setUp(memoryJira(buildTicket(), [buildTransition({ to })]));
      delete jira.site.language;
      if (isBroken) failAt('readLanguage', problem('jira-access-denied'));
      await reviews.submit(params, signal);
      expect(writtenAs(jira)).toEqual([expected]);
    }
  });
});

describe('a review while the language of its comment is requested', () => {
  /** Does something once, while Jira is asked for the language. */
  function setUpAsking(during: () => void) {
    const all = setUp();
    let isFirst = true;
    all.jira.hooks.before = async (step) => {
      if (step !== 'readLanguage' || !isFirst) return;
      isFirst = false;
      during();
    };
    return all;
  }

  it('is not commented if the user withdraws it', async () => {
    const { jira, reviews, kept } = setUpAsking(() => reviews.withdraw('APP-1'));
    expect(await reviews.submit(params, signal).catch(codeOf)).toBe('review-withdrawn');
    expect(jira.comments).toEqual([]);
    expect(kept()).toBeUndefined();
  });

  it('is not commented if the user replaces it: there is one comment', async () => {
    let second: Promise<unknown> | undefined;
    const { jira, reviews, kept } = setUpAsking(() => {
      second = reviews.submit({ ...params, reason: 'Better said.' }, signal);
    });
    expect(await reviews.submit(params, signal).catch(codeOf)).toBe('review-withdrawn');
    expect(await second).toMatchObject({ result: 'confirmed' });
    expect(jira.moves).toHaveLength(1);
    expect(jira.comments.map(({ paragraphs }) => paragraphs[1])).toEqual(['Better said.']);
    expect(kept()).toBeUndefined();
  });
});
