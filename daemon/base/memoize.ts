/** The same function, which computes the answer to each question once. Questions are told apart by identity. */
export function memoize<Question, Answer>(
  compute: (question: Question) => Answer,
): (question: Question) => Answer {
  const known = new Map<Question, Answer>();
  return (question) => {
    const answer = known.get(question);
    if (answer !== undefined || known.has(question)) return answer as Answer;
    const computed = compute(question);
    known.set(question, computed);
    return computed;
  };
}
