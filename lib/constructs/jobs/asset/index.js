"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// lib/constructs/jobs/handler/index.ts
var index_exports = {};
__export(index_exports, {
  handler: () => handler
});
module.exports = __toCommonJS(index_exports);

// lib/constructs/jobs/handler/job-failed.ts
var lines = 20;
var bytes = 2500;
var JobFailed = class extends Error {
  name = "JobFailed";
};
async function jobFailed(event, aws2, failure) {
  const { Job, Logs } = event.ResourceProperties;
  const id = failure.task.slice(failure.task.lastIndexOf("/") + 1);
  const head = `job ${Job} failed: ${failure.reason} (task ${id})`;
  const log = Logs[failure.container];
  if (log === void 0) return new JobFailed(`${head}; its log is not in CloudWatch`);
  const stream = `${log.Prefix}/${failure.container}/${id}`;
  const written = await aws2.lastLogLines(log.Group, stream, lines).catch((error) => [`(not to be read: ${String(error)})`]);
  const place = `log group ${log.Group}, stream ${stream}`;
  if (written.length === 0) return new JobFailed(`${head}; it logged nothing (${place})`);
  return new JobFailed(fit(`${head}; last lines (${place}):`, written));
}
function fit(head, written) {
  for (let first = 0; first < written.length; first++) {
    const text = [head, ...written.slice(first)].join("\n");
    if (size(text) <= bytes) return text;
  }
  let tail = written.at(-1) ?? "";
  while (tail !== "" && size(`${head}
…${tail}`) > bytes) tail = tail.slice(Math.ceil(tail.length / 10));
  return `${head}
…${tail}`;
}
function size(text) {
  return Buffer.byteLength(JSON.stringify(text));
}

// lib/constructs/jobs/handler/job-record.ts
async function readRecord(event, aws2) {
  const text = await aws2.readRecord(event.ResourceProperties.Record);
  const record = text === void 0 ? void 0 : parse(text);
  return record?.stack === event.StackId ? record : { stack: event.StackId };
}
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}
async function writeRecord(event, aws2, record) {
  await aws2.writeRecord(event.ResourceProperties.Record, JSON.stringify(record));
}

