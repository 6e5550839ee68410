import type { ProblemData } from '#protocol/problems.ts';
import type { Locale } from '../../base/text.ts';
import type { Problem } from '../../domain/problems/problem.ts';
import { textsOf } from '../texts/say.ts';

/** Returns the part of a problem that programs use, with what is wrong with single fields in the client's language. */
export function problemData({ code, details }: Problem, locale: Locale): ProblemData {
  const { choices, ways, move, faults } = details;
  const { fieldFault } = textsOf(locale);
  return {
    code,
    ...(choices && { choices }),
    ...(ways && { ways }),
    ...(move && { move }),
    ...(faults && { faults: faults.map((fault) => ({ field: fault.id, message: fieldFault(fault) })) }),
  };
}
