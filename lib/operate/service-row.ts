/** What `cdk-compose ps` says about one Compose service; dates are ISO 8601. */
export interface ServiceRow {
  readonly service: string;
  /**
   * `steady`: as many tasks as wanted, and no rollout; `changing`: a rollout, or tasks come and go; `failing`: the
   * rollout failed; `stopped`: no task is wanted. Of jobs and schedules: how their last task ended, or `idle` when ECS
   * remembers none.
   */
  readonly state:
    | 'steady'
    | 'changing'
    | 'failing'
    | 'stopped'
    | 'running'
    | 'succeeded'
    | 'failed'
    | 'idle'
    | 'not deployed';
  /** Of what an ECS service keeps running: how many tasks are wanted, have its container running, and are to come. */
  readonly tasks?: { readonly desired: number; readonly running: number; readonly pending: number };
  /** How many of its running containers are in which health; absent: nobody checks it. */
  readonly health?: { readonly healthy: number; readonly unhealthy: number; readonly starting: number };
  readonly rollout?: { readonly state: string; readonly reason?: string };
  /** As the task definition names it: `repository@sha256:…`. */
  readonly image?: string;
  /** The tag that the image lock knows this digest by; absent: the lock has another. */
  readonly tag?: string;
  /** `https://shop.example.com/api/*`, `tcp://…:5432`. */
  readonly reachedAt: readonly string[];
  /** Of a service that is not steady: what ECS said last, and how its last task ended. */
  readonly lastEvent?: { readonly at: string; readonly message: string };
  readonly lastStop?: { readonly at?: string; readonly reason: string };
  /** Of a job or a schedule: its last task, while ECS remembers it, which is about an hour; then that of a job's last deployment. */
  readonly lastRun?: { readonly at?: string; readonly exitCode?: number; readonly reason?: string };
}