// lib/constructs/jobs/handler/start-task.ts
var import_node_crypto = require("node:crypto");
var patience = 3 * 6e4;
async function startTask(event, aws2, record, run) {
  const result = await tryToStart(event, aws2, run);
  if ("task" in result) {
    const { problem: _, ...rest } = run;
    return writeRecord(event, aws2, {
      ...record,
      run: { ...rest, task: result.task, starts: run.starts + 1 }
    });
  }
  const problem = "refused" in result ? result.refused : result.notPlaced;
  if (aws2.now() - run.starting > patience)
    throw new JobFailed(
      `job ${event.ResourceProperties.Job} failed: its task could not be started: ${problem}`
    );
  const starts = "refused" in result ? run.starts : run.starts + 1;
  await writeRecord(event, aws2, { ...record, run: { ...run, starts, problem } });
}
async function tryToStart(event, aws2, run) {
  const job = event.ResourceProperties;
  try {
    return await aws2.runTask({
      cluster: job.Cluster,
      taskDefinition: job.TaskDefinition,
      subnets: job.Subnets,
      securityGroups: job.SecurityGroups,
      assignPublicIp: job.AssignPublicIp,
      capacity: job.Capacity.map(({ Provider, Weight, Base }) => ({
        provider: Provider,
        weight: Number(Weight),
        ...Base === void 0 ? {} : { base: Number(Base) }
      })),
      startedBy: `cdk-compose/${job.Job.replaceAll(/[^\w-]/g, "-")}`.slice(0, 128),
      clientToken: (0, import_node_crypto.createHash)("sha256").update([event.StackId, event.LogicalResourceId, event.RequestId, run.starts].join("\n")).digest("hex")
    });
  } catch (error) {
    return { refused: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

// lib/constructs/jobs/handler/verdict.ts
var visibleAfter = 2 * 6e4;
async function lookAt(job, aws2, run) {
  const task = await aws2.describeTask(job.Cluster, run.task);
  if (task !== void 0) return verdict(task, job.Container);
  if (aws2.now() - run.starting < visibleAfter) return { state: "running" };
  return {
    state: "failed",
    reason: "ECS does not know its task any more",
    container: job.Container,
    byHand: false
  };
}
function verdict(task, container) {
  if (task.lastStatus !== "STOPPED") return { state: "running" };
  const own = task.containers.find(({ name }) => name === container);
  if (task.stopCode === "EssentialContainerExited" && own?.exitCode === 0) return { state: "succeeded" };
  const culprit = [own, ...task.containers].find((state) => (state?.exitCode ?? 0) !== 0) ?? own;
  const exit = culprit?.exitCode === void 0 ? "its container did not run" : `container ${culprit.name} exited with code ${culprit.exitCode}`;
  const because = [task.stoppedReason, culprit?.reason, task.stopCode].filter(
    (text) => text !== void 0 && text !== ""
  );
  return {
    state: "failed",
    reason: [exit, ...new Set(because)].join("; "),
    container: culprit?.name ?? container,
    byHand: task.stopCode === "UserInitiated"
  };
}

// lib/constructs/jobs/handler/is-complete.ts
var readableAfter = 6e4;
async function isComplete(event, aws2) {
  if (event.RequestType === "Delete") return { IsComplete: await isGone(event, aws2) };
  if (event.Skipped !== void 0) return { IsComplete: true };
  const record = await readRecord(event, aws2);
  const { run } = record;
  if (run?.request !== event.RequestId) {
    if (aws2.now() - (event.Taken ?? 0) < readableAfter) return { IsComplete: false };
    throw new JobFailed(`job ${event.ResourceProperties.Job}: a later request has taken this one's place`);
  }
  if (record.succeeded === run.content) return { IsComplete: true };
  if (run.task !== void 0)
    return { IsComplete: await follow(event, aws2, record, { ...run, task: run.task }) };
  await startTask(event, aws2, record, run);
  return { IsComplete: false };
}
async function follow(event, aws2, record, run) {
  const job = event.ResourceProperties;
  const result = await lookAt(job, aws2, run);
  if (result.state === "succeeded") {
    await writeRecord(event, aws2, { ...record, succeeded: run.content });
    return true;
  }
  if (result.state === "failed") {
    const failures = run.failures + 1;
    if (result.byHand || failures >= Number(job.Attempts))
      throw await jobFailed(event, aws2, { ...result, task: run.task });
    const { task: _, ...rest } = run;
    await startTask(event, aws2, record, { ...rest, starting: aws2.now(), failures });
    return false;
  }
  if (aws2.now() - run.since < Number(job.Timeout) * 1e3) return false;
  await aws2.stopTask(job.Cluster, run.task, `the job's timeout of ${job.Timeout} seconds is over`);
  const reason = `it ran longer than its timeout of ${job.Timeout} seconds and was stopped; x-aws-job.timeout can be up to 55m, as CloudFormation waits an hour at most`;
  throw await jobFailed(event, aws2, { reason, container: job.Container, task: run.task });
}
async function isGone(event, aws2) {
  const job = event.ResourceProperties;
  const { run } = await readRecord(event, aws2);
  if (run?.task !== void 0 && (await lookAt(job, aws2, { ...run, task: run.task })).state === "running")
    return false;
  const status = await aws2.stackStatus(event.StackId).catch(() => "unknown");
  if (status === "DELETE_IN_PROGRESS") await aws2.deleteRecord(job.Record);
  return true;
}

// lib/constructs/jobs/handler/on-event.ts
async function onEvent(event, aws2) {
  const { Record, Content } = event.ResourceProperties;
  const now = aws2.now();
  const answer2 = { PhysicalResourceId: event.PhysicalResourceId ?? Record, Taken: now };
  const record = await readRecord(event, aws2);
  if (event.RequestType === "Delete") {
    await stopForGood(event, aws2, record);
    return answer2;
  }
  if (record.run?.request === event.RequestId) return answer2;
  const rollback = (await aws2.stackStatus(event.StackId)).includes("ROLLBACK");
  const settled = await settle(event, aws2, record, rollback);
  if (rollback || settled.succeeded === Content) {
    await writeRecord(event, aws2, settled);
    return {
      ...answer2,
      Skipped: rollback ? "the stack is rolling back" : "this content has succeeded before"
    };
  }
  const run = {
    request: event.RequestId,
    content: Content,
    since: now,
    starting: now,
    starts: 0,
    failures: 0
  };
  const task = settled.run?.task;
  await writeRecord(event, aws2, { ...settled, run: task === void 0 ? run : { ...run, task } });
  return answer2;
}
async function settle(event, aws2, record, rollback) {
  const { run, ...rest } = record;
  if (run?.task === void 0) return rest;
  const { Cluster, Content } = event.ResourceProperties;
  const { state } = await lookAt(event.ResourceProperties, aws2, { ...run, task: run.task });
  if (state === "succeeded") return { ...rest, succeeded: run.content };
  if (state === "failed") return rest;
  if (run.content === Content && !rollback) return record;
  await aws2.stopTask(
    Cluster,
    run.task,
    rollback ? "the deployment is rolling back" : "a newer deployment has begun"
  );
  return rest;
}
async function stopForGood(event, aws2, record) {
  const { run } = record;
  if (run === void 0) return;
  await writeRecord(event, aws2, { ...record, run: { ...run, request: event.RequestId } });
  if (run.task === void 0) return;
  const { state } = await lookAt(event.ResourceProperties, aws2, { ...run, task: run.task });
  if (state === "running")
    await aws2.stopTask(event.ResourceProperties.Cluster, run.task, "the job is removed from the stack");
}

// lib/constructs/jobs/handler/handle.ts
async function handle(event, aws2) {
  const isWaiting = event.Taken !== void 0;
  try {
    if (event.Error !== void 0) throw new JobFailed(unexpected(event));
    if (!isWaiting) {
      const waiting = { ...event, ...await onEvent(event, aws2) };
      await aws2.startWaiting(event.ResourceProperties.Waiter, event.RequestId, JSON.stringify(waiting));
      return { IsComplete: false };
    }
    if (!(await isComplete(event, aws2)).IsComplete) return { IsComplete: false };
  } catch (error) {
    if (isWaiting && !(error instanceof JobFailed)) throw error;
    await answer(event, aws2, error instanceof Error ? error.message : String(error));
    return { IsComplete: true };
  }
  await answer(event, aws2);
  return { IsComplete: true };
}
function answer(event, aws2, reason) {
  const { RequestId, StackId, LogicalResourceId, PhysicalResourceId, ResourceProperties } = event;
  const body = {
    Status: reason === void 0 ? "SUCCESS" : "FAILED",
    ...reason === void 0 ? {} : { Reason: reason },
    PhysicalResourceId: PhysicalResourceId ?? ResourceProperties.Record,
    StackId,
    RequestId,
    LogicalResourceId
  };
  return aws2.answer(event.ResponseURL, JSON.stringify(body));
}
function unexpected({ Error: error = {}, ResourceProperties: { Job } }) {
  const { Error: name = "Error", Cause: cause = "" } = error;
  return `job ${Job} failed: it could not be followed: ${name}: ${messageOf(cause)}`.slice(0, 1e3);
}
function messageOf(cause) {
  try {
    const { errorMessage } = JSON.parse(cause);
    return errorMessage ?? cause;
  } catch {
    return cause;
  }
}

// lib/constructs/jobs/handler/job-aws-sdk.ts
var import_client_cloudformation = require("@aws-sdk/client-cloudformation");
var import_client_cloudwatch_logs = require("@aws-sdk/client-cloudwatch-logs");
var import_client_ecs = require("@aws-sdk/client-ecs");
var import_client_ssm = require("@aws-sdk/client-ssm");
var import_client_sfn = require("@aws-sdk/client-sfn");

// lib/constructs/jobs/handler/put-answer.ts
var import_node_https = require("node:https");
var attempts = 5;
async function putAnswer(url, text) {
  for (let attempt = 1; ; attempt++)
    try {
      return await put(url, text);
    } catch (error) {
      if (attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
    }
}
function put(url, text) {
  const { hostname, pathname, search } = new URL(url);
  const body = Buffer.from(text);
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "", "content-length": body.length };
    const sent = (0, import_node_https.request)(
      { hostname, path: `${pathname}${search}`, method: "PUT", headers },
      ({ statusCode = 0 }) => {
        if (statusCode < 400) resolve();
        else reject(new Error(`CloudFormation's answer was refused with status ${statusCode}`));
      }
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

// lib/constructs/jobs/handler/job-aws-sdk.ts
function jobAwsSdk() {
  const settings = { maxAttempts: 8 };
  const ssm = new import_client_ssm.SSMClient(settings);
  const ecs = new import_client_ecs.ECSClient(settings);
  const logs = new import_client_cloudwatch_logs.CloudWatchLogsClient(settings);
  const cloudFormation = new import_client_cloudformation.CloudFormationClient(settings);
  const stateMachines = new import_client_sfn.SFNClient(settings);
  return {
    now: () => Date.now(),
    answer: putAnswer,
    startWaiting: async (stateMachineArn, name, input) => {
      await stateMachines.send(new import_client_sfn.StartExecutionCommand({ stateMachineArn, name, input })).catch((error) => unless(error instanceof import_client_sfn.ExecutionAlreadyExists, error));
    },
    readRecord: (name) => ssm.send(new import_client_ssm.GetParameterCommand({ Name: name })).then(
      ({ Parameter }) => Parameter?.Value,
      (error) => unless(error instanceof import_client_ssm.ParameterNotFound, error)
    ),
    writeRecord: async (name, text) => {
      const Description = "What cdk-compose remembers of a job, so that it runs once";
      await ssm.send(
        new import_client_ssm.PutParameterCommand({ Name: name, Value: text, Type: "String", Overwrite: true, Description })
      );
    },
    deleteRecord: async (name) => {
      await ssm.send(new import_client_ssm.DeleteParameterCommand({ Name: name })).catch((error) => unless(error instanceof import_client_ssm.ParameterNotFound, error));
    },
    stackStatus: async (stackId) => {
      const { Stacks } = await cloudFormation.send(new import_client_cloudformation.DescribeStacksCommand({ StackName: stackId }));
      return Stacks?.[0]?.StackStatus ?? "";
    },
    runTask: async (request2) => {
      const { tasks, failures } = await ecs.send(
        new import_client_ecs.RunTaskCommand({
          cluster: request2.cluster,
          taskDefinition: request2.taskDefinition,
          capacityProviderStrategy: request2.capacity.map(({ provider, ...share }) => ({
            capacityProvider: provider,
            ...share
          })),
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: [...request2.subnets],
              securityGroups: [...request2.securityGroups],
              assignPublicIp: request2.assignPublicIp
            }
          },
          propagateTags: "TASK_DEFINITION",
          enableECSManagedTags: true,
          startedBy: request2.startedBy,
          clientToken: request2.clientToken
        })
      );
      const task = tasks?.[0]?.taskArn;
      if (task !== void 0) return { task };
      const reasons = (failures ?? []).map(
        ({ reason, detail }) => [reason, detail].filter(Boolean).join(": ")
      );
      return { notPlaced: reasons.join("; ") || "ECS gave no reason" };
    },
    describeTask: async (cluster, task) => {
      const described = await ecs.send(new import_client_ecs.DescribeTasksCommand({ cluster, tasks: [task] })).catch((error) => unless(error instanceof import_client_ecs.ClusterNotFoundException, error));
      const [found] = described?.tasks ?? [];
      if (found === void 0) return void 0;
      return {
        lastStatus: found.lastStatus ?? "",
        stopCode: found.stopCode,
        stoppedReason: found.stoppedReason,
        containers: (found.containers ?? []).map(({ name, exitCode, reason }) => ({
          name: name ?? "",
          exitCode,
          reason
        }))
      };
    },
    stopTask: async (cluster, task, reason) => {
      await ecs.send(new import_client_ecs.StopTaskCommand({ cluster, task, reason }));
    },
    lastLogLines: async (logGroupName, logStreamName, limit) => {
      const read = new import_client_cloudwatch_logs.GetLogEventsCommand({ logGroupName, logStreamName, limit, startFromHead: false });
      const { events } = await logs.send(read).catch(
        (error) => unless(error instanceof import_client_cloudwatch_logs.ResourceNotFoundException, error) ?? { events: [] }
      );
      return (events ?? []).map(({ message }) => message ?? "");
    }
  };
}
function unless(expected, error) {
  if (!expected) throw error;
  return void 0;
}

// lib/constructs/jobs/handler/index.ts
var aws = jobAwsSdk();
function handler(event) {
  return handle(event, aws);
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  handler
});
