import type { Checked } from '../diagnostics/diagnostic.js';
import { awsFailure } from './aws-failure.js';

/** What an action of AWS (`ecs:DescribeTasks`) gives, or the finding that its failure is. */
export async function attempt<T>(action: string, act: () => Promise<T>): Promise<Checked<T>> {
  try {
    return { value: await act(), diagnostics: [] };
  } catch (error) {
    return { value: undefined, diagnostics: [awsFailure(action, error)] };
  }
}
