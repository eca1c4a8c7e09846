export function nothing(specification: object, view: unknown): string | undefined;
export function saying(specification: object, reason: string): object;
