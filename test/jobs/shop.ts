/** A database with a volume, a job that migrates it, and a service that waits for the job. */
import type { DeploymentPlan, JobPlan, ServicePlan } from '../../lib/model/deployment-plan.js';
import { cause, decided, deploymentPlan, service } from '../constructs/fixtures/plan.js';

/** The row of a job in the plan. */
export function jobPlan(name: string): JobPlan {
  return { service: name, record: `shop/${name}`, timeout: decided(1800), attempts: decided(3) };
}

/** The task of a job. */
export function job(name: string, changes: Partial<ServicePlan> = {}): ServicePlan {
  return service(name, { kind: decided('job'), names: [], ...changes });
}

/** The plan, with these changes of the job. */
export function shop(migrate: Partial<ServicePlan> = {}): DeploymentPlan {
  return deploymentPlan({
    services: [
      service('db'),
      job('migrate', {
        startsAfter: [{ service: 'db', condition: 'service_started', cause }],
        taskVolumes: [{ kind: 'file-system', name: 'data', fileSystem: 'data', accessPoint: undefined }],
        ...migrate,
      }),
      service('web', {
        startsAfter: [{ service: 'migrate', condition: 'service_completed_successfully', cause }],
      }),
    ],
    jobs: [jobPlan('migrate')],
    fileSystems: [
      {
        name: 'data',
        logicalId: 'DataVolume',
        existing: undefined,
        mountedBy: [{ service: 'migrate', readOnly: false }],
        tags: {},
        settings: {},
        cause,
      },
    ],
  });
}
