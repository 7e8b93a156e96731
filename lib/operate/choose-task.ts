import type { Task, TaskContainer } from '../aws/ecs.js';
import { diagnose, type Checked } from '../diagnostics/diagnostic.js';
import type { DeployedService } from './deployment.js';

/** A container of a running task. */
export interface ChosenTask {
  readonly task: Task;
  readonly container: TaskContainer;
}

/** Which task of a service is meant: by the beginning of its id, or by its place, from 1, among them, the oldest first. */
export interface TaskChoice {
  readonly task?: string | undefined;
  readonly index?: number | undefined;
}

/** The running container of a service that a command can run in by ECS Exec. */
export function chooseTask(
  { name: service, container: { name }, ecsService }: DeployedService,
  tasks: readonly Task[],
  { task: id, index = 1 }: TaskChoice,
): Checked<ChosenTask> {
  const running = tasks
    .toSorted((a, b) => Number(a.createdAt ?? 0) - Number(b.createdAt ?? 0))
    .flatMap((task) => {
      const container = task.containers.find((one) => one.name === name && one.status === 'RUNNING');
      return container === undefined ? [] : [{ task, container }];
    });
  const refuse = (diagnostic: ReturnType<typeof diagnose>) => ({
    value: undefined,
    diagnostics: [diagnostic],
  });
  if (running.length === 0) return refuse(diagnose('no-running-task', { service }));
  const chosen =
    id === undefined ? running[index - 1] : running.find(({ task }) => taskId(task.arn).startsWith(id));
  if (chosen === undefined) {
    const all = running.map(({ task }) => taskId(task.arn)).join(', ');
    return refuse(diagnose('no-such-task', { service, asked: id ?? String(index), tasks: all }));
  }
  if (!chosen.task.exec) {
    const of = ecsService === undefined ? 'job' : ecsService.exec ? 'rollout' : 'service';
    return refuse(diagnose('exec-disabled', { service, of }));
  }
  if (!chosen.container.execAgent) return refuse(diagnose('exec-agent-absent', { service }));
  return { value: chosen, diagnostics: [] };
}

/** `0123456789abcdef0123456789abcdef` of a task's ARN. */
export function taskId(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
