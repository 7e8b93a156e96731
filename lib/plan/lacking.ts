import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { MissingBinding } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/** A fact that the bindings lack. */
export interface Missing extends MissingBinding {
  readonly binding: string;
  /** The command that tells the fact. */
  readonly command: string;
  readonly path: ComposePath;
}

/** What is not known of something that the Compose file names, with the sentence that stops a deployment. */
export function lacking(
  { bindingsFile }: Planning,
  { what, binding, command, path }: Omit<Missing, 'sentence'>,
): Missing {
  const sentence = `Nothing says what the ${what} is: put ${binding} into ${bindingsFile} (${command}), then deploy again.`;
  return { what, sentence, binding, command, path };
}
