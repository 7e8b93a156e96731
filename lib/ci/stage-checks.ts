/**
 * What a stage is asked before and after its deployment, as shell scripts for the AWS CLI and jq. They read the stack's
 * own template, so that they stay the same from commit to commit: a pipeline changes itself when they do.
 *
 * Both take TEMPLATE (the template's file), STACK (the stack's name) and AWS_REGION from the environment.
 */

/** The key of the template's metadata under which a stack says what it needs. */
export const needsKey = 'cdk-compose:needs';

/** Takes on the role that CHECK_ROLE names. Old versions of the AWS CLI know AWS_DEFAULT_REGION only. */
export const assumeCheckRole = `set -eu
export AWS_DEFAULT_REGION="$AWS_REGION"
credentials=$(aws sts assume-role --role-arn "$CHECK_ROLE" --role-session-name cdk-compose --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
AWS_ACCESS_KEY_ID=$(echo "$credentials" | cut -f 1)
AWS_SECRET_ACCESS_KEY=$(echo "$credentials" | cut -f 2)
AWS_SESSION_TOKEN=$(echo "$credentials" | cut -f 3)
export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN`;

/** Before: images, secrets, file systems and security groups are there; what is not is told, all of it, in one go. */
export const checkBeforeDeployment = `set -eu
export AWS_DEFAULT_REGION="$AWS_REGION"
lacking=$(mktemp)
needs() { jq -r ".Metadata[\\"${needsKey}\\"] // {} | $1" "$TEMPLATE"; }
needs '.missing[]?' >> "$lacking"
needs '.images[]? | [.account // "-", .region // "-", .repository, .digest] | @tsv' | while read -r account region repository digest; do
  set -- --repository-name "$repository" --image-ids "imageDigest=$digest"
  [ "$account" = - ] || set -- "$@" --registry-id "$account"
  [ "$region" = - ] || set -- "$@" --region "$region"
  aws ecr describe-images "$@" > /dev/null || echo "The repository $repository lacks $digest: run cdk-compose build." >> "$lacking"
done
needs '.secrets[]? | [.arn, .version // "-"] | @tsv' | while read -r arn version; do
  versions=$(aws secretsmanager describe-secret --secret-id "$arn" --query 'keys(VersionIdsToStages || \`{}\`)' --output text) || { echo "The secret $arn is not there: run cdk-compose secrets push." >> "$lacking"; continue; }
  [ "$version" = - ] && continue
  case " $(echo "$versions" | tr '\\t\\n' '  ') " in *" $version "*) ;; *) echo "The secret $arn has no version $version: run cdk-compose secrets push." >> "$lacking" ;; esac
done
needs '.fileSystems[]?' | while read -r id; do
  aws efs describe-file-systems --file-system-id "$id" > /dev/null || echo "The file system $id of the bindings is not there." >> "$lacking"
done
needs '.securityGroups[]?' | while read -r id; do
  aws ec2 describe-security-groups --group-ids "$id" > /dev/null || echo "The security group $id of the bindings is not there." >> "$lacking"
done
if [ -s "$lacking" ]; then echo "$STACK lacks what it needs:" >&2; cat "$lacking" >&2; exit 1; fi`;

/**
 * After: every ECS service, those of nested stacks too, runs what was deployed and is steady, every job has succeeded with its present content, and
 * every load balancer that faces the internet answers HTTP with no error of its own or of the application (status below
 * 500) at SMOKE_PATH.
 */
export const checkAfterDeployment = `set -eu
export AWS_DEFAULT_REGION="$AWS_REGION"
failed=$(mktemp)
resources() { aws cloudformation list-stack-resources --stack-name "$1" --query "StackResourceSummaries[?ResourceType=='$2'].PhysicalResourceId" --output text | tr '\\t' '\\n'; }
{ echo "$STACK"; resources "$STACK" AWS::CloudFormation::Stack; } | while read -r stack; do resources "$stack" AWS::ECS::Service; done | while read -r service; do
  cluster=\${service#*:service/}
  cluster=\${cluster%%/*}
  aws ecs wait services-stable --cluster "$cluster" --services "$service" || echo "$service is not steady." >> "$failed"
  state=$(aws ecs describe-services --cluster "$cluster" --services "$service" --query "services[0].deployments[?status=='PRIMARY'].rolloutState | [0]" --output text)
  [ "$state" = COMPLETED ] || echo "The rollout of $service is $state." >> "$failed"
done
jq -r '.Resources[] | select(.Type == "Custom::ComposeJob") | .Properties | [.Job, .Content] | @tsv' "$TEMPLATE" | while read -r job content; do
  record=$(aws ssm get-parameters-by-path --path "/cdk-compose/$STACK" --recursive --query "Parameters[?ends_with(Name, '/$job')].Value | [0]" --output text)
  [ "$(echo "$record" | jq -r '.succeeded? // empty' 2> /dev/null)" = "$content" ] || echo "The job $job has not succeeded." >> "$failed"
done
resources "$STACK" AWS::ElasticLoadBalancingV2::LoadBalancer | while read -r balancer; do
  name=$(aws elbv2 describe-load-balancers --load-balancer-arns "$balancer" --query "LoadBalancers[?Scheme=='internet-facing' && Type=='application'].DNSName | [0]" --output text)
  [ "$name" = None ] && continue
  aws elbv2 describe-listeners --load-balancer-arn "$balancer" --query 'Listeners[].[Protocol,Port]' --output text | while read -r protocol port; do
    url="$(echo "$protocol" | tr 'A-Z' 'a-z')://$name:$port\${SMOKE_PATH:-/}"
    # The certificate is that of the domain, not of the load balancer's own name.
    status=$(curl -ks -o /dev/null -w '%{http_code}' --max-time 10 --retry 6 --retry-delay 5 --retry-all-errors "$url") || status=000
    echo "$url answers $status"
    case "$status" in [234]??) ;; *) echo "$url answers $status." >> "$failed" ;; esac
  done
done
if [ -s "$failed" ]; then echo "$STACK is not as it should be:" >&2; cat "$failed" >&2; exit 1; fi`;
