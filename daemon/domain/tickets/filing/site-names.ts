/** Names that sites give their priorities, in English and Japanese, the usual one first. */
export const priorityNames = {
  highest: ['Highest', 'Critical', 'Blocker', 'Urgent', 'P1', '最高', '緊急', '最優先'],
  high: ['High', 'Major', 'P2', '高', '高い'],
  medium: ['Medium', 'Normal', 'P3', '中', '通常', '普通'],
  low: ['Low', 'Minor', 'P4', '低', '低い'],
} as const;

/** Names that sites give types of tickets for such work, in the order of preference. */
export const typeNames = ['Task', 'タスク', 'Bug', 'バグ', 'Story', 'Issue'] as const;
