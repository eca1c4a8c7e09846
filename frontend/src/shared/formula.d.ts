export function formula(tex: string, display: boolean, output: 'htmlAndMathml' | 'mathml'): { html?: string; problem?: string };
