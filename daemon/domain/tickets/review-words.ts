/**
 * Words that mark a status as a review, in the most common languages of Jira sites. Sites use them in many
 * names: "Code Review", "コードレビュー中", "En cours de révision". All text is lower case.
 */
const reviewStems = [
  // English, also as a loan word
  String.raw`\breviews?\b`,
  String.raw`\breviewing\b`,
  String.raw`\bbe(ing)? reviewed\b`,
  String.raw`\binreview\b`,
  // Japanese, Chinese, Korean
  'レビュー',
  '(確認|審査|査読)(中|待ち?|依頼)',
  '审核|审查|评审|审阅|复核|復核|審核|審查|評審|審閱',
  '검토|리뷰',
  // German, Dutch, Swedish, Danish, Norwegian
  String.raw`(über)?prüfung\b|wird (über|ge)prüft|zu (über)?prüfen|begutachtung|durchsicht`,
  'beoordeling|te beoordelen',
  'granskning|gennemgang|gennemsyn|gjennomgang',
  // French, Spanish, Portuguese, Italian
  `révision|à réviser|\\brevue\\b|relecture|à relire|cours d['’]examen`,
  'revisi[oó]n|por revisar|para revisar|revisando',
  'revis[aã]o|a revisar',
  'revisione|da revisionare',
  // Polish, Czech, Russian, Ukrainian, Turkish
  'przegląd|recenzj',
  'revizi|ke kontrole',
  'ревью|на проверке|на рассмотрении|на перевірці',
  'nceleme|gözden geçir',
];

/**
 * With one of these words, a name that mentions a review means that it is over, was refused, is not needed or
 * has not begun.
 */
const otherwise = [
  String.raw`\b(done|over|ended|finished|completed?|passed|approved|accepted|closed|resolved|merged)\b`,
  String.raw`\b(rejected|declined|refused|denied|failed|cancell?ed|returned|changes?|feedback|comments?|rework|fix(es|ing)?)\b`,
  String.raw`\b(no|not|non|without|skip(ped)?|before|after|pre|post)\b`,
  '済|完了|終了|不要|指摘|差し?戻|却下|否認|承認|修正|対応|前|後',
  String.raw`\b(ok|ng)\b`,
  '通过|通過|完成|已|不|未|无需|無需|驳回|駁回|拒绝|拒絕|退回|失败|失敗',
  '완료|반려|거절|불필요|실패|통과|취소|승인',
  'abgeschlossen|erledigt|abgelehnt|fertig|bestanden|fehlgeschlagen|freigegeben',
  'voltooid|afgewezen|goedgekeurd|godkän|avvisad|avslutad|afvist|godkendt|godkjent|ferdig',
  'terminé|rejeté|refusé|approuvé|validé|échoué',
  'completad|terminad|finalizad|rechazad|aprobad|fallid|concluíd|rejeitad|reprovad|aprovad',
  'completat|terminat|rifiutat|approvat',
  'zakończon|odrzucon|zatwierdzon|dokončen|zamítnut|завершен|отклонен|пройден|одобрен|відхилен',
  'tamamland|redded|onayland',
  String.raw`\b(nicht|ohne|keine?|geen|niet|ikke|inte|ingen|pas|sans|aucune?|sin|sem|não|senza|nie|bez)\b`,
  String.raw`(^|\s)(не|без)\s`,
];

/** A move with such a name refuses something, whatever its target is. */
const rejections = [
  String.raw`\b(reject|decline|refuse|deny)`,
  '却下|否認|拒否|拒绝|拒絕|驳回|駁回|반려|거절',
  'ablehnen|zurückweisen|afwijzen|afvis|avvis',
  'rejeter|refuser|rechazar|rejeitar|reprovar|rifiutare|odrzu|zamítn|отклон|відхил|reddet',
];

/** A move with such a name gives a ticket back to its developer. */
const sendingBack = [
  String.raw`\b(send|sent|hand|push|give|move)( it)? back\b|\b(return|rework|reopen|reject|decline)`,
  String.raw`\b(changes? (requested|needed|required)|request(ing)? changes|needs? (work|changes|fix(es|ing)?))\b`,
  '差し?戻|戻す|却下|否認|要修正|再対応|再オープン|驳回|駁回|退回|打回|반려|되돌',
  'zurück(geben|weisen|senden)|ablehnen|renvoyer|rejeter|devolver|rechazar|rejeitar',
];

/** A status or move with such a name closes a ticket without the work: that is not what a reviewer approves. */
const settledOtherwise = [
  String.raw`\b(won['’]?t (do|fix)|will not (do|fix)|wontfix|not (a|an|done|needed|required|reproducible))\b`,
  String.raw`\b(duplicates?d?|cancel(l?ed)?|abandon(ed)?|obsolete|invalid|rejected?|declined?|ignored?|discard(ed)?|suppress(ed)?|archived?|expired?)\b`,
  '対応(しない|不要)|不要|見送|重複|中止|取り?消|キャンセル|却下|破棄|無効|対象外|再現(しない|不可)',
  '取消|重复|重複|不予|无效|無效|취소|중복|거절|보류',
  'abgelehnt|abgebrochen|duplikat|annulé|rejeté|doublon|cancelad|duplicad|rechazad|annullat',
];

/**
 * A workflow may require a comment without listing it among the move's fields. Then Jira's refusal mentions
 * it.
 */
const commentWords = /comment|kommentar|comentári|comentari|コメント|评论|評論|备注|備註|댓글/i;

const review = new RegExp(reviewStems.join('|'), 'u');
const notInReview = new RegExp(otherwise.join('|'), 'u');
const rejecting = new RegExp(rejections.join('|'), 'u');
const returning = new RegExp(sendingBack.join('|'), 'u');
const otherwiseSettled = new RegExp(settledOtherwise.join('|'), 'u');

/** @param name lower case, in Unicode's composed form. */
export function saysReview(name: string): boolean {
  return review.test(name) && !notInReview.test(name);
}

/** @param name lower case, in Unicode's composed form. */
export function saysRejection(name: string): boolean {
  return rejecting.test(name);
}

/** @param name lower case, in Unicode's composed form. */
export function saysSendingBack(name: string): boolean {
  return returning.test(name);
}

/** @param name lower case, in Unicode's composed form. */
export function saysSettledOtherwise(name: string): boolean {
  return otherwiseSettled.test(name);
}

/** Returns whether Jira's own words about a refused move ask for a comment. */
export function asksForComment(said: string): boolean {
  return commentWords.test(said);
}
