/** Where a page notes when a form was sent, until it is answered. */
export const SENT = 'harmony-sent';

/** A page that finds its session ended loads itself anew at once. */
const AT_ONCE = 10_000;

/** Whether what was sent was lost, because the page loaded itself anew instead of getting an answer. */
export function wasLost(sent: string | null, now: number, navigation: PerformanceEntry | undefined): boolean {
  const reloaded = (navigation as PerformanceNavigationTiming | undefined)?.type === 'reload';
  return reloaded && sent !== null && now - Number(sent) < AT_ONCE;
}
