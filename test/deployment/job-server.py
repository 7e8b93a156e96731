"""The imitation of AWS with what jobs need beside it: the state machine that waits for them, and tasks that end.

usage: job-server.py -H HOST -p PORT, with JOB_SERVER_BASE naming the imitation's script.
A task ends as its first container's environment says: EXIT_CODE (0), and it logs what LOG_LINE says.
"""
import importlib.util, json, os, sys, time

spec = importlib.util.spec_from_file_location("base", os.environ["JOB_SERVER_BASE"])
base = importlib.util.module_from_spec(spec)
spec.loader.exec_module(base)

from moto.awslambda.models import LambdaFunction, lambda_backends
from moto.cloudformation.models import CloudFormationBackend
from moto.ecs.models import EC2ContainerServiceBackend
from moto.logs.models import logs_backends
from moto.stepfunctions.models import StepFunctionBackend

executions = {}
start_execution = StepFunctionBackend.start_execution
invoke_lambda = LambdaFunction._invoke_lambda
run_task = EC2ContainerServiceBackend.run_task
delete_stack = CloudFormationBackend.delete_stack


def remember_execution(self, state_machine_arn, name, execution_input):
    definition = json.loads(self.describe_state_machine(state_machine_arn).definition)
    waiter = definition["States"][definition["StartAt"]]["Resource"]
    executions[json.loads(execution_input)["RequestId"]] = (waiter, json.loads(execution_input))
    return start_execution(self, state_machine_arn, name, execution_input)


def invoke_with_waiter(self, event=None):
    """The state machine asks until the function says that the job is complete."""
    result = invoke_lambda(self, event)
    execution = executions.pop(event.get("RequestId"), None) if isinstance(event, dict) else None
    if execution:
        waiter, request = execution
        backend = lambda_backends[self.account_id][self.region]
        for _ in range(60):
            answer, failed, _ = backend.get_function(waiter)._invoke_lambda(request)
            if not failed and json.loads(answer)["IsComplete"]:
                break
            time.sleep(0.1)
    return result


def run_to_the_end(self, *args, **kwargs):
    tasks = run_task(self, *args, **kwargs)
    for task in tasks:
        definition = self.describe_task_definition(task.task_definition_arn).container_definitions[0]
        environment = {entry["name"]: entry["value"] for entry in definition.get("environment", [])}
        options = definition["logConfiguration"]["options"]
        stream = f"{options['awslogs-stream-prefix']}/{definition['name']}/{task.id}"
        logs = logs_backends[self.account_id][self.region_name]
        logs.create_log_stream(options["awslogs-group"], stream)
        event = {"timestamp": int(time.time() * 1000), "message": environment.get("LOG_LINE", "done")}
        logs.put_log_events(options["awslogs-group"], stream, [event])
        task.containers[0].exitCode = int(environment.get("EXIT_CODE", "0"))
        task.stopCode = task.stop_code = "EssentialContainerExited"
        task.stopped_reason = "Essential container in task exited"
        task.last_status = "STOPPED"
    return tasks


def delete_in_sight(self, name):
    """The stack is there, and says what is done with it, until its last resource has gone."""
    for stack in list(self.stacks.values()):
        if name in (stack.name, stack.stack_id):
            stack.status = "DELETE_IN_PROGRESS"
            stack.resource_map.delete()
    delete_stack(self, name)


CloudFormationBackend.delete_stack = delete_in_sight
StepFunctionBackend.start_execution = remember_execution
LambdaFunction._invoke_lambda = invoke_with_waiter
EC2ContainerServiceBackend.run_task = run_to_the_end

if __name__ == "__main__":
    base.PORT = int(sys.argv[sys.argv.index("-p") + 1])
    from moto.server import main
    main(sys.argv[1:])
