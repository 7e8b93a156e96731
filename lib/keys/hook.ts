/** Commands that run around a container's life. */
import { variables } from '../syntax/key-values.js';
import { object } from '../syntax/object.js';
import { boolean, text } from '../syntax/scalars.js';
import { commandLine } from '../syntax/words.js';

const shared = {
  command: commandLine,
  user: text,
  privileged: boolean(),
  working_dir: text,
  environment: variables({ merging: 'general' }),
};

/** A command in the running container. */
export const hook = object(shared, { required: ['command'] });

/** The same where the schema of Compose lets it be absent: an empty one is not there in the model. */
export const optionalHook = { ...hook, keepsEmpty: false };

/** A command in a container of its own, before the service starts. */
export const preStartHook = object({ ...shared, image: text, per_replica: boolean() });
