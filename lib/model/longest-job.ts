/**
 * Seconds that a deployment can wait for a job. CloudFormation gives a custom resource one hour; the last five minutes
 * are kept for stopping the task and saying why.
 */
export const longestJob = 55 * 60;
